using System.Text;

namespace TuiSetup.Newt.Text;

/// <summary>Breaks text into lines at blanks and beside wide characters; words wider than a line are broken where they must. What fits stays as it is.</summary>
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
        if (paragraph.TrimEnd(' ') is var whole && TextWidth.Of(whole) <= width)
        {
            lines.Add(whole);
            return;
        }

        var indent = paragraph.Length - paragraph.TrimStart(' ').Length;
        if (indent > width - 2)
        {
            // It would leave no room for words.
            indent = 0;
        }

        var line = new StringBuilder().Append(' ', indent);
        var (used, isEmpty, blanks) = (indent, true, 0);
        foreach (var piece in TextPieces.Of(paragraph))
        {
            if (piece == " ")
            {
                blanks = isEmpty ? 0 : 1;
                continue;
            }

            var rest = piece;
            if (!isEmpty && used + blanks + TextWidth.Of(rest) > width)
            {
                lines.Add(line.ToString());
                line.Clear().Append(' ', indent);
                (used, isEmpty, blanks) = (indent, true, 0);
            }

            line.Append(' ', blanks);
            used += blanks;
            while (TextWidth.Of(rest) > width - used && TextWidth.Cut(rest, width - used) is { Length: > 0 } head)
            {
                lines.Add(line.Append(head).ToString());
                rest = rest[head.Length..];
                line.Clear();
                used = 0;
            }

            line.Append(rest);
            (used, isEmpty, blanks) = (used + TextWidth.Of(rest), false, 0);
        }

        lines.Add(line.ToString());
    }
}
