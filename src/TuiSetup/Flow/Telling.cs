using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;

namespace TuiSetup.Flow;

/// <summary>What the flows say and ask in more than one place.</summary>
internal static class Telling
{
    public static Task TellAsync(this IUserInterface ui, string title, string text, CancellationToken cancel)
        => ui.DecideAsync(new Decision(title, text, T("Ok")), cancel);

    /// <summary>Problems to correct, all at once.</summary>
    public static Task TellAsync(this IUserInterface ui, IEnumerable<Problem> problems, CancellationToken cancel)
        => ui.TellAsync(T("Please correct"), string.Join("\n\n", problems.Select(Sentence)), cancel);

    /// <summary>Whether the user means to leave; answers are lost by it, so it is asked once there are any.</summary>
    public static async Task<bool> IsLeavingAsync(this IUserInterface ui, AnswerSheet answers, CancellationToken cancel)
        => answers == AnswerSheet.Empty || await ui.DecideAsync(
            new Decision(T("Leave the wizard?"), T("Nothing has been changed. Your answers are lost."), T("Stay"), T("Leave")) { Unsaid = 0 },
            cancel) == 1;

    public static string Sentence(Problem problem) => $"{problem.Message} {problem.Remedy}".TrimEnd();
}
