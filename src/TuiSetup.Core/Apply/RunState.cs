using System.Collections.Concurrent;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Reports;

namespace TuiSetup.Core.Apply;

/// <summary>What has become of each step so far, kept while a run goes on and told to whoever listens.</summary>
internal sealed class RunState(Plan plan, Action<ApplyEvent> listener)
{
    private readonly ConcurrentDictionary<string, StepReport> _steps = new(
        plan.Steps.Select(step => KeyValuePair.Create(step.Id, new StepReport(step, step.Action == StepAction.Same ? StepResult.Same : StepResult.Pending))));

    private readonly ConcurrentQueue<string> _problems = new();
    private readonly Lock _lock = new();

    public Plan Plan => plan;

    public bool Unreachable { get; set; }

    public bool HasLeft => _steps.Values.Any(step => step.Result == StepResult.Left);

    public void Start(StepUnit unit, bool undoing) => Each(unit, step => new ApplyEvent.Started(step, undoing));

    public void Finish(StepUnit unit, StepResult result, string message = "")
    {
        foreach (var step in unit.Steps)
        {
            _steps[step.Id] = new StepReport(step, result, message);
        }

        Each(unit, step => new ApplyEvent.Finished(step, result));
    }

    public IProgress<string> ProgressOf(StepUnit unit) => new Relay(message => Tell(new ApplyEvent.Progress(unit.Steps[0], message)));

    public void Trouble(StepUnit? unit, string message)
    {
        _problems.Enqueue(message);
        Tell(new ApplyEvent.Trouble(unit?.Steps[0], message));
    }

    /// <summary>Everything is applied, and someone has to say that it can stay.</summary>
    public void Ask(TimeSpan window) => Tell(new ApplyEvent.Asking(window));

    public Report Report(string? run, Outcome outcome) => new()
    {
        Run = run,
        Plan = plan,
        Outcome = outcome,
        Steps = [.. plan.Steps.Select(step => _steps[step.Id])],
        Problems = [.. _problems],
        Unreachable = Unreachable,
    };

    public Report End(Report report)
    {
        Tell(new ApplyEvent.Ended(report));
        return report;
    }

    private void Each(StepUnit unit, Func<Step, ApplyEvent> make)
    {
        foreach (var step in unit.Steps)
        {
            Tell(make(step));
        }
    }

    private void Tell(ApplyEvent happened)
    {
        lock (_lock)
        {
            listener(happened);
        }
    }

    /// <summary>Progress in order and at once, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class Relay(Action<string> report) : IProgress<string>
    {
        public void Report(string value) => report(value);
    }
}
