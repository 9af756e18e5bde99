using System.Text;

namespace TuiSetup.Newt.Lines;

/// <summary>Breaks text at blanks, and beside wide characters. A word is kept whole however long it is: it may be copied.</summary>
public static class LineWrap
{
    /// <param name="text">Its line breaks are kept, and so is the indent of each of its lines.</param>
    /// <param name="width">Cells of a line.</param>
    /// <param name="hanging">Blanks before the second and later lines of what had to be broken, beyond its indent.</param>
    public static IEnumerable<string> Lines(string text, int width, int hanging = 0)
        => text.Split('\n').SelectMany(line => Break(line.TrimEnd(), width, hanging));

    private static IEnumerable<string> Break(string line, int width, int hanging)
    {
        var indent = line.Length - line.TrimStart(' ').Length;
        var current = new StringBuilder().Append(' ', indent);
        var (used, isEmpty, blanks) = (indent, true, 0);
        foreach (var piece in TextPieces.Of(line.TrimStart(' ')))
        {
            if (piece == " ")
            {
                blanks++;
                continue;
            }

            var cells = TextWidth.Of(piece);
            if (!isEmpty && used + blanks + cells > width)
            {
                yield return current.ToString();
                current.Clear().Append(' ', indent + hanging);
                (used, isEmpty) = (indent + hanging, true);
            }

            blanks = isEmpty ? 0 : blanks;
            current.Append(' ', blanks).Append(piece);
            (used, isEmpty, blanks) = (used + blanks + cells, false, 0);
        }

        yield return isEmpty ? "" : current.ToString();
    }
}
