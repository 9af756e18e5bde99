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
        var (lines, line, indent) = (new StringBuilder(), new StringBuilder(first), new string(' ', first.Length));
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > indent.Length && line.Length + 1 + word.Length > columns)
            {
                lines.Append(line).Append('\n');
                line.Clear().Append(indent);
            }

            line.Append(line.Length > indent.Length ? " " : "").Append(word);
        }

        return lines.Append(line).Append('\n').ToString();
    }
}
