using Terminal.Gui.App;
using TuiSetup.Newt.Hosting;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Painting;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Newt.Windows;

/// <summary>A window on the stack. Only the top one takes keys; the ones below stay visible.</summary>
public sealed class Window : IDisposable
{
    private readonly NewtScreen _screen;
    private readonly WindowOptions _options;
    private readonly Form _form;
    private readonly WindowView _view = new();
    private readonly SessionToken _token;
    private TaskCompletionSource<FormExit>? _run;

    internal Window(NewtScreen screen, WindowOptions options)
    {
        _screen = screen;
        _options = options;
        Layer = new WindowLayer(options.Title, _view);
        _form = new Form(options.HotKeys);
        Arrange();
        _token = screen.Host.Begin(_view);
        _form.Focus(_form.Focused);
    }

    internal Widget? Focused => _form.Focused;

    internal WindowLayer Layer { get; }

    internal string? Help => _options.Help?.Invoke(_form.Focused);

    internal bool IsRunning => _run is { Task.IsCompleted: false };

    /// <summary>Gives the focus to a widget of this window.</summary>
    public void Focus(Widget widget) => _form.Focus(widget);

    /// <summary>
    /// Runs the form until a widget or a hot key ends it. The window stays open and can run again.
    /// <exception cref="InvalidOperationException">Another window is above this one.</exception>
    /// </summary>
    public async Task<FormExit> RunAsync(CancellationToken cancel)
    {
        if (_screen.Top != this)
        {
            throw new InvalidOperationException("Only the top window runs; the stack ends in order.");
        }

        cancel.ThrowIfCancellationRequested();
        if (IsRunning)
        {
            throw new InvalidOperationException("This window's form runs already.");
        }

        var run = _run = new TaskCompletionSource<FormExit>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancel.Register(() => run.TrySetCanceled(cancel));
        try
        {
            return await run.Task;
        }
        finally
        {
            _run = null;
        }
    }

    /// <summary>Ends a run from outside, as if the widget had ended it.</summary>
    public void Finish(Widget? widget) => _run?.TrySetResult(new FormExit(widget, null));

    /// <summary>Lays the widgets out again, after one of them came, went, or changed its size.</summary>
    public void Arrange()
    {
        var size = _screen.Size;
        var content = _options.Arrange(size);
        var (width, height) = content is Placement ? (content.Width, content.Height) : SizeAround(content, size);
        var place = _options.Place?.Invoke(size) ?? Centered(width, height, size);
        _view.Inside = new Area(place.Column, place.Row, width, height);

        var layout = new Layout();
        var margin = content is Placement ? 0 : 1;
        content.Arrange(margin, margin, width - (2 * margin), content.Height, layout);
        foreach (var placed in layout.Places)
        {
            placed.Widget.View ??= new WidgetView(placed.Widget);
            placed.Widget.View.Area = AreaOf(placed, content, width, height);
        }

        _view.Replace(layout.Places.Select(placed => placed.Widget.View!));
        _form.SetWidgets(layout.Places.Select(placed => placed.Widget), _options.Focus?.Invoke());
    }

    /// <summary>What is laid out is cut at the border; what has an exact place is not, as in newt.</summary>
    private static Area AreaOf(
        (Widget Widget, int Column, int Row, int Width, int Height) placed,
        ILayoutItem content,
        int width,
        int height)
    {
        var area = new Area(placed.Column, placed.Row, placed.Width, placed.Height);
        return content is Placement ? area : area.Within(new Area(0, 0, width, height));
    }

    private (int Width, int Height) SizeAround(ILayoutItem content, ScreenSize size)
    {
        var title = Text.TextWidth.Of(_options.Title ?? "") + 4;
        return (
            Math.Min(Math.Max(content.Width + 2, title), Math.Max(1, size.Columns - 2)),
            Math.Min(content.Height + 2, Math.Max(1, size.Rows - 2)));
    }

    private static (int Column, int Row) Centered(int width, int height, ScreenSize size)
    {
        var row = (size.Rows - height) / 2;
        return (Math.Max(1, (size.Columns - width) / 2), Math.Max(1, row - (size.Rows % 2 == 1 && row % 2 == 1 ? 1 : 0)));
    }

    internal void OnKey(Key key)
    {
        if (_form.OnKey(key) is { } exit)
        {
            _run?.TrySetResult(exit);
        }
    }

    /// <summary>Where the terminal's cursor belongs, on the screen.</summary>
    internal (int Column, int Row, bool Visible)? CursorOnScreen()
    {
        // Where nothing can be typed, people look at what moves.
        var told = _form.Focused ?? _view.Widgets.Select(place => place.Widget).OfType<Scale>().LastOrDefault();
        if (told is not { View: { } view } widget)
        {
            return null;
        }

        var (column, row, visible) = widget.Cursor;
        return (_view.Inside.Column + view.Area.Column + column, _view.Inside.Row + view.Area.Row + row, visible);
    }

    /// <summary>Takes the window off the stack. <exception cref="InvalidOperationException">It is not the top one.</exception></summary>
    public void Dispose()
    {
        _screen.Pop(this);
        _screen.Host.End(_token);
        _view.Dispose();
    }
}
