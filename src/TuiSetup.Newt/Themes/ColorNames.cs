using System.Globalization;

namespace TuiSetup.Newt.Themes;

/// <summary>The colour names of newt, which are S-Lang's.</summary>
internal static class ColorNames
{
    private static readonly string[] Names =
    [
        "black", "red", "green", "brown", "blue", "magenta", "cyan", "lightgray",
        "gray", "brightred", "brightgreen", "yellow", "brightblue", "brightmagenta", "brightcyan", "white",
    ];

    /// <summary>The name of a palette index.</summary>
    public static string Of(int color) => color < 0 ? "default" : color < Names.Length ? Names[color] : $"color{color}";

    /// <summary>Palette index of a name, -1 for <c>default</c>; <c>colorN</c> is palette entry N.</summary>
    public static bool TryParse(string name, out int color)
    {
        color = Array.IndexOf(Names, name);
        if (color >= 0 || name == "default")
        {
            return true;
        }

        return name.StartsWith("color", StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out color) && color < 256;
    }
}
