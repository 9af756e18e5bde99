using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Testing;

namespace TuiSetup.Tests.Whiptail.Extensions;

/// <summary>--timeout.</summary>
public sealed class TimeoutTests
{
    private static readonly TimeSpan Almost = TimeSpan.FromSeconds(2.9), Rest = TimeSpan.FromSeconds(0.1);

    [Theory]
    [InlineData("--msgbox Tape 9 40")]
    [InlineData("--yesno Tape 9 40")]
    [InlineData("--inputbox Name: 9 40 weekly")]
    [InlineData("--menu Tape 12 40 3 a first b second")]
    [InlineData("--checklist Tape 12 40 3 a first on")]
    public async Task A_box_nobody_answers_ends_with_5(string command)
    {
        using var box = new OneBox("--timeout 3 " + command);
        await box.Harness.SettleAsync();

        box.Time.Advance(Almost);
        await box.Harness.SettleAsync();
        Assert.Null(box.Result);

        box.Time.Advance(Rest);
        await box.Harness.Program;
        Assert.Equal(5, box.Result!.ExitCode);
        Assert.Equal("""{"exit":5,"button":"timeout","text":""}""", box.Json);
    }

    [Fact]
    public async Task A_key_gives_the_whole_time_again()
    {
        using var box = new OneBox("--timeout 3 --inputbox Name: 9 40");
        await box.Harness.SettleAsync();
        box.Time.Advance(Almost);
        await box.TypeAsync("a");
        box.Idle!.Restart();

        box.Time.Advance(Almost);
        await box.Harness.SettleAsync();
        Assert.Null(box.Result);

        await box.PressAsync(KeyCode.Enter);
        Assert.Equal("a", box.Result!.Answer.Text);
    }

    [Fact]
    public async Task The_time_counts_while_a_refusal_is_read()
    {
        using var box = new OneBox("--timeout 3 --validate ^x --inputbox Name: 9 40 y");
        await box.PressAsync(KeyCode.Enter);

        box.Time.Advance(Almost + Rest);
        await box.Harness.Program;

        Assert.Equal(5, box.Result!.ExitCode);
    }

    [Fact]
    public async Task A_note_stays_so_long_and_ends_with_0()
    {
        using var box = new OneBox("--timeout 3 --infobox Tape 9 40");
        await box.PressAsync(KeyCode.Enter, KeyCode.Escape);
        Assert.Contains("Tape", box.Screen, StringComparison.Ordinal);
        Assert.Null(box.Result);

        box.Time.Advance(Almost + Rest);
        await box.Harness.Program;

        Assert.Equal(0, box.Result!.ExitCode);
    }

    [Fact]
    public async Task Zero_is_no_limit()
    {
        using var box = new OneBox("--timeout 0 --msgbox Tape 9 40");
        await box.Harness.SettleAsync();

        Assert.Null(box.Idle);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("1e3")]
    [InlineData("3000000000")]
    public async Task What_is_no_time_is_refused(string seconds)
    {
        var recording = await new WhiptailCase("no time", $"--timeout '{seconds}' --msgbox Tape 9 40") { Steps = [] }.RecordAsync(WhiptailUnderTest.Ours);

        Assert.Equal(255, recording.ExitCode);
        Assert.Equal($"--timeout: {seconds} is not a number of seconds from 0 to 2147483\n", recording.Output[2]);
    }

    [Fact]
    public async Task The_program_ends_by_itself_and_gives_the_terminal_back()
    {
        await using var pty = TestKit.PtyProcess.Start(WhiptailUnderTest.Ours.File, ["whiptail", "--timeout", "0.2", "--msgbox", "Tape", "9", "40"]);

        Assert.Equal(5, await pty.WaitForExitAsync());
        Assert.True(pty.SettingsKept);
    }

    [Fact]
    public void A_terminal_that_is_watched_tells_of_each_key_and_of_nothing_else()
    {
        using var inner = new ScriptedTerminal(80, 24, ScriptedTerminal.Xterm);
        var typed = 0;
        using var watch = new TuiSetup.Newt.Whiptail.KeyWatch(inner, () => typed++);
        Span<byte> buffer = new byte[16];

        watch.Read(buffer);
        Assert.Equal(0, typed);

        _ = inner.TypeAsync("ab"u8.ToArray());
        Assert.Equal(2, watch.Read(buffer));
        Assert.Equal(1, typed);
    }
}
