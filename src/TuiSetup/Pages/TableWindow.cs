using TuiSetup.Flow;
using TuiSetup.Newt;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Pages;

/// <summary>A text whose lines are laid out as a table is, with buttons below. Where they do not fit they are broken like any other.</summary>
internal static class TableWindow
{
    private const int ScrollBar = 2, AroundButtons = 2;

    public static async Task<int?> DecideAsync(NewtScreen screen, Decision decision, CancellationToken cancel)
    {
        var text = decision.Text.TrimEnd();
        var longest = text.Split('\n').Max(line => line.Length);
        var buttons = decision.Ways.Select(way => new Button(way)).ToArray();
        using var window = screen.OpenWindow(new WindowOptions
        {
            Title = decision.Title,
            Arrange = size =>
            {
                var (width, rows) = (PageMetrics.Width(size), Math.Max(2, PageMetrics.Rows(size) - AroundButtons));
                var box = longest + ScrollBar <= width ? Textbox.Fixed(text, longest, rows, scroll: true) : new Textbox(text, width, rows);
                return Grid.Stacked(1, box, Grid.SideBySide(4, buttons)).CenterLast();
            },
            HotKeys = [KeyCode.F12, KeyCode.Escape],
        });
        window.Focus(buttons[0]);
        var exit = await window.RunAsync(cancel);
        return exit.IsKey(KeyCode.Escape) ? null : Math.Max(0, Array.IndexOf(buttons, exit.Widget));
    }
}
