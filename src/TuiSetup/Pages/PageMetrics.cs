using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Pages;

/// <summary>How much room a page has, from the smallest screen that is supported to a large one.</summary>
internal static class PageMetrics
{
    public static readonly ScreenSize Minimum = new(40, 14);

    /// <summary>Rows of a screen that are not the page's: root text, help line, border, padding, shadow.</summary>
    private const int AroundRows = 7;

    /// <summary>Cells inside the window.</summary>
    public static int Width(ScreenSize screen) => Math.Clamp(screen.Columns - 8, 30, 70);

    /// <summary>Rows inside the window.</summary>
    public static int Rows(ScreenSize screen) => Math.Max(3, screen.Rows - AroundRows);

    /// <summary>Rows for what stands between a text and the buttons.</summary>
    public static int BodyRows(ScreenSize screen, Textbox? text) => Math.Max(1, Rows(screen) - (text is null ? 0 : text.Height + 1) - 2);

    /// <summary>A page's text; on a low screen it scrolls rather than push the page out.</summary>
    public static Textbox? Text(string text, ScreenSize screen)
        => text.Length == 0 ? null : new Textbox(text, Width(screen), Math.Max(1, Rows(screen) / 3));
}
