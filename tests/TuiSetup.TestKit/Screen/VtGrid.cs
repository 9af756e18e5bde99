namespace TuiSetup.TestKit;

/// <summary>The cells of one screen (there is a main and an alternate one) and what moves them.</summary>
internal sealed class VtGrid
{
    private Cell[][] lines;

    public VtGrid(int columns, int rows)
    {
        lines = [.. Enumerable.Range(0, rows).Select(_ => BlankLine(columns, Cell.Blank))];
        Columns = columns;
        Bottom = rows - 1;
    }

    public int Columns { get; private set; }

    public int Rows => lines.Length;

    /// <summary>The scroll region's first row.</summary>
    public int Top { get; private set; }

    /// <summary>The scroll region's last row.</summary>
    public int Bottom { get; private set; }

    public Cell this[int row, int column]
    {
        get => lines[row][column];
        set => lines[row][column] = value;
    }

    public void Resize(int columns, int rows)
    {
        lines = [.. Enumerable.Range(0, rows).Select(row => Resized(row, columns))];
        Columns = columns;
        SetRegion(0, rows - 1);
    }

    public void SetRegion(int top, int bottom) => (Top, Bottom) = (top, bottom);

    public void ScrollUp(int count, Cell fill) => DeleteLines(Top, count, fill);

    public void ScrollDown(int count, Cell fill) => InsertLines(Top, count, fill);

    public void InsertLines(int at, int count, Cell fill)
    {
        for (var row = Bottom; row >= at; row--)
        {
            lines[row] = row - count >= at ? lines[row - count] : BlankLine(Columns, fill);
        }
    }

    public void DeleteLines(int at, int count, Cell fill)
    {
        for (var row = at; row <= Bottom; row++)
        {
            lines[row] = row + count <= Bottom ? lines[row + count] : BlankLine(Columns, fill);
        }
    }

    public void InsertCells(int row, int at, int count, Cell fill)
    {
        var line = lines[row];
        for (var column = Columns - 1; column >= at; column--)
        {
            line[column] = column - count >= at ? line[column - count] : fill;
        }
    }

    public void DeleteCells(int row, int at, int count, Cell fill)
    {
        var line = lines[row];
        for (var column = at; column < Columns; column++)
        {
            line[column] = column + count < Columns ? line[column + count] : fill;
        }
    }

    /// <summary>Erases from one place to another, the second not included.</summary>
    public void Erase(int row, int from, int to, Cell fill)
    {
        to = Math.Min(to, Columns);
        SplitWide(row, from);
        SplitWide(row, to);
        for (var column = from; column < to; column++)
        {
            lines[row][column] = fill;
        }
    }

    public void EraseLines(int from, int to, Cell fill)
    {
        for (var row = from; row < to; row++)
        {
            Erase(row, 0, Columns, fill);
        }
    }

    /// <summary>A wide character that loses one of its places at this border loses both.</summary>
    public void SplitWide(int row, int border)
    {
        if (border > 0 && border < Columns && lines[row][border].Text.Length == 0)
        {
            lines[row][border - 1] = lines[row][border - 1].With(" ");
            lines[row][border] = lines[row][border].With(" ");
        }
    }

    private Cell[] Resized(int row, int columns)
    {
        var line = BlankLine(columns, Cell.Blank);
        if (row < lines.Length)
        {
            Array.Copy(lines[row], line, Math.Min(columns, Columns));
        }

        return line;
    }

    private static Cell[] BlankLine(int columns, Cell fill)
    {
        var line = new Cell[columns];
        Array.Fill(line, fill);
        return line;
    }
}
