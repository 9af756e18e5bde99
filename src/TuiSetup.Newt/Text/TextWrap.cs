using System.Text;

namespace TuiSetup.Newt.Text;

/// <summary>Breaks text into lines at blanks; words wider than a line are broken where they must.</summary>
internal static class TextWrap
{
    public static List<string> Lines(string text, int width)
    {
        width = Math.Max(1, width);
        var lines = new List<string>();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            Wrap(paragraph, width, lines);
        }

        return lines;
    }

    private static void Wrap(string paragraph, int width, List<string> lines)
    {
        var indent = paragraph.Length - paragraph.TrimStart(' ').Length;
        var line = new StringBuilder(paragraph[..indent]);
        var used = indent;
        foreach (var word in paragraph[indent..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var rest = word;
            var gap = used > indent ? 1 : 0;
            if (used + gap + TextWidth.Of(rest) > width && used > indent)
            {
                lines.Add(line.ToString());
                line.Clear().Append(' ', indent);
                (used, gap) = (indent, 0);
            }

            while (TextWidth.Of(rest) > width - used - gap && width > used)
            {
                var head = TextWidth.Cut(rest, width - used);
                if (head.Length == 0)
                {
                    break;
                }

                lines.Add(line.Append(head).ToString());
                rest = rest[head.Length..];
                line.Clear();
                used = 0;
            }

            line.Append(' ', gap).Append(rest);
            used += gap + TextWidth.Of(rest);
        }

        lines.Add(line.ToString());
    }
}
