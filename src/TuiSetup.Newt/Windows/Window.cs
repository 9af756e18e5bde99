using Terminal.Gui.App;
using TuiSetup.Newt.Hosting;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Painting;
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
    private readonly WindowPlacer _placer;
    private FormWaits? _waits;
    private TaskCompletionSource<FormExit>? _run;

    internal Window(NewtScreen screen, WindowOptions options)
    {
        _screen = screen;
        _options = options;
        _placer = new WindowPlacer(options);
        Layer = new WindowLayer(options.Title, _view);
        _form = new Form(options.HotKeys, screen.Bell);
        Arrange();
        _token = screen.Host.Begin(_view);
        _form.Focus(_form.Focused);
    }

    /// <summary>
    /// How long a run may take before it ends with <see cref="ExitReason.Timer"/>; null is for ever. A run after that
    /// ends one more such time after the one before, as newt counts it.
    /// </summary>
    public TimeSpan? Timer
    {
        get => _waits?.Timer;
        set => Waits.Timer = value;
    }

    /// <summary>The widget that has the focus.</summary>
    public Widget? Focused => _form.Focused;

    internal WindowLayer Layer { get; }

    internal string? Help => _options.Help?.Invoke(_form.Focused);

    internal bool IsRunning => _run is { Task.IsCompleted: false };

    private FormWaits Waits => _waits ??= new FormWaits(_screen.Time);

    /// <summary>Gives the focus to a widget of this window.</summary>
    public void Focus(Widget widget) => _form.Focus(widget);

    /// <summary>Ends a run with <see cref="ExitReason.Descriptor"/> as soon as a file descriptor is ready.</summary>
    /// <param name="descriptor">Its number. It stays the caller's, and open while it is watched.</param>
    /// <param name="readiness">What to wait for; an error and the end of the other side count as well.</param>
    public void Watch(int descriptor, Readiness readiness) => Waits.Watch(descriptor, readiness);

    /// <summary>
    /// Runs the form until a widget, a hot key, its timer or a watched descriptor ends it. The window stays open and
    /// can run again.
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

        if (_screen.Gone.IsCancellationRequested)
        {
            return new FormExit(ExitReason.Error);
        }

        var run = _run = new TaskCompletionSource<FormExit>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancel.Register(() => run.TrySetCanceled(cancel));
        using var waiting = _waits?.Start(exit => run.TrySetResult(exit));
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
    public void Finish(Widget? widget) => End(FormExit.By(widget));

    /// <summary>Lays the widgets out again, after one of them came, went, or changed its size.</summary>
    public void Arrange()
    {
        var (inside, places) = _placer.Place(_screen.Size);
        _view.Inside = inside;
        foreach (var (widget, area) in places)
        {
            widget.View ??= new WidgetView(widget);
            widget.View.CanFocus = widget.TakesFocus;
            widget.View.Area = area;
        }

        _view.Replace(places.Select(place => place.Widget.View!));
        _form.SetWidgets(places.Select(place => place.Widget), _options.Focus?.Invoke());
    }

    internal void OnKey(Key key)
    {
        if (_form.OnKey(key) is { } exit)
        {
            End(exit);
        }
    }

    internal void End(FormExit exit) => _run?.TrySetResult(exit);

    /// <summary>Where the terminal's cursor belongs, on the screen.</summary>
    internal (int Column, int Row, bool Visible)? CursorOnScreen()
    {
        // Where nothing can be typed, people look at what came last.
        var told = _form.Focused ?? _view.Widgets.Select(place => place.Widget).LastOrDefault();
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
