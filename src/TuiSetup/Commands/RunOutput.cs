using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Reports;
using TuiSetup.Newt.Text;

namespace TuiSetup.Commands;

/// <summary>Tells of a run on the standard streams: for people, or as JSON lines and nothing else on standard output.</summary>
internal sealed class RunOutput(Composition program, bool json)
{
    public void On(ApplyEvent happened)
    {
        program.Log.Write(happened);
        if (json)
        {
            Line(EventJson.Write(happened));
            return;
        }

        switch (happened)
        {
            case ApplyEvent.Started started:
                program.Streams.Error.WriteLine($"{(started.Undoing ? T("undoing") : T("applying"))} {started.Step.ShownTarget}");
                break;
            case ApplyEvent.Trouble trouble:
                program.Streams.Error.WriteLine(SafeText.Clean($"tuisetup: {trouble.Message}"));
                break;
            case ApplyEvent.Asking asking:
                program.Streams.Error.WriteLine(T($"within {asking.Window.TotalSeconds:0} seconds it must be clear that it can stay"));
                break;
            case ApplyEvent.Ended ended:
                program.Streams.Output.Write(SafeText.Clean(ReportText.Of(ended.Report)));
                break;
        }
    }

    /// <summary>One of several wizards begins.</summary>
    public void Begin(string wizard, int number, int count)
    {
        if (json)
        {
            Line(new JObject { ["event"] = "wizard", ["wizard"] = wizard, ["number"] = number, ["of"] = count });
        }
        else
        {
            program.Streams.Error.WriteLine(T($"{wizard}, {number} of {count}"));
        }
    }

    /// <summary>Wizards that are not begun, because one before them has failed.</summary>
    public void Skip(IReadOnlyList<string> wizards)
    {
        foreach (var wizard in wizards)
        {
            if (json)
            {
                Line(new JObject { ["event"] = "skipped", ["wizard"] = wizard });
            }
            else
            {
                program.Streams.Error.WriteLine(T($"{wizard} is not begun."));
            }
        }
    }

    /// <summary>Problems that stop a run before it begins; the exit code is that of a refusal.</summary>
    public int Refuse(IReadOnlyList<Problem> problems)
    {
        foreach (var problem in problems)
        {
            if (json)
            {
                Line(ProblemJson.Write(problem));
            }
            else
            {
                program.Streams.Error.WriteLine(SafeText.Clean(problem.ToString()));
            }
        }

        if (json)
        {
            Line(new JObject { ["event"] = "end", ["run"] = null, ["outcome"] = "refused" });
        }

        return ExitCodes.Refused;
    }

    /// <summary>The exit code of a report, given that a signal may have ended the run.</summary>
    public int ExitCode(Report report)
        => report.Outcome is Outcome.Cancelled or Outcome.Restored && program.Interruption.Happened ? ExitCodes.Interrupted : report.ExitCode;

    private void Line(JObject line) => program.Streams.Output.WriteLine(line.ToString(Formatting.None));
}
