using System.Text;

namespace TuiSetup.Backends.Kpti.Reports;

/// <summary>Sentences in lines of a terminal.</summary>
internal static class Wrapped
{
    /// <summary>The text in lines, each ended; those after the first begin further in.</summary>
    /// <param name="text">Words with blanks between.</param>
    /// <param name="first">Stands before the first line.</param>
    /// <param name="columns">How long a line may be, unless a word is longer.</param>
    public static string Of(string text, string first, int columns)
    {
        var (lines, line, indent) = (new StringBuilder(), new StringBuilder(first), TextWidth.Of(first));
        var (used, blanks) = (indent, 0);
        foreach (var piece in TextPieces.Of(text))
        {
            if (piece == " ")
            {
                blanks = used > indent ? 1 : 0;
                continue;
            }

            if (used > indent && used + blanks + TextWidth.Of(piece) > columns)
            {
                lines.Append(line).Append('\n');
                line.Clear().Append(' ', indent);
                (used, blanks) = (indent, 0);
            }

            line.Append(' ', blanks).Append(piece);
            (used, blanks) = (used + blanks + TextWidth.Of(piece), 0);
        }

        return lines.Append(line).Append('\n').ToString();
    }
}
