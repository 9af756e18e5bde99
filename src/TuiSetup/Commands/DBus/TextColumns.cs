using TuiSetup.Newt.Text;

namespace TuiSetup.Commands.DBus;

/// <summary>Rows of words as columns, each as wide as its widest word.</summary>
internal static class TextColumns
{
    /// <summary>Cells that a column is widened to; a longer word moves its own row alone.</summary>
    private const int Widest = 64;

    public static string Of(IReadOnlyList<string[]> rows)
    {
        var clean = rows.Select(row => row.Select(cell => SafeText.Clean(cell).Replace('\n', ' ')).ToArray()).ToList();
        var widths = Enumerable.Range(0, clean[0].Length).Select(column => Math.Min(Widest, clean.Max(row => TextWidth.Of(row[column])))).ToArray();
        return string.Concat(clean.Select(row => string.Join(' ', row.Select((cell, column) => cell + new string(' ', Math.Max(0, widths[column] - TextWidth.Of(cell))))).TrimEnd() + "\n"));
    }
}
