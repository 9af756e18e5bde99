using TuiSetup.Newt;
using TuiSetup.Newt.Dialogs;
using TuiSetup.Newt.Terminal;
using TuiSetup.Pages;

namespace TuiSetup.Flow;

/// <summary>Opens the screen for a program, and closes it whatever happens.</summary>
internal static class TerminalUi
{
    private const string HelpLine = "  <Tab>/<Alt-Tab> between elements   |  <Space> selects   |  <F1> help";

    public static int Run(Composition program, Func<NewtScreen, CancellationToken, Task<int>> body)
    {
        var theme = program.LoadTheme();
        using var terminal = UnixTerminal.Open();
        using var screen = NewtScreen.Open(terminal, new NewtOptions { Theme = theme, Time = program.Time, MinimumSize = PageMetrics.Minimum });
        screen.Interrupted = program.Interruption.Raise;
        program.Interruption.LastWish = screen.RestoreTerminal;
        using var hangUp = screen.Gone.Register(() =>
        {
            if (!program.Interruption.Happened)
            {
                program.Interruption.Raise();
            }
        });
        screen.HelpCallback = text => screen.ButtonChoiceAsync("Help", text, ["Ok"], program.Interruption.Token);
        return screen.Run(async () =>
        {
            screen.DrawRootText(0, 0, "TuiSetup");
            using var help = screen.PushHelpLine(HelpLine);
            return await body(screen, program.Interruption.Token);
        });
    }
}
