using TuiSetup.Flow;
using TuiSetup.Newt;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Pages;

/// <summary>A text that is laid out as a table is, with buttons below: as wide as a page, so that its lines fit where a page's would.</summary>
internal static class TableWindow
{
    private const int AroundButtons = 2;

    public static async Task<int?> DecideAsync(NewtScreen screen, Decision decision, CancellationToken cancel)
    {
        var text = decision.Text.TrimEnd();
        var buttons = decision.Ways.Select(way => new Button(way)).ToArray();
        using var window = screen.OpenWindow(new WindowOptions
        {
            Title = decision.Title,
            Arrange = size => Grid.Stacked(
                1, new Textbox(text, PageMetrics.Width(size), Math.Max(2, PageMetrics.Rows(size) - AroundButtons)), Grid.SideBySide(4, buttons)).CenterLast(),
            HotKeys = [KeyCode.F12, KeyCode.Escape],
        });
        window.Focus(buttons[0]);
        var exit = await window.RunAsync(cancel);
        return exit.IsKey(KeyCode.Escape) ? null : Math.Max(0, Array.IndexOf(buttons, exit.Widget));
    }
}
