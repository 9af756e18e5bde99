namespace TuiSetup.TestKit;

/// <summary>A terminal without glass: it keeps what a VT100, xterm or Linux console would show.</summary>
public sealed partial class VtScreen
{
    private readonly Lock gate = new();
    private readonly VtParser parser;
    private readonly List<string> queries = [];
    private readonly List<string> unknown = [];
    private VtGrid main;
    private VtGrid alternate;
    private VtGrid grid;
    private VtCursor cursor = new();

    public VtScreen(int columns = 80, int rows = 24, bool utf8 = true)
    {
        main = new(columns, rows);
        alternate = new(columns, rows);
        grid = main;
        tabs = DefaultTabs(columns);
        parser = new(new Actions(this), utf8);
    }

    public int Columns => Read(() => grid.Columns);

    public int Rows => Read(() => grid.Rows);

    public int CursorRow => Read(() => cursor.Row);

    public int CursorColumn => Read(() => cursor.Column);

    public bool CursorVisible => Read(() => cursorVisible);

    /// <summary>Whether the alternate screen is shown, which leaves the shell's as it was.</summary>
    public bool IsAlternate => Read(() => ReferenceEquals(grid, alternate));

    /// <summary>Whether cursor keys are to be sent as <c>ESC O A</c> instead of <c>ESC [ A</c>.</summary>
    public bool ApplicationCursorKeys => Read(() => applicationCursorKeys);

    public bool BracketedPaste => Read(() => bracketedPaste);

    public int Bells => Read(() => bells);

    /// <summary>Every sequence that asks the terminal something and waits for its answer.</summary>
    public IReadOnlyList<string> Queries => Read(() => queries.ToArray());

    /// <summary>Every sequence that was not understood.</summary>
    public IReadOnlyList<string> Unknown => Read(() => unknown.ToArray());

    /// <summary>All rows, without the blanks at their ends.</summary>
    public string Text => Read(() => string.Join('\n', Enumerable.Range(0, grid.Rows).Select(LineText)));

    public Cell this[int row, int column] => Read(() => grid[row, column]);

    /// <summary>One row, without the blanks at its end.</summary>
    public string Line(int row) => Read(() => LineText(row));

    /// <summary>The text of a rectangle, row by row.</summary>
    public string Region(int row, int column, int rows, int columns) => Read(() => string.Join(
        '\n', Enumerable.Range(row, rows).Select(r => CellsText(r, column, columns).TrimEnd())));

    /// <summary>Where a text begins on the screen, from the top, or null.</summary>
    public (int Row, int Column)? Find(string text) => Read(() => FindText(text));

    /// <summary>
    /// The screen with its looks, a line a row: <c>{7/4b}</c> stands before what is white on blue and bold, and a
    /// bar ends a row that is not empty.
    /// </summary>
    public string Styled() => Read(() => StyledText.Of(grid));

    /// <summary>As <see cref="Styled"/>, without what nobody can see: the colour that ink would have in a blank.</summary>
    public string Visible() => Read(() => StyledText.OfVisible(grid));

    /// <summary>What can be seen of it at this moment.</summary>
    public ScreenImage Image() => Read(() => new ScreenImage(
        [.. Enumerable.Range(0, grid.Rows).Select(row => StyledText.VisibleCells(grid, row))],
        cursorVisible ? (cursor.Row, cursor.Column) : null));

    /// <summary>Shows what a program wrote.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            parser.Feed(bytes);
        }
    }

    public void Resize(int columns, int rows)
    {
        lock (gate)
        {
            main.Resize(columns, rows);
            alternate.Resize(columns, rows);
            tabs = DefaultTabs(columns);
            MoveTo(cursor.Row, cursor.Column);
        }
    }

    private T Read<T>(Func<T> read)
    {
        lock (gate)
        {
            return read();
        }
    }

    private string LineText(int row) => CellsText(row, 0, grid.Columns).TrimEnd(' ');

    private string CellsText(int row, int column, int count) =>
        string.Concat(Enumerable.Range(column, count).Select(c => grid[row, c].Text));

    private (int Row, int Column)? FindText(string text)
    {
        for (var row = 0; row < grid.Rows; row++)
        {
            var at = CellsText(row, 0, grid.Columns).IndexOf(text, StringComparison.Ordinal);
            if (at >= 0)
            {
                return (row, ColumnOf(row, at));
            }
        }

        return null;
    }

    // Wide and combined characters make columns and characters differ.
    private int ColumnOf(int row, int character)
    {
        var column = 0;
        for (var seen = 0; seen < character; column++)
        {
            seen += grid[row, column].Text.Length;
        }

        while (grid[row, column].Text.Length == 0)
        {
            column++;
        }

        return column;
    }
}
