using System.Text;

namespace TuiSetup.Newt.Text;

/// <summary>
/// Breaks text into lines as newt's text box does: what fits stays as it is; a longer line is broken at its last
/// blank within the width, the blanks there are dropped; a longer word is broken at the width.
/// </summary>
internal static class NewtText
{
    /// <summary>How a line came to its end.</summary>
    private enum End { Line, Blank, Word }

    public static List<string> Lines(string text, int width) => [.. Wrap(text, width).Select(line => line.Text)];

    /// <summary>
    /// The width, among those from some cells narrower to some wider, at which the lines are filled best; of several,
    /// the narrowest.
    /// </summary>
    public static int Reflow(string text, int width, int narrower, int wider)
        => Enumerable.Range(Math.Max(1, width - narrower), narrower + wider + 1).MinBy(tried => Badness(text, tried));

    /// <summary>newt's measure: a line that is broken costs its free cells and one more, one that ends early half of what it lacks to the middle.</summary>
    private static int Badness(string text, int width) => Wrap(text, width).Sum(line => line.End switch
    {
        End.Blank => width - TextWidth.Of(line.Text) + 1,
        End.Word => width + 1,
        _ => Math.Max(0, (width / 2) - TextWidth.Of(line.Text)) / 2,
    });

    private static List<(string Text, End End)> Wrap(string text, int width)
    {
        var lines = new List<(string, End)>();
        var rest = text.EndsWith('\n') ? text[..^1] : text;
        foreach (var line in rest.Split('\n'))
        {
            Wrap(SafeText.Clean(ExpandTabs(line)), Math.Max(1, width), lines);
        }

        return lines;
    }

    /// <summary>A tab is 8 blanks, or none at every other 8 columns: newt's own arithmetic.</summary>
    private static string ExpandTabs(string line)
    {
        if (!line.Contains('\t', StringComparison.Ordinal))
        {
            return line;
        }

        var expanded = new StringBuilder();
        foreach (var character in line)
        {
            _ = character == '\t' ? expanded.Append(' ', 8 - (expanded.Length & 8)) : expanded.Append(character);
        }

        return expanded.ToString();
    }

    private static void Wrap(string line, int width, List<(string, End)> lines)
    {
        while (TextWidth.Of(line) > width)
        {
            var fits = TextWidth.Cut(line, width);
            if (fits.Length == 0)
            {
                // A wide character in one cell: it is taken all the same.
                fits = line[..(char.IsSurrogatePair(line, 0) ? 2 : 1)];
            }

            var blank = line.Length > fits.Length && line[fits.Length] == ' ' ? fits.Length : fits.LastIndexOf(' ');
            lines.Add(blank > 0 ? (line[..blank].TrimEnd(' '), End.Blank) : (fits, End.Word));
            line = blank > 0 ? line[blank..].TrimStart(' ') : line[fits.Length..];
        }

        lines.Add((line, End.Line));
    }
}
