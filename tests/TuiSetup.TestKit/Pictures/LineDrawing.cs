using System.Globalization;

namespace TuiSetup.TestKit;

/// <summary>
/// Draws the lines of windows as lines: what fonts make of these characters leaves gaps between rows. Lines that go on from
/// cell to cell become one.
/// </summary>
internal static class LineDrawing
{
    private const int Left = 1, Right = 2, Up = 4, Down = 8;

    private static readonly Dictionary<string, int> Arms = new()
    {
        ["─"] = Left | Right,
        ["│"] = Up | Down,
        ["┌"] = Right | Down,
        ["┐"] = Left | Down,
        ["└"] = Right | Up,
        ["┘"] = Left | Up,
        ["├"] = Right | Up | Down,
        ["┤"] = Left | Up | Down,
        ["┬"] = Left | Right | Down,
        ["┴"] = Left | Right | Up,
        ["┼"] = Left | Right | Up | Down,
    };

    public static bool Draws(string text) => Arms.ContainsKey(text);

    /// <summary>The path through the middles of all cells of one ink, in the units of <see cref="SvgPicture"/>.</summary>
    public static string PathOf(ScreenImage image, Func<Cell, bool> isOfInk)
    {
        int ArmsAt(int row, int column) => isOfInk(image[row, column]) ? Arms.GetValueOrDefault(image[row, column].Text) : 0;
        var across = Enumerable.Range(0, image.Rows).SelectMany(row =>
            Lines(image.Columns, column => ArmsAt(row, column), Left, Right, SvgPicture.CellWidth)
                .Select(line => Text($"M{line.From},{row * SvgPicture.CellHeight + SvgPicture.CellHeight / 2}h{line.Length}")));
        var down = Enumerable.Range(0, image.Columns).SelectMany(column =>
            Lines(image.Rows, row => ArmsAt(row, column), Up, Down, SvgPicture.CellHeight)
                .Select(line => Text($"M{column * SvgPicture.CellWidth + SvgPicture.CellWidth / 2},{line.From}v{line.Length}")));
        return string.Concat(across.Concat(down));
    }

    /// <summary>Where lines begin along a row or a column, and how long they are; each cell has two halves.</summary>
    private static IEnumerable<(int From, int Length)> Lines(int cells, Func<int, int> armsAt, int first, int second, int size)
    {
        var (from, half) = (-1, size / 2);
        for (var place = 0; place <= cells * 2; place++)
        {
            var isDrawn = place < cells * 2 && (armsAt(place / 2) & (place % 2 == 0 ? first : second)) != 0;
            if (isDrawn && from < 0)
            {
                from = place;
            }
            else if (!isDrawn && from >= 0)
            {
                yield return (from * half, (place - from) * half);
                from = -1;
            }
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
