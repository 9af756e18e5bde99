using TuiSetup.Flow;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Pages;

/// <summary>The window that pages share: title, text, a body of their own, and Next, Back and Cancel.</summary>
internal sealed class PageWindow : IDisposable
{
    private readonly WindowUi _ui;
    private readonly PageContext _context;
    private readonly Button _next, _back = new(T("Back")), _cancel = new(T("Cancel"));
    private readonly Window _window;

    /// <param name="ui">Where it opens.</param>
    /// <param name="context">The page.</param>
    /// <param name="body">The body for a width and a number of rows; null when there is none.</param>
    /// <param name="help">Help of a body's widget.</param>
    /// <param name="first">The body's widget that has the focus first.</param>
    public PageWindow(WindowUi ui, PageContext context, Func<int, int, ILayoutItem?> body, Func<Widget?, string?> help, Func<Widget?> first)
    {
        _ui = ui;
        _context = context;
        _next = new Button(T("Next"));
        _window = ui.Screen.OpenWindow(new WindowOptions
        {
            Title = context.Title,
            Arrange = size => Arrange(size, body),
            HotKeys = [KeyCode.F12, KeyCode.Escape],
            Help = widget => Help(help(widget)),
            Focus = () => first() ?? _next,
            KeepTypeAhead = true,
        });
    }

    /// <summary>The widget that ended the last run; null when a key did.</summary>
    public Widget? Pressed { get; private set; }

    public void Focus(Widget widget) => _window.Focus(widget);

    /// <summary>Lays the page out again, after what it asks has changed.</summary>
    public void Rearrange() => _window.Arrange();

    /// <summary>Waits for a decision. Leaving the wizard asks first, because answers are lost by it.</summary>
    public async Task<PageMove> RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            var exit = await _window.RunAsync(cancel);
            Pressed = exit.Widget;
            if (exit.Widget == _back)
            {
                return PageMove.Back;
            }

            if (exit.Widget != _cancel && !exit.IsKey(KeyCode.Escape))
            {
                return PageMove.Next;
            }

            if (await _ui.IsLeavingAsync(_context.Answers, cancel))
            {
                return PageMove.Leave;
            }
        }
    }

    public void Dispose() => _window.Dispose();

    private Grid Arrange(ScreenSize size, Func<int, int, ILayoutItem?> body)
    {
        var text = PageMetrics.Text(_context.Text, size);
        var middle = body(PageMetrics.Width(size), PageMetrics.BodyRows(size, text));
        List<ILayoutItem> buttons = _context.HasBack ? [_next, _back, _cancel] : [_next, _cancel];
        List<ILayoutItem> items = [.. text is null ? [] : (ILayoutItem[])[text], .. middle is null ? [] : (ILayoutItem[])[middle], Grid.SideBySide(4, buttons)];
        return Grid.Stacked(1, items).CenterLast();
    }

    private string Help(string? ofField)
    {
        var parts = new[] { ofField, _context.Page.Help, Keys }.Where(part => !string.IsNullOrEmpty(part));
        return string.Join("\n\n", parts);
    }

    private static string Keys => T("Keys: Tab and arrows move, Space selects, Enter goes on, F12 next page, Esc leaves. Without function keys: Esc 1 is F1.");
}
