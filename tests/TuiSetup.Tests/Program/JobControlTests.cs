using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program;

/// <summary>The program as a job of a shell that runs in a pseudo-terminal.</summary>
public sealed class JobControlTests
{
    private const string CtrlZ = "\x1a", Tab = "\t", Enter = "\r";

    [Fact]
    public async Task Ctrl_Z_gives_the_shell_a_clean_terminal_and_fg_brings_the_same_screen_back()
    {
        using var program = new Tuisetup();
        await using var terminal = PtyProcess.Start("/bin/bash", ["--norc", "--noprofile", "-i"], new PtyOptions().With(
            ("PS1", "shell> "), ("PROG", Tuisetup.Executable), ("TUISETUP_STATE_DIR", program.State)));
        await terminal.WaitForTextAsync("shell>");
        terminal.Send("\"$PROG\"" + Enter);
        await terminal.WaitForTextAsync("<F1> help");
        var before = terminal.Screen.Visible();

        terminal.Send(CtrlZ);
        await terminal.WaitForTextAsync("Stopped");
        Assert.DoesNotContain("What do you want to set up?", terminal.Screen.Text, StringComparison.Ordinal);
        terminal.Send("stty -a | grep -o ' echo ' | sed s/echo/typed-is-seen/" + Enter);
        await terminal.WaitForTextAsync(" typed-is-seen");

        terminal.Send("fg; echo ended with $?" + Enter);
        await terminal.WaitForScreenAsync(screen => screen.Visible() == before, "menu as it was");

        terminal.Send(Tab + Tab + Enter);
        await terminal.WaitForTextAsync("ended with 0");
    }
}
