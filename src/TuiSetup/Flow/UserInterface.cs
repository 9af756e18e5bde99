using TuiSetup.Newt.Lines;
using TuiSetup.Newt.Terminal;
using TuiSetup.Pages;
using TuiSetup.Plain;

namespace TuiSetup.Flow;

/// <summary>
/// Windows where a terminal can show them; plain prompts where it cannot, where nobody types, or where the user
/// wants them.
/// </summary>
internal static class UserInterface
{
    public static int Run(Composition program, Func<IUserInterface, CancellationToken, Task<int>> body)
    {
        using var terminal = OpenTerminal(program, out var why);
        return terminal is null ? PlainUi.Run(program, why, body) : WindowUi.Run(program, terminal, body);
    }

    /// <summary>The terminal, or null where there are no windows.</summary>
    /// <param name="program">The program.</param>
    /// <param name="why">Why there are none, where that is not plain to see; else empty.</param>
    public static UnixTerminal? OpenTerminal(Composition program, out string why)
    {
        why = "";
        if (program.IsPlain || !StandardLines.InputIsTerminal)
        {
            return null;
        }

        try
        {
            return UnixTerminal.Open();
        }
        catch (TerminalException cannot)
        {
            var isPlainToSee = cannot.IsMissing || Environment.GetEnvironmentVariable("TERM") == "dumb";
            why = isPlainToSee ? "" : cannot.Message;
            return null;
        }
    }
}
