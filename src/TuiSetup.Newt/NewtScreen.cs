using TuiSetup.Newt.Hosting;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Painting;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Themes;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt;

/// <summary>
/// One screen with newt's stack of windows. A program runs on it as sequential code: it opens a window, awaits its
/// answer, and closes it. Everything happens on the thread that called <see cref="Run"/>; it sleeps while nobody types.
/// </summary>
public sealed partial class NewtScreen : IDisposable
{
    /// <summary>Windows on the stack at most, as in newt.</summary>
    public const int MaxWindows = 20;

    /// <summary>newt's own help line.</summary>
    public static string DefaultHelpLine => T("  <Tab>/<Alt-Tab> between elements   |  <Space> selects   |  <F12> next screen");

    /// <summary>Keys that wait for a window at most. No more bytes are read at once: all of a paste reaches its entry.</summary>
    internal const int MaxTypeAhead = 256;

    private readonly ITerminal _terminal;
    private readonly NewtOptions _options;
    private readonly Painter _painter;
    private readonly List<Window> _windows = [];
    private readonly List<HelpLine> _helpLines = [];
    private readonly UiContext _context;
    private readonly InputReader _input;
    private readonly Queue<Key> _keys = new();
    private readonly CancellationTokenSource _gone = new();
    private bool _disposed;

    private NewtScreen(ITerminal terminal, NewtOptions options)
    {
        _terminal = terminal;
        _options = options;
        _painter = new Painter(terminal, options);
        _context = new UiContext(terminal.Wake);
        _input = new InputReader(terminal, options.Time);
        EnterScreen();
        Host = new GuiHost(terminal.Size);
    }

    /// <summary>Columns and rows now.</summary>
    public ScreenSize Size => _terminal.Size;

    /// <summary>The time that timers go by.</summary>
    public TimeProvider Time => _options.Time;

    /// <summary>Cancelled when the terminal hung up.</summary>
    public CancellationToken Gone => _gone.Token;

    /// <summary>Called for Ctrl-C, which is not a key of any window.</summary>
    public Action? Interrupted { get; set; }

    /// <summary>Called for Ctrl-Z, which is swallowed when there is nothing to call; <see cref="StopProcess"/> is what a shell's user expects.</summary>
    public Action? SuspendCallback { get; set; }

    /// <summary>The colours and attributes of everything that is drawn, from the next frame on.</summary>
    public Theme Theme
    {
        get => _painter.Theme;
        set => _painter.Theme = value;
    }

    /// <summary>Shows the help of the top window when F1 is pressed.</summary>
    public Func<string, Task>? HelpCallback { get; set; }

    internal GuiHost Host { get; }

    internal Window? Top => _windows.Count > 0 ? _windows[^1] : null;

    /// <summary>What the terminal shows; for tests.</summary>
    internal Frame? Shown => _painter.Shown;

    /// <summary>Takes a terminal over and shows an empty screen on it.</summary>
    public static NewtScreen Open(ITerminal terminal, NewtOptions options)
    {
        terminal.Enter();
        return new NewtScreen(terminal, options);
    }

    /// <summary>Runs a program on this thread to its end. Its awaits resume on this thread.</summary>
    public T Run<T>(Func<Task<T>> program)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_context);
        try
        {
            var task = program();
            while (!task.IsCompleted)
            {
                Turn(task);
            }

            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    /// <summary>Puts a window on top of the stack. Keys typed before it opened are dropped, as in newt, unless it keeps them.</summary>
    public Window OpenWindow(WindowOptions options)
    {
        if (_windows.Count == MaxWindows)
        {
            throw new InvalidOperationException($"{MaxWindows} windows are open; no more fit on the stack.");
        }

        if (!options.KeepTypeAhead)
        {
            _input.Drop();
            _keys.Clear();
        }

        var window = new Window(this, options);
        _windows.Add(window);
        return window;
    }

    /// <summary>Text on the root, by place; a negative column or row counts from the right or the bottom.</summary>
    public void DrawRootText(int column, int row, string text) => _painter.Root.Put(column, row, text);

    /// <summary>Shows a line on the last row until the result is disposed, which shows the one before it again.</summary>
    /// <param name="text">The line; null is newt's own, which tells the keys.</param>
    public IDisposable PushHelpLine(string? text)
    {
        var line = new HelpLine(this, text ?? DefaultHelpLine);
        _helpLines.Add(line);
        ShowHelpLine();
        return line;
    }

    /// <summary>Shows now what would be shown before the next wait for a key.</summary>
    public void Refresh() => _painter.Paint(_windows);

    /// <summary>Gives the terminal back.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        Host.Dispose();
        RestoreTerminal();
        _gone.Dispose();
    }

    internal void Pop(Window window)
    {
        if (Top != window)
        {
            throw new InvalidOperationException("Windows close in the reverse order of their opening.");
        }

        _windows.Remove(window);
    }

    private void Turn(Task program)
    {
        _context.RunPosted();
        _input.Read(Receive);
        DeliverKeys();
        if (program.IsCompleted)
        {
            return;
        }

        _painter.Paint(_windows);
        if (_context.HasWork)
        {
            return;
        }

        var events = _terminal.Wait(_input.Pending);
        if (events.HasFlag(TerminalEvents.Resized))
        {
            Resize();
        }

        if ((events.HasFlag(TerminalEvents.Gone) || _input.IsGone) && !_gone.IsCancellationRequested)
        {
            _gone.Cancel();
            Top?.End(new FormExit(ExitReason.Error));
        }
    }

    private void Receive(Key key)
    {
        if (key.IsCtrl('c'))
        {
            Interrupted?.Invoke();
        }
        else if (key.IsCtrl('z'))
        {
            SuspendCallback?.Invoke();
        }
        else if (key.IsCtrl('l'))
        {
            _painter.Forget();
        }
        else if (_keys.Count < MaxTypeAhead)
        {
            _keys.Enqueue(key);
        }
    }

    /// <summary>Keys go to the top window while it runs; what its answer leads to happens before the next key.</summary>
    private void DeliverKeys()
    {
        if (!_options.Fits(_terminal.Size))
        {
            _keys.Clear();
        }

        while (_keys.Count > 0 && Top is { IsRunning: true } top)
        {
            var key = _keys.Dequeue();
            if (key.Code == KeyCode.F1 && HelpCallback is { } help && top.Help is { } text)
            {
                _ = help(text);
            }
            else
            {
                top.OnKey(key);
            }

            _context.RunPosted();
        }
    }

    private void Resize()
    {
        Host.Resize(_terminal.Size);
        foreach (var window in _windows)
        {
            window.Arrange();
        }

        _painter.Forget();
    }

    private void ShowHelpLine()
    {
        _painter.Root.HelpLine = _helpLines.Count > 0 ? _helpLines[^1].Text : null;
    }

    private sealed class HelpLine(NewtScreen screen, string text) : IDisposable
    {
        public string Text => text;

        public void Dispose()
        {
            screen._helpLines.Remove(this);
            screen.ShowHelpLine();
        }
    }
}
