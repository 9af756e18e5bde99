using System.Text;
using TuiSetup.Core.Apply;

namespace TuiSetup.Core.Reports;

/// <summary>A report for people.</summary>
public static class ReportText
{
    /// <summary>The outcome as a sentence.</summary>
    public static string Headline(Report report) => report.Outcome switch
    {
        Outcome.Done => T("Done. Every object was read back and is as planned."),
        Outcome.Unchanged => T("Nothing to do: everything is already as it should be."),
        Outcome.Cancelled => T("Cancelled. Everything is as it was before."),
        Outcome.Undone => report.Problems.IsEmpty
            ? T("Undone. Everything is as it was before.")
            : T("It failed and was undone. Everything is as it was before."),
        Outcome.Restored => report.Problems.IsEmpty
            ? T("Not undone. Everything is as the run had made it.")
            : T("The undo was taken back. Everything is as the run had made it."),
        Outcome.Refused => T("Not begun. Nothing was changed."),
        _ => T("It failed, and something is left. See below what."),
    };

    public static string Of(Report report)
    {
        var text = new StringBuilder();
        text.Append(Headline(report)).Append('\n');
        foreach (var problem in report.Problems)
        {
            text.Append("! ").Append(problem).Append('\n');
        }

        foreach (var step in report.Steps)
        {
            text.Append(Mark(step.Result)).Append(' ').Append(step.Step.ShownTarget).Append(": ").Append(step.Step.Summary);
            if (step.Message.Length > 0)
            {
                text.Append(" (").Append(step.Message).Append(')');
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Mark(StepResult result) => result switch
    {
        StepResult.Done => T("[done]  "),
        StepResult.Same => T("[same]  "),
        StepResult.Undone => T("[undone]"),
        StepResult.Left => T("[LEFT]  "),
        _ => "[--]    ",
    };
}
