using System.Globalization;
using System.Text;

namespace TuiSetup.TestKit;

/// <summary>
/// A screen as SVG: grounds are rectangles, lines are lines, and the rest is text in its cells, whatever font there is. The
/// description has the whole screen as text, for who does not see it and for tests. The same screen gives the same bytes.
/// </summary>
public static class SvgPicture
{
    /// <summary>The size of a cell; a wide character has two.</summary>
    internal const int CellWidth = 6, CellHeight = 12;

    private const int Baseline = 9, Scale = 2;

    /// <summary>Writes a screen.</summary>
    /// <param name="image">The screen.</param>
    /// <param name="title">What is seen, in a few words.</param>
    public static string Of(ScreenImage image, string title)
    {
        var (width, height) = (image.Columns * CellWidth, image.Rows * CellHeight);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width * Scale}\" height=\"{height * Scale}\" viewBox=\"0 0 {width} {height}\" role=\"img\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{Escaped(title)}</title>\n<desc>{Escaped(image.Text)}\n</desc>\n");
        SvgGrounds.Write(svg, image);
        svg.Append("<g font-family=\"'DejaVu Sans Mono','Liberation Mono',Menlo,Consolas,monospace\" font-size=\"10\" xml:space=\"preserve\">\n");
        foreach (var ink in Cells(image).Where(place => place.Cell.Text != " ").Select(place => ScreenPalette.Of(place.Cell).Ink).Distinct().Order(StringComparer.Ordinal))
        {
            Write(svg, image, ink);
        }

        svg.Append("</g>\n");
        if (image.Cursor is var (row, column))
        {
            var ink = ScreenPalette.Of(image[row, Math.Min(column, image.Columns - 1)]).Ink;
            svg.Append(CultureInfo.InvariantCulture, $"<path fill=\"{ink}\" d=\"M{column * CellWidth},{(row + 1) * CellHeight - 2}h{CellWidth}v2h-{CellWidth}z\"/>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>What <see cref="Of"/> wrote as the whole screen's text, with a line break at its end.</summary>
    public static string TextOf(string svg)
        => System.Xml.Linq.XDocument.Parse(svg, System.Xml.Linq.LoadOptions.PreserveWhitespace).Root!
            .Elements().Single(element => element.Name.LocalName == "desc").Value;

    private static void Write(StringBuilder svg, ScreenImage image, string ink)
    {
        bool IsOfInk(Cell cell) => ScreenPalette.Of(cell).Ink == ink;
        svg.Append(CultureInfo.InvariantCulture, $"<g fill=\"{ink}\">\n");
        foreach (var run in SvgRun.All(image).Where(run => IsOfInk(run.Look)))
        {
            // A run that is longer or shorter in this font is stretched to its cells.
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{run.Column * CellWidth}\" y=\"{run.Row * CellHeight + Baseline}\" textLength=\"{run.Columns * CellWidth}\" lengthAdjust=\"spacingAndGlyphs\"");
            svg.Append(run.Look.Bold ? " font-weight=\"bold\"" : "").Append(run.Look.Underline ? " text-decoration=\"underline\"" : "");
            svg.Append('>').Append(Escaped(run.Text)).Append("</text>\n");
        }

        if (LineDrawing.PathOf(image, IsOfInk) is { Length: > 0 } path)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path stroke=\"{ink}\" d=\"{path}\"/>\n");
        }

        svg.Append("</g>\n");
    }

    private static IEnumerable<(int Row, int Column, Cell Cell)> Cells(ScreenImage image)
        => Enumerable.Range(0, image.Rows).SelectMany(row => Enumerable.Range(0, image.Columns).Select(column => (row, column, image[row, column])));

    private static string Escaped(string text)
        => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
