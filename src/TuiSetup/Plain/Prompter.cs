using TuiSetup.Newt.Lines;

namespace TuiSetup.Plain;

/// <summary>Asks one thing, and gives help in between.</summary>
internal sealed class Prompter(ILineTerminal terminal)
{
    private static string Words => T("Keys: an empty line takes the answer in [brackets], - is no answer, < goes back, quit leaves. "
        + "For one of these as the answer itself, put a backslash before it.");

    private static string ListWords => T("In a list: a number, or the start of a name; + shows more of it, /text only what has that text in it, / all of it again.");

    public LinePrinter Out { get; } = new(terminal);

    /// <summary>Asks until there is a reply other than a wish for help.</summary>
    /// <param name="question">Stands before the answer, on the same line.</param>
    /// <param name="help">What this question is about; may be empty.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <param name="ofList">Whether it is about a list.</param>
    /// <param name="hidden">Whether the answer must not be seen.</param>
    /// <exception cref="InputEndedException">There is no answer.</exception>
    public async Task<Reply> AskAsync(string question, string help, CancellationToken cancel, bool ofList = false, bool hidden = false)
    {
        while (true)
        {
            var reply = Reply.Read(await ReadAsync(question, hidden, cancel), ofList);
            if (reply.Kind != ReplyKind.Help)
            {
                return reply;
            }

            Out.Print(string.Join('\n', new[] { help, Words, ofList ? ListWords : "" }.Where(part => part.Length > 0)));
        }
    }

    private async Task<string> ReadAsync(string question, bool hidden, CancellationToken cancel)
    {
        using var hiding = hidden ? terminal.Hide() : null;
        Out.Ask(question);
        string? line = null;
        try
        {
            line = await terminal.ReadLineAsync(cancel);
        }
        finally
        {
            // Only a line that somebody typed to its end has ended the question's line too.
            if (line is null || !terminal.IsInteractive)
            {
                Out.Echo(hidden ? "" : line ?? "");
            }
        }

        return line ?? throw new InputEndedException(terminal.IsInteractive);
    }

    /// <summary>Says why an answer was not taken; the question comes again.</summary>
    public void Refuse(string reason) => Out.Print(T($"Not taken: {reason}"));
}
