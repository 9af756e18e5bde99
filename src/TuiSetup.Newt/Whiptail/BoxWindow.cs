using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Whiptail.Boxes;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Whiptail;

/// <summary>Windows of boxes, at whiptail's places.</summary>
internal static class BoxWindow
{
    /// <param name="screen">Where it is shown.</param>
    /// <param name="box">What it shows.</param>
    /// <param name="depth">How many windows are to be seen below it.</param>
    public static Window Open(NewtScreen screen, Box box, int depth = 0)
        => Open(screen, box.Request, size => box.Arrange(BoxSizer.Fit(box.Request, size)), () => box.First, depth);

    /// <summary>What whiptail has on the screen when it finds that words are missing: the window, and nothing in it.</summary>
    public static void ShowEmpty(NewtScreen screen, BoxRequest request)
    {
        _ = Open(screen, request, size => new Placement(BoxSizer.Fit(request, size).Columns, BoxSizer.Fit(request, size).Rows));
        screen.Refresh();
    }

    /// <summary>Shows a text until it is left, above what is there.</summary>
    public static async Task TellAsync(NewtScreen screen, string title, string text, CancellationToken cancel)
    {
        var box = Box.For(new BoxRequest { Kind = BoxKind.Message, Options = new WhiptailOptions { Title = title }, Text = text, Height = 0, Width = 0 });
        using var window = Open(screen, box);
        await window.RunAsync(cancel);
    }

    private static Window Open(NewtScreen screen, BoxRequest request, Func<ScreenSize, ILayoutItem> arrange, Func<Widget?>? first = null, int depth = 0)
    {
        if (request.Options.BackTitle is { } backTitle)
        {
            screen.DrawRootText(0, 0, backTitle);
        }

        return screen.OpenWindow(new WindowOptions
        {
            Title = request.Options.Title,
            Arrange = arrange,
            Place = size => PlaceOf(request, size, depth),
            Focus = first,
            HotKeys = [KeyCode.F12, KeyCode.Escape],
            Help = request.Options.HelpText is { } help ? _ => RequestReader.WithLineBreaks(help) : null,
        });
    }

    /// <summary>In the middle; above others a little to the right and below, as far as there is room.</summary>
    private static (int Column, int Row) PlaceOf(BoxRequest request, ScreenSize screen, int depth)
    {
        var size = BoxSizer.Fit(request, screen);
        if (request.Options.TopLeft)
        {
            return (1, 1);
        }

        var (left, top) = ((screen.Columns - size.Width) / 2, (screen.Rows - size.Height) / 2);
        var step = Math.Min(depth, Math.Max(0, Math.Min((screen.Columns - size.Width - left - 1) / 2, screen.Rows - size.Height - top - 1)));
        return (left + 1 + (2 * step), top + 1 + step);
    }
}
