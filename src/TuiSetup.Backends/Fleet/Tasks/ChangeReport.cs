using Newtonsoft.Json.Linq;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Reports;

namespace TuiSetup.Backends.Fleet.Tasks;

/// <summary>A report as the result of a task: SUCCESS when everything is as it should be, else FAILURE with the report beside the message.</summary>
internal static class ChangeReport
{
    /// <param name="report">How the run ended.</param>
    /// <param name="isUndo">Whether taking it back was what had been asked for.</param>
    /// <exception cref="TaskFailure">It is not as it should be.</exception>
    public static JToken Of(Report report, bool isUndo = false)
    {
        var json = ReportJson.Write(report);
        if (report.Outcome is Outcome.Done or Outcome.Unchanged || (isUndo && report.Outcome is Outcome.Undone or Outcome.Cancelled))
        {
            return json;
        }

        var why = string.Join(' ', report.Problems);
        throw report.Outcome switch
        {
            Outcome.Refused => new TaskFailure("PlanRefused", TaskFailure.Ours, T($"Nothing was changed. {why}").TrimEnd(), json),
            Outcome.Undone => new TaskFailure("PlanUndone", TaskFailure.Ours, T($"It failed, and everything is as it was before. {why}").TrimEnd(), json),
            Outcome.Cancelled => new TaskFailure("PlanCancelled", TaskFailure.Ours, T($"It was stopped, and everything is as it was before. {why}").TrimEnd(), json),
            _ => new TaskFailure("PlanLeft", TaskFailure.Ours, T($"Something could not be undone; the report says what. {why}").TrimEnd(), json),
        };
    }

    /// <summary>How a run stands that ended before this task was asked for.</summary>
    public static Report Of(RunRecord run) => run.Report ?? new Report
    {
        Run = run.Id,
        Plan = run.Plan,
        Outcome = run.Status switch
        {
            RunStatus.Done => Outcome.Done,
            RunStatus.Undone => Outcome.Undone,
            RunStatus.Cancelled => Outcome.Cancelled,
            RunStatus.Refused => Outcome.Refused,
            _ => Outcome.Left,
        },
        Steps = [.. run.Plan.Steps.Select(step => new StepReport(step, StepResult.Pending))],
    };
}

/// <summary>Tells the log and whoever sent the task how far a run is.</summary>
internal sealed class ProgressTeller(FleetMachine machine, Plan plan, Action<JObject> progress)
{
    private readonly int _total = plan.Steps.Count(step => step.Action != StepAction.Same);
    private int _finished;

    public void On(ApplyEvent happened)
    {
        machine.Log(happened);
        switch (happened)
        {
            case ApplyEvent.Started started:
                Tell(started.Step.Id, $"{(started.Undoing ? T("undoing") : T("applying"))} {started.Step.ShownTarget}");
                break;
            case ApplyEvent.Progress moved:
                Tell(moved.Step.Id, moved.Message);
                break;
            case ApplyEvent.Finished { Result: StepResult.Done } finished:
                _finished++;
                Tell(finished.Step.Id, T($"{finished.Step.ShownTarget} is done"));
                break;
        }
    }

    private void Tell(string step, string message)
        => progress(new JObject { ["current"] = Math.Min(_finished, _total), ["total"] = _total, ["step"] = step, ["message"] = message });
}
