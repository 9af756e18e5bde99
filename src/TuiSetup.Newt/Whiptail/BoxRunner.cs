using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Whiptail.Boxes;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Whiptail;

/// <summary>Shows one box on a screen, from its request to its answer.</summary>
internal static class BoxRunner
{
    public static async Task<WhiptailResult> RunAsync(NewtScreen screen, BoxRequest request, CancellationToken cancel)
    {
        var box = Box.For(request);
        var window = Open(screen, request, size => box.Arrange(BoxSizer.Fit(request, size)), () => box.First);
        var result = await box.RunAsync(window, cancel);
        screen.Refresh();
        if (request.Options.Clear)
        {
            window.Dispose();
            screen.Refresh();
        }

        return result;
    }

    /// <summary>What whiptail has on the screen when it finds that words are missing: the window, and nothing in it.</summary>
    public static void ShowEmpty(NewtScreen screen, BoxRequest request)
    {
        _ = Open(screen, request, size => new Placement(BoxSizer.Fit(request, size).Columns, BoxSizer.Fit(request, size).Rows));
        screen.Refresh();
    }

    private static Window Open(NewtScreen screen, BoxRequest request, Func<ScreenSize, ILayoutItem> arrange, Func<Widget?>? first = null)
    {
        if (request.Options.BackTitle is { } backTitle)
        {
            screen.DrawRootText(0, 0, backTitle);
        }

        return screen.OpenWindow(new WindowOptions
        {
            Title = request.Options.Title,
            Arrange = arrange,
            Place = size => PlaceOf(request, size),
            Focus = first,
            HotKeys = [KeyCode.F12, KeyCode.Escape],
        });
    }

    private static (int Column, int Row) PlaceOf(BoxRequest request, ScreenSize screen)
    {
        var size = BoxSizer.Fit(request, screen);
        return request.Options.TopLeft ? (1, 1) : (((screen.Columns - size.Width) / 2) + 1, ((screen.Rows - size.Height) / 2) + 1);
    }
}
