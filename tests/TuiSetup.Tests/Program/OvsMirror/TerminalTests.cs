using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.OvsMirror;

/// <summary>The real program in a pseudo-terminal, by keys alone.</summary>
[Collection(OvsFixture.Name)]
public sealed class TerminalTests(OvsFixture fixture) : IAsyncLifetime
{
    private const string Down = "\e[B", Enter = "\r", Space = " ", Tab = "\t", Escape = "\e\e", F12 = "\e[24~", Home = "\e[H";
    private readonly Tuisetup _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact, Trait(Screenshot.Trait, Screenshot.Pictures)]
    public async Task An_admin_answers_reviews_applies_and_undoes()
    {
        var record = Path.Combine(_program.Folder, "recorded.json");
        await using var terminal = _program.Open("run", "ovs-mirror", "--record", record);
        var tape = new Tape(terminal, "ovs-mirror", "Port mirroring on Open vSwitch, applied, read back and undone", Masks.Switch);
        await terminal.WaitForTextAsync("Open vSwitch (1 of 9)");
        terminal.Send(Home);
        await tape.SeeAsync("Open vSwitch (1 of 9)");
        await tape.GoAsync(F12, "Bridge (2 of 9)");
        await tape.GoAsync(Enter, "Mirror (3 of 9)", reading: 3);
        await Golden.CheckAsync(terminal, "ovs-mirror-name");
        await tape.GoAsync(F12, "What guests send (4 of 9)");
        await tape.PressAsync(Down, Space);
        await Screenshot.CheckAsync(terminal, "ovs-mirror-ports", "Which ports are copied", Masks.Switch);
        await tape.GoAsync(F12, "What guests receive (5 of 9)");
        await tape.GoAsync(F12, "VLANs (6 of 9)");
        await tape.GoAsync(F12, "Destination port (7 of 9)");
        await tape.PressAsync("v", "v", "v", "v");
        await tape.GoAsync(Enter, "Destination (8 of 9)");
        await tape.GoAsync(F12, "Review (9 of 9)", reading: 5);
        await Screenshot.CheckAsync(terminal, "ovs-mirror-review", "The review: each object before and after; nothing has changed yet");
        Assert.Equal("", await fixture.Lab.VsctlAsync("list", "mirror"));
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Every object was read back");
        Assert.Contains("mirror-br0", await fixture.Lab.VsctlAsync("list", "mirror"), StringComparison.Ordinal);

        // The switch writes its counters down every five seconds.
        await fixture.Lab.HostAsync("h1", "ping", "-q", "-c3", "-i0.05", "10.77.0.2");
        await tape.SeeAsync("tx_packets", reading: 5);
        await Screenshot.CheckAsync(terminal, "ovs-mirror-report", "The report: every object was read back, and the mirror counts", Masks.Switch);
        await tape.PressAsync(Tab);
        await tape.GoAsync(Enter, "Undone.", reading: 4);
        await tape.EndAsync();
        terminal.Send(Enter);

        Assert.Equal(0, await terminal.WaitForExitAsync());
        Assert.Equal("", await fixture.Lab.VsctlAsync("list", "mirror"));
        Assert.Equal("unchanged", await ReplayAsync(record));
        Assert.Empty(terminal.Screen.Unknown);
        Assert.Empty(terminal.Screen.Queries);
    }

    [Fact]
    public async Task A_list_has_the_focus_first_also_where_its_text_scrolls_and_after_a_resize()
    {
        await using var terminal = _program.Open(new PtyOptions { Columns = 40, Rows = 14 }, "run", "ovs-mirror");
        await terminal.WaitForTextAsync("(1 of 9)");
        terminal.Send(F12);
        await terminal.WaitForTextAsync("(2 of 9)");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("(3 of 9)");
        terminal.Send(F12);
        await terminal.WaitForTextAsync("(4 of 9)");
        terminal.Send(Down + Space);
        await terminal.WaitForTextAsync("[*] v-h1");
        terminal.Resize(80, 24);
        await terminal.WaitForTextAsync("[ ] v-mon");
        terminal.Send(Down + Space);
        await terminal.WaitForTextAsync("[*] v-h2");

        Assert.Contains("[*] v-h1", terminal.Screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Back_keeps_every_answer_and_esc_asks_before_it_throws_them_away()
    {
        await using var terminal = _program.Open("run", "ovs-mirror");
        await terminal.WaitForTextAsync("(1 of 9)");
        terminal.Send(F12);
        await terminal.WaitForTextAsync("(2 of 9)");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("(3 of 9)");
        terminal.Send("-x" + F12);
        await terminal.WaitForTextAsync("(4 of 9)");
        terminal.Send(Tab + Tab + Enter);
        await terminal.WaitForTextAsync("mirror-br0-x");
        terminal.Send(Escape);
        await terminal.WaitForTextAsync("Leave the wizard?");
        terminal.Send(Enter);
        await terminal.WaitForScreenAsync(
            screen => !screen.Text.Contains("Leave the wizard?", StringComparison.Ordinal)
                && screen.Text.Contains("mirror-br0-x", StringComparison.Ordinal),
            "page as it was, without the question");
        terminal.Send(Escape);
        await terminal.WaitForTextAsync("Leave the wizard?");
        terminal.Send(Tab + Enter);

        Assert.Equal(1, await terminal.WaitForExitAsync());
    }

    [Fact]
    public async Task A_host_is_cut_off_only_when_its_port_is_typed_out()
    {
        await using var terminal = _program.Open("run", "ovs-mirror", "--answers", _program.Answers("""{ "bridge": "br0", "name": "m", "select_src_port": ["v-h1"], "output_port": "v-h2" }"""));
        await terminal.WaitForTextAsync("Type v-h2");
        terminal.Send("yes" + Enter);
        await terminal.WaitForTextAsync("That was not 'v-h2'");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Destination (8 of 9)");
        terminal.Send(F12);
        await terminal.WaitForTextAsync("Type v-h2");
        terminal.Send("v-h2" + Enter);
        await terminal.WaitForTextAsync("Review");

        Assert.Equal("", await fixture.Lab.VsctlAsync("list", "mirror"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(15)]
    [InlineData(3)]
    public async Task A_signal_gives_the_terminal_back(int signal)
    {
        await using var terminal = _program.Open("run", "ovs-mirror");
        var before = terminal.Modes();
        await terminal.WaitForTextAsync("(1 of 9)");
        Assert.False(terminal.Modes().Canonical);
        terminal.Signal(signal);

        Assert.Equal(130, await terminal.WaitForExitAsync());
        Assert.True(terminal.Modes().Canonical && terminal.Modes().Echo, before.ToString());
        Assert.False(terminal.Screen.IsAlternate);
        Assert.True(terminal.Screen.CursorVisible);
    }

    [Fact]
    public async Task A_hang_up_ends_the_program()
    {
        await using var terminal = _program.Open("run", "ovs-mirror");
        await terminal.WaitForTextAsync("(1 of 9)");
        terminal.HangUp();

        Assert.Equal(130, await terminal.WaitForExitAsync());
    }

    [Fact]
    public async Task A_new_size_is_laid_out_again_and_a_tiny_one_is_told()
    {
        await using var terminal = _program.Open("run", "ovs-mirror");
        await terminal.WaitForTextAsync("(1 of 9)");
        terminal.Resize(40, 14);
        await terminal.WaitForTextAsync("<Next>");
        terminal.Resize(20, 6);
        await terminal.WaitForTextAsync("20x6 is too small");
        terminal.Resize(132, 43);
        await terminal.WaitForTextAsync("Which Open vSwitch is it?");
        terminal.Send("\u0003");

        Assert.Equal(130, await terminal.WaitForExitAsync());
    }

    [Fact]
    public async Task After_a_stop_the_keys_are_the_wizards_again()
    {
        await using var terminal = _program.Open("run", "ovs-mirror");
        await terminal.WaitForTextAsync("(1 of 9)");
        terminal.Signal(19);
        terminal.Signal(18);
        terminal.Send(F12);
        await terminal.WaitForTextAsync("(2 of 9)");
        Assert.False(terminal.Modes().Canonical);
        terminal.Signal(15);

        Assert.Equal(130, await terminal.WaitForExitAsync());
        Assert.True(terminal.Modes() is { Canonical: true, Echo: true });
    }

    [Theory]
    [InlineData(40, 14)]
    [InlineData(80, 24)]
    [InlineData(132, 43)]
    public async Task Nothing_is_drawn_over_a_windows_border(int columns, int rows)
    {
        await using var terminal = _program.Open("run", "ovs-mirror");
        await terminal.WaitForTextAsync("(1 of 9)");
        terminal.Send(F12);
        await terminal.WaitForTextAsync("(2 of 9)");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("(3 of 9)");
        terminal.Resize(columns, rows);
        await terminal.WaitForScreenAsync(
            screen => screen.Columns == columns && screen.Text.Contains("<Cancel>", StringComparison.Ordinal) && IsWhole(screen),
            "a window with a whole border, and all its buttons");
    }

    /// <summary>Every row between the corners of the one window begins and ends with its border.</summary>
    private static bool IsWhole(VtScreen screen)
    {
        var lines = screen.Text.Split('\n');
        var top = Array.FindIndex(lines, line => line.Contains('┌', StringComparison.Ordinal));
        var bottom = Array.FindIndex(lines, line => line.Contains('└', StringComparison.Ordinal));
        return top >= 0 && bottom > top
            && lines[(top + 1)..bottom].All(line => line.Count(character => character == '│') == 2 && line.EndsWith('│'));
    }

    [Theory]
    [InlineData("vt100", "C")]
    [InlineData("linux", "C.UTF-8")]
    public async Task Every_terminal_is_drawn_on_with_what_it_knows(string term, string locale)
    {
        await using var terminal = _program.Open(new PtyOptions { Utf8 = locale != "C" }.With(("TERM", term), ("LANG", locale)), "run", "ovs-mirror");
        await terminal.WaitForTextAsync("<Next>");
        Assert.Empty(terminal.Screen.Unknown);
        Assert.Empty(terminal.Screen.Queries);
        terminal.Send(Escape);
        Assert.Equal(1, await terminal.WaitForExitAsync());
    }

    /// <summary>What was recorded, applied twice: the outcome of the second time.</summary>
    private async Task<string?> ReplayAsync(string record)
    {
        await _program.RunAsync("run", "ovs-mirror", "--answers", record, "--yes", "--json");
        return (string?)Tuisetup.LastLine(await _program.RunAsync("run", "ovs-mirror", "--answers", record, "--yes", "--json"))["outcome"];
    }
}
