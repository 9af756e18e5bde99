using System.Text;

namespace TuiSetup.Languages;

/// <summary>
/// Cuts a line into what must stay together: blanks, words, and wide characters each for itself, because text of these has
/// no blanks. A mark that ends something stays with what is before it, and one that begins something with what follows.
/// </summary>
public static class TextPieces
{
    private const string Closing = "，。、：；？！）》」』】〉…%";

    private const string Opening = "（《「『【〈";

    /// <param name="line">A line without line breaks.</param>
    public static IEnumerable<string> Of(string line)
    {
        var piece = new StringBuilder();
        var isOpen = false;
        foreach (var rune in line.EnumerateRunes())
        {
            var (isBlank, isClosing) = (rune.Value == ' ', Contains(Closing, rune));
            if (piece.Length > 0 && !isOpen && !isClosing && (isBlank || IsWide(rune) || EndsWide(piece)))
            {
                yield return piece.ToString();
                piece.Clear();
            }

            if (isBlank)
            {
                if (piece.Length > 0)
                {
                    yield return piece.ToString();
                    piece.Clear();
                }

                yield return " ";
                isOpen = false;
                continue;
            }

            piece.Append(rune);
            isOpen = Contains(Opening, rune);
        }

        if (piece.Length > 0)
        {
            yield return piece.ToString();
        }
    }

    private static bool IsWide(Rune rune) => TextWidth.Of(rune) == 2;

    private static bool EndsWide(StringBuilder piece) => Rune.TryGetRuneAt(piece.ToString(), LastRune(piece), out var last) && IsWide(last);

    private static int LastRune(StringBuilder piece) => piece.Length > 1 && char.IsLowSurrogate(piece[^1]) ? piece.Length - 2 : piece.Length - 1;

    private static bool Contains(string marks, Rune rune) => rune.IsBmp && marks.Contains((char)rune.Value, StringComparison.Ordinal);
}
