using System.Text;
using Wcwidth;

namespace TuiSetup.Languages;

/// <summary>Widths of text in character cells.</summary>
public static class TextWidth
{
    /// <summary>Cells that the text takes; combining marks take none, wide characters two.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune);
        }

        return width;
    }

    public static int Of(Rune rune) => rune.Value is (>= 0x20 and < 0x7F) or (>= 0x2500 and < 0x2600) ? 1 : Math.Max(0, UnicodeCalculator.GetWidth(rune));

    /// <summary>The longest start of the text that fits into the given cells.</summary>
    public static string Cut(string text, int cells)
    {
        var (width, length) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune);
            if (width > cells)
            {
                return text[..length];
            }

            length += rune.Utf16SequenceLength;
        }

        return text;
    }

    /// <summary>Filled with blanks up to the given cells; what is wider stays as it is.</summary>
    public static string Pad(string text, int cells) => text + new string(' ', Math.Max(0, cells - Of(text)));

    /// <summary>The same with the blanks before it.</summary>
    public static string PadLeft(string text, int cells) => new string(' ', Math.Max(0, cells - Of(text))) + text;

    /// <summary>Cut or filled with blanks to exactly the given cells.</summary>
    public static string Fit(string text, int cells)
    {
        var cut = Cut(text, cells);
        return cut + new string(' ', Math.Max(0, cells - Of(cut)));
    }
}
