using TuiSetup.Flow;
using TuiSetup.Newt;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Pages;

/// <summary>A list to take one entry of, with a button for it and one to leave.</summary>
internal static class ListWindow
{
    public static async Task<int?> ChooseAsync(NewtScreen screen, ListQuestion question, CancellationToken cancel)
    {
        var rows = question.Rows.Select((row, index) => new ListItem<int>(index, row)).ToList();
        var (accept, leave) = (new Button(question.Accept), new Button(question.Leave));
        Listbox<int>? list = null;
        using var window = screen.OpenWindow(new WindowOptions
        {
            Title = question.Title,
            Arrange = size =>
            {
                var at = list?.CurrentIndex ?? question.Start;
                var text = PageMetrics.Text(question.Text, size);
                list = new Listbox<int>(rows, Math.Min(rows.Count, PageMetrics.BodyRows(size, text)), Math.Min(PageMetrics.Width(size), rows.Max(row => TextWidth.Of(row.Text)) + 3)) { ReturnExit = true };
                list.MoveTo(at);
                List<ILayoutItem> items = [.. text is null ? [] : (ILayoutItem[])[text], list, Grid.SideBySide(4, accept, leave)];
                return Grid.Stacked(1, items).CenterLast();
            },
            HotKeys = [KeyCode.F12, KeyCode.Escape],
            Help = _ => question.Help.Length > 0 ? question.Help : null,
            Focus = () => list,
            KeepTypeAhead = true,
        });
        var exit = await window.RunAsync(cancel);
        return exit.Widget == leave || exit.IsKey(KeyCode.Escape) ? null : list!.CurrentIndex;
    }
}
