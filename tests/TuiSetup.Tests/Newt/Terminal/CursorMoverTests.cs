using System.Text;
using TuiSetup.Newt.Terminal;

namespace TuiSetup.Tests.Newt.Terminal;

public sealed class CursorMoverTests
{
    private const int Columns = 80;

    [Theory]
    [InlineData("vt100", 5, 10, 5, 20, "\\e[10C")]
    [InlineData("vt100", 5, 10, 5, 9, "\\b")]
    [InlineData("vt100", 5, 10, 5, 7, "\\b\\b\\b")]
    [InlineData("vt100", 5, 40, 5, 20, "\\e[20D")]
    [InlineData("vt100", 5, 40, 5, 0, "\\r")]
    [InlineData("vt100", 5, 40, 7, 0, "\\r\\n\\n")]
    [InlineData("vt100", 5, 40, 6, 40, "\\e[B")]
    [InlineData("vt100", 15, 40, 14, 40, "\\e[A")]
    [InlineData("vt100", 15, 40, 14, 39, "\\e[A\\b")]
    [InlineData("vt100", 15, 40, 3, 4, "\\e[4;5H")]
    [InlineData("vt100", 15, 40, 0, 0, "\\e[H")]
    [InlineData("vt100", 15, 40, 0, 40, "\\e[15A")]
    [InlineData("linux", 15, 40, 3, 40, "\\e[4d")]
    [InlineData("linux", 15, 30, 15, 4, "\\e[5G")]
    [InlineData("ansi", 15, 40, 15, 39, "\\e[D")]
    public void The_shortest_way_that_a_terminal_knows_is_taken(string name, int row, int column, int toRow, int toColumn, string way)
    {
        var mover = new CursorMover(TerminalNamed.Ascii(name));
        mover.Found(row, column);

        Assert.Equal(way, Shown(mover.WayTo(toRow, toColumn)));
    }

    [Fact]
    public void A_terminal_of_which_nothing_is_known_is_told_row_and_column()
    {
        var mover = new CursorMover(new TerminalCapabilities { Name = "test" });
        mover.Found(5, 10);

        Assert.Equal("\\e[6;12H", Shown(mover.WayTo(5, 11)));
        Assert.Equal("\\e[7H", Shown(mover.WayTo(6, 0)));
    }

    [Theory]
    [InlineData("字", 2)]
    [InlineData("e\u0301", 1)]
    [InlineData("😀", 2)]
    [InlineData("…", 1)]
    public void Nothing_is_reckoned_from_where_a_character_ended_that_terminals_disagree_about(string grapheme, int width)
    {
        var mover = new CursorMover(TerminalNamed.Utf8("xterm"));
        mover.Found(5, 10);
        mover.Wrote(grapheme, width, Columns);

        Assert.Equal("\\e[20G", Shown(mover.WayTo(5, 19)));
        Assert.Equal("\\r", Shown(mover.WayTo(5, 0)));

        var output = new StringBuilder();
        mover.MoveTo(output, 5, 19);
        Assert.Equal("\\e[C", Shown(mover.WayTo(5, 20)));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("é")]
    [InlineData("─")]
    [InlineData("▒")]
    [InlineData("↑")]
    public void What_is_one_cell_everywhere_is_reckoned_with(string grapheme)
    {
        var mover = new CursorMover(TerminalNamed.Utf8("xterm"));
        mover.Found(5, 10);
        mover.Wrote(grapheme, 1, Columns);

        Assert.Equal("\\b", Shown(mover.WayTo(5, 10)));
    }

    [Fact]
    public void After_the_last_cell_of_a_row_the_place_is_not_known()
    {
        var mover = new CursorMover(TerminalNamed.Utf8("xterm"));
        mover.Found(5, Columns - 1);
        mover.Wrote("x", 1, Columns);

        Assert.Equal("\\e[6;80H", Shown(mover.WayTo(5, Columns - 1)));
        Assert.Equal("\\e[7H", Shown(mover.WayTo(6, 0)));
    }

    private static string Shown(string way)
        => way.Replace("\e", "\\e", StringComparison.Ordinal).Replace("\b", "\\b", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
