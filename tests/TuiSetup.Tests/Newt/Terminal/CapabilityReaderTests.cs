using TuiSetup.Newt.Terminal;

namespace TuiSetup.Tests.Newt.Terminal;

public sealed class CapabilityReaderTests
{
    private const TerminalControls Vt100 = TerminalControls.Backspace | TerminalControls.NextRow | TerminalControls.Forward | TerminalControls.Back
        | TerminalControls.Up | TerminalControls.Down | TerminalControls.EraseRow | TerminalControls.MoveInAlternateCharset;

    private const TerminalControls Addresses = TerminalControls.ColumnAddress | TerminalControls.RowAddress;

    [Fact]
    public void An_xterm_in_a_UTF8_locale_can_everything()
    {
        var xterm = TerminalNamed.Utf8("xterm-256color");

        Assert.Equal((256, true, LineDrawing.Unicode), (xterm.Colors, xterm.Utf8, xterm.Lines));
        Assert.True(xterm is { BackColorErase: true, LastCellIsSafe: true, HideCursor: "\e[?25l" });
        Assert.Equal(TimeSpan.FromMilliseconds(500), xterm.EscapeDelay);
    }

    [Fact]
    public void A_VT100_is_monochrome_and_draws_lines_with_its_own_character_set()
    {
        var vt100 = TerminalNamed.Ascii("vt100");

        Assert.Equal((0, false, LineDrawing.AlternateCharset), (vt100.Colors, vt100.Utf8, vt100.Lines));
        Assert.Equal(("\x0e", "\x0f", "\e(B\e)0"), (vt100.StartAlternateCharset, vt100.EndAlternateCharset, vt100.EnableAlternateCharset));
        Assert.Equal(("", ""), (vt100.EnterScreen, vt100.HideCursor));
    }

    [Theory]
    [InlineData("vt100", Vt100)]
    [InlineData("vt220", Vt100 | TerminalControls.EraseCells)]
    [InlineData("screen", Vt100 | Addresses)]
    [InlineData("tmux-256color", Vt100 | Addresses)]
    [InlineData("linux", Vt100 | Addresses | TerminalControls.EraseCells)]
    [InlineData("xterm", Vt100 | Addresses | TerminalControls.EraseCells)]
    [InlineData("ansi", (Vt100 | Addresses | TerminalControls.EraseCells) & ~TerminalControls.Backspace)]
    public void A_terminal_gets_the_controls_that_its_entry_has(string name, TerminalControls controls)
        => Assert.Equal(controls, TerminalNamed.Utf8(name).Controls);

    [Fact]
    public void An_ANSI_terminal_without_xenl_has_a_last_cell_that_is_not_safe() => Assert.False(TerminalNamed.Ascii("ansi").LastCellIsSafe);

    [Theory]
    [InlineData("NO_COLOR", "1", 0)]
    [InlineData("NEWT_MONO", "1", 0)]
    [InlineData("NO_COLOR", "", 256)]
    [InlineData("COLOR", "1", 256)]
    public void NO_COLOR_and_NEWT_MONO_take_the_colours_away(string name, string value, int colors)
        => Assert.Equal(colors, TerminalNamed.With(("TERM", "xterm-256color"), (name, value)).Colors);

    [Theory]
    [InlineData("", "", "", false)]
    [InlineData("", "", "de_DE.UTF-8", true)]
    [InlineData("", "", "de_DE.utf8", true)]
    [InlineData("", "", "de_DE.ISO-8859-1", false)]
    [InlineData("", "C.UTF-8", "C", true)]
    [InlineData("", "C", "C.UTF-8", false)]
    [InlineData("C", "C.UTF-8", "C.UTF-8", false)]
    [InlineData("C.UTF-8", "C", "C", true)]
    public void LC_ALL_wins_over_LC_CTYPE_and_that_over_LANG(string all, string ctype, string lang, bool utf8)
        => Assert.Equal(utf8, TerminalNamed.With(("TERM", "linux"), ("LC_ALL", all), ("LC_CTYPE", ctype), ("LANG", lang)).Utf8);

    [Theory]
    [InlineData("25", 25)]
    [InlineData("0", 0)]
    [InlineData("10000", 10000)]
    [InlineData("10001", 500)]
    [InlineData("-5", 500)]
    [InlineData("fast", 500)]
    [InlineData("", 500)]
    public void ESCDELAY_is_in_milliseconds_and_nonsense_is_ignored(string value, int milliseconds)
        => Assert.Equal(milliseconds, TerminalNamed.With(("TERM", "linux"), ("ESCDELAY", value)).EscapeDelay.TotalMilliseconds);

    [Theory]
    [InlineData("", "TERM is not set")]
    [InlineData("dumb", "cannot place the cursor")]
    [InlineData("no-such-terminal", "'no-such-terminal' (TERM) is not in the terminfo database")]
    [InlineData("../x", "is not in the terminfo database")]
    public void A_terminal_that_cannot_show_windows_is_refused_with_the_reason(string name, string told)
    {
        var refused = Assert.Throws<TerminalException>(() => TerminalNamed.With(("TERM", name)));

        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
        Assert.False(refused.IsMissing);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void Without_TERM_the_message_says_how_to_set_it()
        => Assert.Contains("TERM=vt100", Assert.Throws<TerminalException>(() => TerminalNamed.With()).Message, StringComparison.Ordinal);

    [Fact]
    public void A_terminal_that_only_this_program_knows_is_built_in()
    {
        var own = TerminalNamed.Utf8("xterm-of-tomorrow");
        Assert.Equal((8, "\e[?1049h"), (own.Colors, own.EnterScreen));
    }

    [Fact]
    public void Delays_of_terminfo_do_not_reach_the_line()
    {
        foreach (var name in new[] { "vt100", "vt220", "linux", "xterm", "screen-256color", "ansi" })
        {
            var terminal = TerminalNamed.Ascii(name);
            Assert.DoesNotContain("$<", string.Concat(
                terminal.EnterScreen, terminal.LeaveScreen, terminal.HideCursor, terminal.ShowCursor,
                terminal.EnableAlternateCharset, terminal.StartAlternateCharset, terminal.EndAlternateCharset), StringComparison.Ordinal);
        }
    }
}
