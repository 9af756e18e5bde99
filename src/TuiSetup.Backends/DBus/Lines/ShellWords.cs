using System.Text;

namespace TuiSetup.Backends.DBus.Lines;

/// <summary>Words as a POSIX shell reads and takes them. Nothing is expanded.</summary>
public static class ShellWords
{
    private const string Plain = "-_./:=@%+,";

    /// <summary>A word that a shell reads as this text.</summary>
    public static string Quote(string word)
        => word.Length > 0 && word.All(character => char.IsAsciiLetterOrDigit(character) || Plain.Contains(character, StringComparison.Ordinal))
            ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    /// <exception cref="FormatException">A quote is not closed.</exception>
    public static IReadOnlyList<string> Split(string line)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        for (var at = 0; at < line.Length; at++)
        {
            var character = line[at];
            if (char.IsWhiteSpace(character))
            {
                words.AddRange(word is null ? [] : [word.ToString()]);
                word = null;
                continue;
            }

            word ??= new StringBuilder();
            if (character is '\'' or '"')
            {
                at = ReadQuoted(line, at, word);
            }
            else
            {
                at += character == '\\' && at + 1 < line.Length ? 1 : 0;
                word.Append(line[at]);
            }
        }

        words.AddRange(word is null ? [] : [word.ToString()]);
        return words;
    }

    /// <summary>Reads to the closing quote; the result is its place.</summary>
    private static int ReadQuoted(string line, int open, StringBuilder word)
    {
        for (var at = open + 1; at < line.Length; at++)
        {
            if (line[at] == line[open])
            {
                return at;
            }

            at += line[open] == '"' && line[at] == '\\' && at + 1 < line.Length && line[at + 1] is ('"' or '\\' or '$' or '`') ? 1 : 0;
            word.Append(line[at]);
        }

        throw new FormatException(T("A quote is not closed in that line."));
    }
}
