namespace TuiSetup.TestKit;

/// <summary>What a screen showed at one moment: its cells, and where the cursor stood.</summary>
/// <param name="cells">Row by row; all rows have the same number of cells.</param>
/// <param name="cursor">Row and column of the cursor, from the top left corner, or null where none is seen.</param>
public sealed class ScreenImage(IReadOnlyList<IReadOnlyList<Cell>> cells, (int Row, int Column)? cursor)
{
    public int Rows => cells.Count;

    public int Columns => cells.Count == 0 ? 0 : cells[0].Count;

    public (int Row, int Column)? Cursor => cursor;

    /// <summary>All rows, without the blanks at their ends.</summary>
    public string Text => string.Join('\n', cells.Select(TextOf));

    public Cell this[int row, int column] => cells[row][column];

    /// <summary>The same picture with other text, cell by cell in the looks that it has.</summary>
    /// <param name="mask">Covers what depends on the moment; each row must keep its length, for what follows stays where it is.</param>
    public ScreenImage Masked(Func<string, string> mask)
    {
        var lines = mask(Text).Split('\n');
        return lines.Length == Rows
            ? new([.. cells.Select((row, number) => Masked(row, lines[number]))], cursor)
            : throw new ArgumentException($"The mask makes {lines.Length} rows of {Rows}.", nameof(mask));
    }

    private static Cell[] Masked(IReadOnlyList<Cell> row, string line)
    {
        if (line.Length != TextOf(row).Length)
        {
            throw new ArgumentException($"The mask changes the length of the row “{TextOf(row)}”: “{line}”.", nameof(line));
        }

        List<Cell> masked = [];
        var at = 0;
        foreach (var cell in row)
        {
            var end = at + cell.Text.Length;
            masked.Add(cell.With(end <= line.Length ? line[at..end] : cell.Text));
            at = end;
        }

        return [.. masked];
    }

    private static string TextOf(IEnumerable<Cell> row) => string.Concat(row.Select(cell => cell.Text)).TrimEnd(' ');
}
