using TuiSetup.Newt.Text;

namespace TuiSetup.Newt.Widgets;

/// <summary>A column of a list: what stands above it, and on which side its texts stand.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="IsRight">Whether texts stand at the right, as numbers do.</param>
/// <param name="MaxWidth">Cells at most; longer texts are cut. Null is as wide as the widest.</param>
public sealed record ListColumn(string Title, bool IsRight = false, int? MaxWidth = null);

/// <summary>snack's list with columns: rows of a <see cref="Listbox{T}"/> whose texts stand below each other.</summary>
public static class ListColumns
{
    /// <summary>Makes the rows of a list, and the line that stands above it.</summary>
    /// <param name="columns">The columns, from left to right.</param>
    /// <param name="rows">What each row stands for, and a text for each column.</param>
    public static (Label Header, IReadOnlyList<ListItem<T>> Rows) Of<T>(IReadOnlyList<ListColumn> columns, IReadOnlyList<(T Value, string[] Texts)> rows)
    {
        var widths = columns.Select((column, index) => Math.Min(
            column.MaxWidth ?? int.MaxValue,
            rows.Select(row => TextWidth.Of(SafeText.Clean(row.Texts[index]))).Append(TextWidth.Of(column.Title)).Max())).ToList();
        string Line(IEnumerable<string> texts)
            => string.Join(' ', texts.Select((text, index) => Fit(SafeText.Clean(text), widths[index], columns[index].IsRight))).TrimEnd();
        return (
            new Label(Line(columns.Select(column => column.Title))),
            [.. rows.Select(row => new ListItem<T>(row.Value, Line(row.Texts)))]);
    }

    private static string Fit(string text, int width, bool isRight)
    {
        var cut = TextWidth.Cut(text, width);
        var blanks = new string(' ', width - TextWidth.Of(cut));
        return isRight ? blanks + cut : cut + blanks;
    }
}
