namespace TuiSetup.Bench;

/// <summary>Rows under headings, the first column to the left and figures to the right.</summary>
internal sealed class TextTable(params string[] headings)
{
    private const string Gap = "  ";

    private readonly List<string[]> rows = [headings];

    public void Add(params string[] cells) => rows.Add(cells);

    /// <summary>A row that has words instead of figures.</summary>
    public void AddNote(string name, string note) => rows.Add([name, note]);

    public void Print()
    {
        var figures = rows.Where(IsFull).ToList();
        var widths = headings.Select((_, column) => figures.Max(row => row[column].Length)).ToArray();
        widths[0] = rows.Max(row => row[0].Length);
        foreach (var row in rows)
        {
            Output.Line(string.Join(Gap, row.Select((cell, column) => Padded(cell, column, widths))).TrimEnd());
        }
    }

    private bool IsFull(string[] row) => row.Length == headings.Length;

    private static string Padded(string cell, int column, int[] widths) =>
        column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]);
}
