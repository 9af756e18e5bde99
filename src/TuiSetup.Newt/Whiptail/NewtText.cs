using System.Text;
using TuiSetup.Newt.Text;

namespace TuiSetup.Newt.Whiptail;

/// <summary>
/// Breaks text into lines as newt's text box does: what fits stays as it is; a longer line is broken at its last
/// blank within the width, the blanks there are dropped; a longer word is broken at the width.
/// </summary>
internal static class NewtText
{
    public static List<string> Lines(string text, int width)
    {
        var lines = new List<string>();
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

    private static void Wrap(string line, int width, List<string> lines)
    {
        while (TextWidth.Of(line) > width)
        {
            var fits = TextWidth.Cut(line, width);
            var blank = line.Length > fits.Length && line[fits.Length] == ' ' ? fits.Length : fits.LastIndexOf(' ');
            var (head, next) = blank > 0 ? (line[..blank], blank) : (fits, fits.Length);
            lines.Add(head);
            line = (blank > 0 ? line[next..].TrimStart(' ') : line[next..]);
        }

        lines.Add(line);
    }
}
