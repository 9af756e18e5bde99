using TuiSetup.Backends.Fleet;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Reports;
using TuiSetup.Pages;

namespace TuiSetup.Flow;

/// <summary>
/// How the program talks with its user. One implementation draws windows, the other asks line by line; what is asked,
/// and what follows from the answers, is the same and is written once, in the flows.
/// </summary>
internal interface IUserInterface
{
    /// <summary>One page of a wizard.</summary>
    Task<PageResult> AskAsync(PageContext page, CancellationToken cancel);

    /// <summary>One entry of a list, by index; null: the user left it.</summary>
    Task<int?> ChooseAsync(ListQuestion question, CancellationToken cancel);

    /// <summary>One of a few ways to go on, by index; null: the user would rather not say.</summary>
    Task<int?> DecideAsync(Decision decision, CancellationToken cancel);

    /// <summary>A text typed out; null when the user would rather not.</summary>
    Task<string?> EnterAsync(string title, string text, CancellationToken cancel);

    /// <summary>
    /// A secret, which is not seen while it is typed; null when the user would rather not, and while something is read:
    /// a wizard's own page asks for it then.
    /// </summary>
    Task<Secret?> EnterSecretAsync(string title, string text, CancellationToken cancel);

    /// <summary>
    /// Runs work that may take long, and tells how far it is.
    /// <exception cref="OperationCanceledException">The user cancelled, or the caller.</exception>
    /// </summary>
    Task<T> BusyAsync<T>(string text, Func<IProgress<string>, CancellationToken, Task<T>> work, CancellationToken cancel);

    /// <summary>What will be done, before it is done. Next: do it.</summary>
    Task<PageMove> ReviewAsync(Plan plan, IReadOnlyList<Problem> warnings, string title, CancellationToken cancel);

    /// <summary>A run while it goes on. It tells of itself from any thread.</summary>
    Task<Report> ShowProgressAsync(
        Plan plan,
        string title,
        Func<Action<ApplyEvent>, CancellationToken, Task<Report>> run,
        CancellationToken cancel);

    /// <summary>A job on other machines while it goes on. It tells of itself from any thread.</summary>
    Task<JobProgress> ShowJobAsync(
        JobProgress progress,
        string title,
        Func<Action<HostState>, CancellationToken, Task<JobProgress>> run,
        CancellationToken cancel);

    /// <summary>
    /// Everything is applied: can the user still work? Cancelled when their time is over, which they see run out.
    /// </summary>
    Task<Verdict> ConfirmAsync(TimeSpan window, CancellationToken cancel);

    /// <summary>How a run ended, and what the user wants to do about it.</summary>
    Task<ReportMove> ReportAsync(Report report, IBackend backend, CancellationToken cancel);

    /// <summary>A text with lines of its own, to be read.</summary>
    Task ShowAsync(string title, string text, CancellationToken cancel);
}

/// <summary>What can follow a report.</summary>
internal enum ReportMove
{
    Leave,

    /// <summary>Bring back what was there before.</summary>
    Undo,

    /// <summary>Test with packets what the plan promises.</summary>
    Test,
}

/// <summary>A list to take one entry of.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Text">The question; may be empty.</param>
/// <param name="Rows">One text an entry.</param>
/// <param name="Accept">What taking an entry does, as a word for a button.</param>
/// <param name="Leave">The same for leaving the list.</param>
internal sealed record ListQuestion(string Title, string Text, IReadOnlyList<string> Rows, string Accept, string Leave)
{
    public string Help { get; init; } = "";

    /// <summary>The entry that stands out first.</summary>
    public int Start { get; init; }
}

/// <summary>A few ways to go on, each a word for a button; the first one stands out.</summary>
internal sealed record Decision(string Title, string Text, params IReadOnlyList<string> Ways)
{
    /// <summary>What an answer without a word means where no button stands out; null: a word is needed.</summary>
    public int? Unsaid { get; init; }

    /// <summary>Whether the lines of its text are laid out, as those of a table are.</summary>
    public bool IsTable { get; init; }
}
