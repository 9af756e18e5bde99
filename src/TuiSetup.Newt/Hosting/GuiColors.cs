using Terminal.Gui.Drawing;
using TuiSetup.Newt.Themes;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace TuiSetup.Newt.Hosting;

/// <summary>Carries our palette styles through Terminal.Gui's true-colour attributes: red is the index, green 1 means none.</summary>
internal static class GuiColors
{
    public static Attribute ToAttribute(Style style)
        => new(
            ToColor(style.Foreground),
            ToColor(style.Background),
            (style.Bold ? TextStyle.Bold : 0) | (style.Underline ? TextStyle.Underline : 0) | (style.Reverse ? TextStyle.Reverse : 0));

    public static Style ToStyle(Attribute attribute)
        => new(
            ToIndex(attribute.Foreground),
            ToIndex(attribute.Background),
            attribute.Style.HasFlag(TextStyle.Bold),
            attribute.Style.HasFlag(TextStyle.Underline),
            attribute.Style.HasFlag(TextStyle.Reverse));

    private static Color ToColor(int index) => index < 0 ? new Color(0, 1, 0) : new Color(index, 0, 0);

    private static int ToIndex(Color color) => color.G == 1 ? -1 : color.R;
}
