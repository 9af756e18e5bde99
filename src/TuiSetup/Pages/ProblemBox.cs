using TuiSetup.Core.Problems;
using TuiSetup.Newt;
using TuiSetup.Newt.Dialogs;

namespace TuiSetup.Pages;

/// <summary>Shows problems, all at once.</summary>
internal static class ProblemBox
{
    public static Task ShowAsync(NewtScreen screen, IEnumerable<Problem> problems, CancellationToken cancel)
        => screen.ButtonChoiceAsync(
            "Please correct",
            string.Join("\n\n", problems.Select(problem => $"{problem.Message} {problem.Remedy}".TrimEnd())),
            ["Ok"],
            cancel);
}
