using System.Text;

namespace TuiSetup.Newt.Painting;

/// <summary>One-character strings, made once for the characters that screens are full of.</summary>
internal static class Glyphs
{
    private static readonly string[] Ascii = new string[0x80];

    public static string Of(Rune rune) => rune.Value < Ascii.Length ? Ascii[rune.Value] ??= rune.ToString() : rune.ToString();
}
