using System.Globalization;
using TuiSetup.TestKit;

namespace TuiSetup.Tests.Whiptail.Session;

/// <summary>whiptail --session with a script, by the real program.</summary>
public sealed class ScriptSessionTests
{
    [Fact]
    public async Task The_example_goes_back_and_keeps_what_was_answered()
    {
        await using var script = new OneScript(File.ReadAllText(SourceTree.PathOf("assets", "examples", "whiptail-back.sh")));
        await script.TypeAsync("Name of the bridge:", "7 Enter");
        await script.TypeAsync("What to copy:", "Down Enter");
        await script.TypeAsync("Copy ports on br07?", "Tab Enter");
        await script.GoneAsync("Copy ports");
        await script.TypeAsync("What to copy:", "Tab Tab Enter");
        await script.GoneAsync("What to copy:");
        await script.TypeAsync("Name of the bridge:", "Backspace Backspace 2 Enter");
        await script.TypeAsync("What to copy:", "Enter");
        await script.TypeAsync("Copy ports on br2?", "Enter");

        Assert.Equal(0, await script.Pty.WaitForExitAsync());
        Assert.Contains("ports on br2", script.Pty.Screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_windows_come_from_one_process_and_between_them_nothing_is_cleared()
    {
        await using var script = new OneScript("whiptail --inputbox First: 9 40 && whiptail --inputbox Second: 9 40");
        await script.TypeAsync("First:", "Enter");
        await script.Pty.WaitForTextAsync("Second:");

        var written = System.Text.Encoding.UTF8.GetString(script.Pty.RawOutput);
        Assert.Equal(2, written.Split("\e[?1049h").Length);
        Assert.Equal(2, written.Split("\e[H\e[J").Length);
    }

    [Fact]
    public async Task What_the_script_says_stays_on_the_terminal_in_its_order()
    {
        await using var script = new OneScript("echo one; whiptail --msgbox Box 9 40; echo two >&2; whiptail --infobox Note 9 40; printf 'three? '; read answer; echo \"[$answer]\"");
        await script.TypeAsync("Box", "Enter");
        await script.Pty.WaitForTextAsync("three?");
        script.Pty.Send("yes\r");

        Assert.Equal(0, await script.Pty.WaitForExitAsync());
        Assert.StartsWith("one\ntwo\nthree? yes\n[yes]", script.Pty.Screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_background_job_says_waits_until_the_box_is_answered()
    {
        await using var script = new OneScript("(while [ ! -e said ]; do sleep 0.01; done; echo noise; touch done) & whiptail --msgbox Box 9 40; wait");
        await script.Pty.WaitForTextAsync("Box");
        File.WriteAllText(Path.Combine(script.Folder, "said"), "");
        await WaitForFileAsync(Path.Combine(script.Folder, "done"));
        Assert.DoesNotContain("noise", script.Pty.Screen.Text, StringComparison.Ordinal);

        await script.TypeAsync("Box", "Enter");
        Assert.Equal(0, await script.Pty.WaitForExitAsync());
        Assert.Contains("noise", script.Pty.Screen.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit 7", 7)]
    [InlineData("kill -9 $$", 137)]
    [InlineData("kill -15 $$", 143)]
    public async Task Its_end_is_the_script_s_and_nothing_is_left(string end, int exitCode)
    {
        await using var script = new OneScript($"whiptail --inputbox Box 9 40; {end}");
        await script.Pty.WaitForTextAsync("Box");
        Assert.Single(script.Sockets);
        await script.TypeAsync("Box", "Enter");

        Assert.Equal(exitCode, await script.Pty.WaitForExitAsync());
        Assert.True(script.Pty.SettingsKept);
        Assert.True(script.Pty.Screen.CursorVisible);
        Assert.DoesNotContain("Box", script.Pty.Screen.Text, StringComparison.Ordinal);
        Assert.Empty(script.Sockets);
    }

    [Fact]
    public async Task A_script_that_is_killed_while_a_box_is_up_takes_the_box_along()
    {
        await using var script = new OneScript("echo $$ >pid; whiptail --inputbox Box 9 40");
        await script.Pty.WaitForTextAsync("Box");
        await KillAsync(script, "-9");

        Assert.Equal(137, await script.Pty.WaitForExitAsync());
        Assert.True(script.Pty.SettingsKept);
        Assert.Empty(script.Sockets);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(2)]
    [InlineData(1)]
    public async Task A_signal_to_the_session_ends_the_script_too(int signal)
    {
        await using var script = new OneScript("echo $$ >pid; trap 'touch told' TERM; whiptail --inputbox Box 9 40; echo $? >code; exit 9");
        await script.Pty.WaitForTextAsync("Box");
        script.Pty.Signal(signal);

        Assert.Equal(128 + signal, await script.Pty.WaitForExitAsync());
        Assert.True(script.Pty.SettingsKept);
        Assert.Empty(script.Sockets);
        Assert.True(File.Exists(Path.Combine(script.Folder, "told")));
        Assert.False(Directory.Exists("/proc/" + PidOf(script)));
    }

    [Fact]
    public async Task A_call_that_is_killed_closes_its_window_and_no_other()
    {
        await using var script = new OneScript("whiptail --topleft --inputbox First: 9 40; whiptail --inputbox Second: 9 40 & echo $! >pid; wait $!; whiptail --inputbox Third: 9 40");
        await script.TypeAsync("First:", "Enter");
        await script.Pty.WaitForTextAsync("Second:");
        await KillAsync(script, "-9");
        await script.Pty.WaitForTextAsync("Third:");

        Assert.Contains("First:", script.Pty.Screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Second:", script.Pty.Screen.Text, StringComparison.Ordinal);
        await script.TypeAsync("Third:", "Enter");
        Assert.Equal(0, await script.Pty.WaitForExitAsync());
    }

    [Fact]
    public async Task Ctrl_C_reaches_the_script_between_boxes_alone()
    {
        await using var script = new OneScript("trap 'exit 42' INT; whiptail --inputbox Box 9 40; touch ready; while :; do sleep 0.01; done");
        await script.Pty.WaitForTextAsync("Box");
        await script.TypeAsync("Box", "Ctrl-C x Enter");
        await WaitForFileAsync(Path.Combine(script.Folder, "ready"));
        script.Pty.Send("\x03");

        Assert.Equal(42, await script.Pty.WaitForExitAsync());
    }

    [Fact]
    public async Task Answers_go_where_the_script_asks_for_them()
    {
        await using var script = new OneScript("""
            a=$(whiptail --inputbox A 9 40 va 3>&1 1>&2 2>&3)
            b=$(whiptail --output-fd 3 --inputbox B 9 40 vb 3>&1 >/dev/tty)
            whiptail --inputbox C 9 40 vc 2>c
            echo "$a $b $(cat c)" >all
            """);
        await script.TypeAsync("│ A", "Enter");
        await script.TypeAsync("│ B", "Enter");
        await script.TypeAsync("│ C", "Enter");

        Assert.Equal(0, await script.Pty.WaitForExitAsync());
        Assert.Equal("va vb vc\n", File.ReadAllText(Path.Combine(script.Folder, "all")));
    }

    [Fact]
    public async Task A_file_is_read_where_the_caller_stands()
    {
        await using var script = new OneScript("mkdir sub; cd sub; echo Contents >file; whiptail --textbox file 9 40; whiptail --textbox nofile 9 40 2>../said; echo $? >>../said");
        await script.TypeAsync("Contents", "Enter");

        Assert.Equal(0, await script.Pty.WaitForExitAsync());
        Assert.Equal("nofile: No such file or directory\n255\n", File.ReadAllText(Path.Combine(script.Folder, "said")));
    }

    [Fact]
    public async Task A_gauge_reads_its_own_input_and_lets_a_question_through()
    {
        await using var script = new OneScript("""
            { echo 40; while [ ! -e asked ]; do sleep 0.01; done; printf 'Password: ' >/dev/tty; read word </dev/tty; echo 60; whiptail --yesno Sure? 7 30; echo 90; while [ ! -e end ]; do sleep 0.01; done; } | whiptail --gauge Copying 7 60 0
            exit $?
            """);
        await script.Pty.WaitForTextAsync("40%");
        File.WriteAllText(Path.Combine(script.Folder, "asked"), "");
        await script.Pty.WaitForTextAsync("Password:");
        script.Pty.Send("x\r");
        await script.TypeAsync("Sure?", "Enter");
        await script.Pty.WaitForTextAsync("90%");
        File.WriteAllText(Path.Combine(script.Folder, "end"), "");

        Assert.Equal(0, await script.Pty.WaitForExitAsync());
    }

    [Fact]
    public async Task Colours_are_each_call_s_own()
    {
        await using var script = new OneScript("NEWT_COLORS='root=white,red' whiptail --msgbox Red 9 40; whiptail --msgbox Blue 9 40");
        await script.Pty.WaitForTextAsync("Red");
        var red = script.Pty.Screen[0, 0].Bg;
        await script.TypeAsync("Red", "Enter");
        await script.Pty.WaitForTextAsync("Blue");

        Assert.NotEqual(red, script.Pty.Screen[0, 0].Bg);
    }

    [Fact]
    public async Task The_script_s_terminal_has_the_real_one_s_size()
    {
        await using var script = new OneScript("stty size; whiptail --msgbox Box 9 40; stty size", new PtyOptions { Columns = 100, Rows = 30 });
        await script.Pty.WaitForTextAsync("Box");
        script.Pty.Resize(90, 25);
        await script.TypeAsync("Box", "Enter");

        Assert.Equal(0, await script.Pty.WaitForExitAsync());
        Assert.Contains("25 90", script.Pty.Screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_that_is_no_terminal_goes_past_the_session()
    {
        await using var script = new OneScript("[ -t 1 ] || echo piped; [ -t 0 ] && echo tty; whiptail --inputbox Box 9 40 v", new PtyOptions { Stdout = PtyStream.Pipe, Stderr = PtyStream.Pipe });
        await script.TypeAsync("Box", "Enter");

        Assert.Equal(0, await script.Pty.WaitForExitAsync());
        Assert.Equal("piped\ntty\n", script.Pty.CapturedStdout);
        Assert.Equal("v", script.Pty.CapturedStderr);
    }

    [Fact]
    public async Task A_session_in_a_session_joins_it_and_says_so()
    {
        await using var script = new OneScript("whiptail --inputbox Outer: 9 40; whiptail --session whiptail --inputbox Inner: 9 50; exit $?");
        await script.TypeAsync("Outer:", "Enter");
        await script.TypeAsync("Inner:", "Enter");

        Assert.Equal(0, await script.Pty.WaitForExitAsync());
        Assert.Contains("this is a session already", script.Pty.Screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_box_whose_session_is_gone_stands_alone_and_says_so()
    {
        var options = new PtyOptions { Stderr = PtyStream.Pipe }.With(("TUISETUP_WHIPTAIL_SESSION", "/nowhere/socket"));
        await using var pty = PtyProcess.Start(WhiptailUnderTest.Ours.File, ["whiptail", "--inputbox", "Box", "9", "40", "v"], options);
        await pty.WaitForTextAsync("Box");
        pty.Send("\r");

        Assert.Equal(0, await pty.WaitForExitAsync());
        Assert.Equal("v", pty.CapturedStderr);
        Assert.Contains("there is no session at /nowhere/socket any more", pty.Screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_box_on_another_terminal_is_shown_there()
    {
        await using var script = new OneScript("whiptail --inputbox Outer: 9 40; script -qec 'whiptail --inputbox Inner: 9 40' /dev/null; exit $?");
        await script.TypeAsync("Outer:", "Enter");
        await script.Pty.WaitForTextAsync("Inner:");
        Assert.DoesNotContain("Outer:", script.Pty.Screen.Text, StringComparison.Ordinal);
        await script.TypeAsync("Inner:", "Enter");

        Assert.Equal(0, await script.Pty.WaitForExitAsync());
    }

    [Theory]
    [InlineData("no-such-command", 127)]
    [InlineData("/etc/passwd", 126)]
    public async Task A_command_that_cannot_be_run_is_told(string command, int exitCode)
    {
        await using var pty = PtyProcess.Start(WhiptailUnderTest.Ours.File, ["whiptail", "--session", command], new PtyOptions { Stderr = PtyStream.Pipe });

        Assert.Equal(exitCode, await pty.WaitForExitAsync());
        Assert.StartsWith(command + ": ", pty.CapturedStderr, StringComparison.Ordinal);
        Assert.True(pty.SettingsKept);
    }

    [Fact]
    public async Task Without_a_terminal_the_script_runs_as_it_would()
    {
        var result = await ProcessRunner.RunAsync("setsid", [WhiptailUnderTest.Ours.File, "whiptail", "--session", "sh", "-c", "echo said; exit 3"],
            new Dictionary<string, string?>(), cancel: TestContext.Current.CancellationToken);

        Assert.Equal((3, "said\n"), (result.ExitCode, result.Stdout));
    }

    private static async Task WaitForFileAsync(string path)
    {
        for (var tries = 0; !File.Exists(path); tries++)
        {
            Assert.True(tries < 1000, path);
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private static string PidOf(OneScript script) => File.ReadAllText(Path.Combine(script.Folder, "pid")).Trim();

    private static async Task KillAsync(OneScript script, string signal)
    {
        var killed = await ProcessRunner.RunAsync("kill", [signal, PidOf(script)], new Dictionary<string, string?>(), cancel: TestContext.Current.CancellationToken);
        Assert.Equal(0, killed.ExitCode);
    }
}
