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
        if (program.IsPlain || !StandardLines.InputIsTerminal)
        {
            return PlainUi.Run(program, "", body);
        }

        UnixTerminal terminal;
        try
        {
            terminal = UnixTerminal.Open();
        }
        catch (TerminalException cannot)
        {
            var isPlainToSee = cannot.IsMissing || Environment.GetEnvironmentVariable("TERM") == "dumb";
            return PlainUi.Run(program, isPlainToSee ? "" : cannot.Message, body);
        }

        using (terminal)
        {
            return WindowUi.Run(program, terminal, body);
        }
    }
}
