using System.Globalization;
using System.Text;

namespace TuiSetup.TestKit;

/// <summary>The grounds of a screen as few rectangles: those of rows below each other that are alike become one.</summary>
internal static class SvgGrounds
{
    public static void Write(StringBuilder svg, ScreenImage image)
    {
        var all = Enumerable.Range(0, image.Rows).SelectMany(row => OfRow(image, row)).ToArray();
        var usual = all.GroupBy(ground => ground.Color).OrderByDescending(color => color.Sum(ground => ground.Columns)).ThenBy(color => color.Key, StringComparer.Ordinal).First().Key;
        svg.Append("<g shape-rendering=\"crispEdges\">\n");
        Write(svg, new Ground(0, 0, image.Columns, image.Rows, usual));
        List<Ground> open = [];
        foreach (var ground in all.Where(ground => ground.Color != usual))
        {
            var above = open.FindIndex(other => other.Row + other.Rows == ground.Row && other with { Row = ground.Row, Rows = 1 } == ground);
            if (above >= 0)
            {
                open[above] = open[above] with { Rows = open[above].Rows + 1 };
            }
            else
            {
                open.Add(ground);
            }
        }

        open.ForEach(ground => Write(svg, ground));
        svg.Append("</g>\n");
    }

    private static IEnumerable<Ground> OfRow(ScreenImage image, int row)
    {
        for (int column = 0, end; column < image.Columns; column = end)
        {
            var color = ScreenPalette.Of(image[row, column]).Ground;
            for (end = column + 1; end < image.Columns && ScreenPalette.Of(image[row, end]).Ground == color;)
            {
                end++;
            }

            yield return new(row, column, end - column, 1, color);
        }
    }

    private static void Write(StringBuilder svg, Ground ground) => svg.Append(
        CultureInfo.InvariantCulture,
        $"<rect x=\"{ground.Column * SvgPicture.CellWidth}\" y=\"{ground.Row * SvgPicture.CellHeight}\" width=\"{ground.Columns * SvgPicture.CellWidth}\" height=\"{ground.Rows * SvgPicture.CellHeight}\" fill=\"{ground.Color}\"/>\n");

    private sealed record Ground(int Row, int Column, int Columns, int Rows, string Color);
}
