using TuiSetup.Core.Answers;
using TuiSetup.Newt.Lines;

namespace TuiSetup.Commands;

/// <summary>
/// One secret, typed on the terminal that a command was started from. The question goes to standard error, and nothing
/// of the answer is seen.
/// </summary>
internal static class SecretLine
{
    /// <summary>Null when nobody is there to ask, or the line was empty.</summary>
    public static async Task<Secret?> AskAsync(string text, StandardStreams streams, Interruption interruption, CancellationToken cancel)
    {
        if (!StandardLines.InputIsTerminal)
        {
            return null;
        }

        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, interruption.Token);
        using var lines = new StandardLines(streams.Error);
        interruption.LastWish = lines.Restore;
        try
        {
            using var hiding = lines.Hide();
            new LinePrinter(lines).Ask(text);
            return await lines.ReadLineAsync(both.Token) is { Length: > 0 } typed ? new Secret(typed) : null;
        }
        finally
        {
            interruption.LastWish = null;
        }
    }
}
