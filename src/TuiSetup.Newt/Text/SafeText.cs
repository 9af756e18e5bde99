using System.Globalization;
using System.Text;

namespace TuiSetup.Newt.Text;

/// <summary>Makes text from outside harmless to a terminal: no control, format or direction characters.</summary>
public static class SafeText
{
    /// <summary>Replaces each character that a terminal could take as a command, and keeps line breaks.</summary>
    public static string Clean(string text)
    {
        var clean = true;
        foreach (var character in text)
        {
            clean &= character is >= ' ' and < '\u007F' or '\n';
        }

        if (clean)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control when rune.Value == '\n':
                    result.Append('\n');
                    break;
                case UnicodeCategory.Control when rune.Value == '\t':
                    result.Append(' ');
                    break;
                case UnicodeCategory.Control when rune.Value is < 0x20 or 0x7F:
                    result.Append('^').Append((char)(rune.Value ^ '@'));
                    break;
                case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                    or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    result.Append('?');
                    break;
                default:
                    result.Append(rune);
                    break;
            }
        }

        return result.ToString();
    }
}
