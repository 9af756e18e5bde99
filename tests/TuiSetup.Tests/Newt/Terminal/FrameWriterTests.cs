using System.Text;
using System.Text.RegularExpressions;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Themes;
using TuiSetup.TestKit;
using Cell = TuiSetup.Newt.Terminal.Cell;

namespace TuiSetup.Tests.Newt.Terminal;

public sealed partial class FrameWriterTests
{
    private const int Columns = 40, Rows = 10;

    public static TheoryData<string, bool, int> Terminals
    {
        get
        {
            var data = new TheoryData<string, bool, int>();
            foreach (var name in new[] { "xterm-256color", "xterm", "linux", "vt100", "vt220", "screen", "screen-256color", "tmux", "tmux-256color", "rxvt", "ansi" })
            {
                for (var seed = 1; seed <= 4; seed++)
                {
                    data.Add(name, true, seed);
                    data.Add(name, false, seed);
                }
            }

            return data;
        }
    }

    /// <summary>Each control alone, all but one, none, and all.</summary>
    public static TheoryData<string, TerminalControls> Controls
    {
        get
        {
            var data = new TheoryData<string, TerminalControls>();
            foreach (var name in new[] { "linux", "vt100", "ansi" })
            {
                var all = Enum.GetValues<TerminalControls>();
                foreach (var control in all)
                {
                    data.Add(name, control);
                    data.Add(name, ~control);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Terminals))]
    public void After_any_sequence_of_frames_the_terminal_shows_the_last_one(string name, bool utf8, int seed)
        => AssertShowsRandomFrames(utf8 ? TerminalNamed.Utf8(name) : TerminalNamed.Ascii(name), seed);

    [Theory]
    [MemberData(nameof(Controls))]
    public void Whatever_controls_a_terminal_has_it_shows_the_last_frame_and_gets_no_other_control(string name, TerminalControls controls)
    {
        var written = AssertShowsRandomFrames(TerminalNamed.Ascii(name) with { Controls = controls }, seed: 5)
            + AssertShowsRandomFrames(TerminalNamed.Utf8(name) with { Controls = controls }, seed: 6);

        Assert.Equal(TerminalControls.None, Used(written) & ~controls);
    }

    [Theory]
    [InlineData("xterm")]
    [InlineData("linux")]
    public void Every_control_of_a_terminal_is_put_to_use(string name)
    {
        var controls = TerminalNamed.Ascii(name).Controls & ~TerminalControls.MoveInAlternateCharset;
        var written = string.Concat(Enumerable.Range(1, 6).Select(seed => AssertShowsRandomFrames(TerminalNamed.Ascii(name), seed)));

        Assert.Equal(controls, Used(written));
    }

    [Theory]
    [InlineData("xterm-256color", true)]
    [InlineData("linux", true)]
    [InlineData("vt100", false)]
    public void NO_COLOR_leaves_no_colour_in_what_is_written(string name, bool colors)
    {
        var terminal = TerminalNamed.With(("TERM", name), ("NO_COLOR", "1"));
        var frame = new Frame(Columns, Rows);
        frame[1, 1] = new Cell("x", new Style(7, 4));

        Assert.DoesNotMatch(SgrColor(), Encoding.ASCII.GetString(new FrameWriter(terminal).Encode(null, frame)));
        Assert.Equal(colors, SgrColor().IsMatch(Encoding.ASCII.GetString(new FrameWriter(TerminalNamed.Ascii(name)).Encode(null, frame))));
    }

    [Fact]
    public void A_wide_character_is_not_written_into_the_last_cell_of_a_terminal_that_scrolls_then()
    {
        var terminal = TerminalNamed.Utf8("ansi");
        var (writer, frame) = (new FrameWriter(terminal), new Frame(4, 2));
        (frame[1, 2], frame[1, 3]) = (new Cell("字", Style.Plain), new Cell("", Style.Plain));

        Assert.DoesNotContain("字", Encoding.UTF8.GetString(writer.Encode(null, frame)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unchanged_frame_writes_nothing()
    {
        var (writer, frame) = (new FrameWriter(TerminalNamed.Utf8("xterm-256color")), new RandomFrames(3, Columns, Rows).Next(null));
        Assert.NotEqual(0, writer.Encode(null, frame).Length);
        Assert.Equal(0, writer.Encode(frame, frame).Length);
    }

    [Theory]
    [InlineData("xterm-256color")]
    [InlineData("vt100")]
    public void One_changed_cell_is_few_bytes(string name)
    {
        var writer = new FrameWriter(TerminalNamed.Ascii(name));
        var (before, after) = (new Frame(80, 24), new Frame(80, 24));
        after[12, 40] = new Cell("x", Style.Plain);
        (after.CursorRow, after.CursorColumn) = (12, 41);
        writer.Encode(null, before);

        Assert.Equal("\e[13;41Hx", Encoding.ASCII.GetString(writer.Encode(before, after)));
    }

    [Fact]
    public void Only_the_cursor_moves_when_only_the_cursor_moved()
    {
        var writer = new FrameWriter(TerminalNamed.Utf8("xterm"));
        var frame = new Frame(80, 24);
        writer.Encode(null, frame);
        (frame.CursorRow, frame.CursorColumn) = (3, 0);

        Assert.Equal("\e[4H", Encoding.ASCII.GetString(writer.Encode(frame, frame)));
    }

    [Fact]
    public void A_row_that_becomes_blank_is_erased_and_not_filled()
    {
        var writer = new FrameWriter(TerminalNamed.Utf8("xterm"));
        var (before, after) = (new Frame(80, 24), new Frame(80, 24));
        for (var column = 0; column < 80; column++)
        {
            before[5, column] = new Cell("x", Style.Plain);
        }

        writer.Encode(null, before);
        Assert.InRange(writer.Encode(before, after).Length, 1, 16);
    }

    [Fact]
    public void A_blank_screen_of_newts_blue_is_a_few_bytes_where_erasing_keeps_the_colour()
    {
        var (frame, blue) = (new Frame(80, 24), new Style(15, 4));
        for (var row = 0; row < 24; row++)
        {
            for (var column = 0; column < 80; column++)
            {
                frame[row, column] = new Cell(" ", blue);
            }
        }

        Assert.InRange(new FrameWriter(TerminalNamed.Utf8("linux")).Encode(null, frame).Length, 1, 160);
        Assert.InRange(new FrameWriter(TerminalNamed.Utf8("screen-256color")).Encode(null, frame).Length, 80 * 24, 80 * 27);
    }

    [Fact]
    public void A_box_on_a_ground_that_cannot_be_erased_is_drawn_without_its_ground_below_it()
    {
        var frame = new Frame(80, 24);
        frame.Fill(new Cell(" ", new Style(15, 4)));
        for (var cell = 0; cell < 20 * 60; cell++)
        {
            frame[2 + (cell / 60), 10 + (cell % 60)] = new Cell("x", new Style(0, 7));
        }

        Assert.InRange(new FrameWriter(TerminalNamed.Utf8("screen-256color")).Encode(null, frame).Length, 80 * 24, (80 * 24) + (50 * 24));
    }

    [Theory]
    [InlineData("vt100")]
    [InlineData("linux")]
    [InlineData("xterm")]
    public void Typing_at_the_end_of_an_entry_is_a_byte_and_taking_it_back_three(string name)
    {
        var writer = new FrameWriter(TerminalNamed.Ascii(name));
        var (before, after) = (Entry("week", 80), Entry("weekl", 80));
        writer.Encode(null, before);
        Assert.EndsWith("l", Encoding.ASCII.GetString(writer.Encode(before, after)), StringComparison.Ordinal);

        Assert.Equal("\b_\b", Encoding.ASCII.GetString(writer.Encode(after, before)));
        Assert.Equal("l", Encoding.ASCII.GetString(writer.Encode(before, after)));
    }

    [Fact]
    public void A_gap_in_a_row_is_erased_by_its_number_of_cells_where_that_is_shorter()
    {
        var writer = new FrameWriter(TerminalNamed.Utf8("linux"));
        var (before, after) = (new Frame(80, 24), new Frame(80, 24));
        before.Fill(new Cell("x", Style.Plain));
        after.Fill(new Cell("x", Style.Plain));
        for (var column = 10; column < 60; column++)
        {
            after[0, column] = Cell.Blank;
        }

        writer.Encode(null, before);
        Assert.Equal("\e[11G\e[50X\r", Encoding.ASCII.GetString(writer.Encode(before, after)));
    }

    [Fact]
    public void The_character_set_stays_over_a_blank_and_a_move_and_is_given_back_at_the_end()
    {
        var writer = new FrameWriter(TerminalNamed.Ascii("vt100"));
        var (before, after) = (new Frame(80, 24), new Frame(80, 24));
        foreach (var column in (int[])[0, 2, 40])
        {
            after[0, column] = new Cell("│", Style.Plain);
        }

        writer.Encode(null, before);
        Assert.Equal("\u000ex x\e[37Cx\r\u000f", Encoding.ASCII.GetString(writer.Encode(before, after)));
    }

    [Fact]
    public void A_VT100_gets_only_what_a_VT100_knows()
    {
        var (writer, frames) = (new FrameWriter(TerminalNamed.Ascii("vt100")), new RandomFrames(7, Columns, Rows));
        Frame? shown = null;
        for (var round = 0; round < 50; round++)
        {
            var frame = frames.Next(shown);
            var written = Encoding.Latin1.GetString(writer.Encode(shown, frame));
            Assert.Matches(@"^(?:[\x20-\x7e\b\r\n\x0e\x0f]|\e\[\d{0,3}(?:;\d{1,3})?H|\e\[\d{0,3}[ABCD]|\e\[[JK]|\e\[(?:[0147](?:;[0147])*)?m|\e\(B\e\)0)*$", written);
            shown = frame;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void After_the_screen_was_left_the_cursor_is_shown_or_hidden_again(bool visible)
    {
        var terminal = TerminalNamed.Utf8("xterm");
        var writer = new FrameWriter(terminal);
        writer.Encode(null, new Frame(8, 2) { CursorVisible = !visible });
        writer.Forget();

        var written = Encoding.ASCII.GetString(writer.Encode(null, new Frame(8, 2) { CursorVisible = visible }));
        Assert.EndsWith(visible ? terminal.ShowCursor : terminal.HideCursor, written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frame_of_another_size_starts_from_a_cleared_screen()
    {
        var writer = new FrameWriter(TerminalNamed.Utf8("xterm"));
        writer.Encode(null, new Frame(8, 2));
        Assert.Contains("\e[J", Encoding.ASCII.GetString(writer.Encode(new Frame(8, 2), new Frame(9, 2))), StringComparison.Ordinal);
    }

    private static Frame Entry(string text, int columns)
    {
        var frame = new Frame(columns, 3) { CursorRow = 1, CursorColumn = text.Length, CursorVisible = true };
        for (var column = 0; column < 20; column++)
        {
            frame[1, column] = new Cell(column < text.Length ? text[column].ToString() : "_", new Style(7, 4));
        }

        return frame;
    }

    /// <summary>Plays a lot of frames; the bytes that were written for them.</summary>
    private static string AssertShowsRandomFrames(TerminalCapabilities terminal, int seed)
    {
        var (writer, screen, frames) = (new FrameWriter(terminal), new VtScreen(Columns, Rows, terminal.Utf8), new RandomFrames(seed, Columns, Rows));
        var written = new StringBuilder();
        Frame? shown = null;
        for (var round = 0; round < 60; round++)
        {
            var frame = frames.Next(shown);
            var bytes = writer.Encode(shown, frame);
            written.Append(Encoding.Latin1.GetString(bytes));
            Feed(screen, bytes, terminal);
            shown = frame;

            AssertShows(frame, screen, terminal);
            if (round % 20 == 19)
            {
                writer.Forget();
                shown = null;
            }
        }

        // GNU screen's cnorm has a mode of its own.
        Assert.DoesNotContain(screen.Unknown, sequence => sequence != "ESC[34h");
        Assert.Empty(screen.Queries);
        return written.ToString();
    }

    private static TerminalControls Used(string written)
    {
        (TerminalControls Control, string Pattern)[] patterns =
        [
            (TerminalControls.Backspace, @"\x08"), (TerminalControls.NextRow, @"[\r\n]"), (TerminalControls.Forward, @"\e\[\d*C"), (TerminalControls.Back, @"\e\[\d*D"),
            (TerminalControls.Up, @"\e\[\d*A"), (TerminalControls.Down, @"\e\[\d*B"), (TerminalControls.ColumnAddress, @"\e\[\d*G"),
            (TerminalControls.RowAddress, @"\e\[\d*d"), (TerminalControls.EraseRow, @"\e\[K"), (TerminalControls.EraseCells, @"\e\[\d*X"),
        ];
        return patterns.Where(pattern => Regex.IsMatch(written, pattern.Pattern)).Aggregate(TerminalControls.None, (all, found) => all | found.Control);
    }

    [GeneratedRegex(@"\e\[[\d;]*[34]\d[\d;]*m")]
    private static partial Regex SgrColor();

    /// <summary>Feeds the screen, and checks at each erasing that it does not leave a colour which the terminal would not.</summary>
    private static void Feed(VtScreen screen, ReadOnlySpan<byte> bytes, TerminalCapabilities terminal)
    {
        if (terminal.BackColorErase)
        {
            screen.Feed(bytes);
            return;
        }

        foreach (var value in bytes)
        {
            screen.Feed([value]);

            // No text of these frames has these letters: they end an erasing.
            if (value is (byte)'J' or (byte)'K' or (byte)'X')
            {
                Assert.True(screen[screen.CursorRow, value == 'X' ? screen.CursorColumn : Columns - 1].Bg.IsDefault);
            }
        }
    }

    /// <summary>A wide character in the last cells, where writing the last one would scroll.</summary>
    private static bool IsLeftOut(Frame frame, int row, int column, TerminalCapabilities terminal)
        => !terminal.LastCellIsSafe && row == frame.Rows - 1 && column >= frame.Columns - 2
            && (frame[row, frame.Columns - 1].Grapheme.Length == 0 || frame[row, frame.Columns - 2].Grapheme.Length == 0);

    private static void AssertShows(Frame frame, VtScreen screen, TerminalCapabilities terminal)
    {
        for (var row = 0; row < frame.Rows; row++)
        {
            for (var column = 0; column < frame.Columns; column++)
            {
                var (wanted, found) = (frame[row, column], screen[row, column]);
                if (IsLeftOut(frame, row, column, terminal))
                {
                    continue;
                }

                Assert.Equal((row, column, Characters(frame, row, column, terminal)), (row, column, found.Text));
                Assert.Equal((row, column, Look(wanted, terminal)), (row, column, wanted.Grapheme == " " ? BlankLook(found) : found.Style));
            }
        }

        Assert.Equal((frame.CursorRow, frame.CursorColumn), (screen.CursorRow, screen.CursorColumn));
        Assert.True(terminal.HideCursor.Length == 0 || frame.CursorVisible == screen.CursorVisible);
    }

    private static string Characters(Frame frame, int row, int column, TerminalCapabilities terminal)
    {
        var grapheme = frame[row, column].Grapheme;
        if (terminal.Utf8 || grapheme is [>= ' ' and <= '~'])
        {
            return grapheme;
        }

        return "─│┌┐└┘├┤▒".Contains(grapheme, StringComparison.Ordinal) && grapheme.Length > 0 ? grapheme : "?";
    }

    private static string Look(Cell cell, TerminalCapabilities terminal)
    {
        var style = cell.Style;
        var bold = style.Bold || (terminal.Colors == 8 && style.Foreground >= 8);
        var (foreground, background) = terminal.Colors switch
        {
            0 => (-1, -1),
            8 => (style.Foreground >= 8 ? style.Foreground - 8 : style.Foreground, style.Background >= 8 ? style.Background - 8 : style.Background),
            _ => (style.Foreground, style.Background),
        };
        var found = new TuiSetup.TestKit.Cell(cell.Grapheme, new CellColor(foreground), new CellColor(background), bold, style.Underline, style.Reverse);
        return cell.Grapheme == " " ? BlankLook(found) : found.Style;
    }

    /// <summary>A blank shows no foreground, unless it is underlined or reversed.</summary>
    private static string BlankLook(TuiSetup.TestKit.Cell cell)
        => cell.Underline || cell.Reverse ? cell.Style : (cell with { Fg = CellColor.Default, Bold = false }).Style;
}
