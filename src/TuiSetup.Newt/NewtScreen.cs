using TuiSetup.Newt.Hosting;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Themes;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt;

/// <summary>
/// One screen with newt's stack of windows. A program runs on it as sequential code: it opens a window, awaits its
/// answer, and closes it. Everything happens on the thread that called <see cref="Run"/>; it sleeps while nobody types.
/// </summary>
public sealed class NewtScreen : IDisposable
{
    /// <summary>Windows on the stack at most, as in newt.</summary>
    public const int MaxWindows = 20;

    /// <summary>Keys that wait for a window at most. No more bytes are read at once: all of a paste reaches its entry.</summary>
    internal const int MaxTypeAhead = 256;

    private readonly ITerminal _terminal;
    private readonly NewtOptions _options;
    private readonly FrameWriter _writer;
    private readonly RootView _root;
    private readonly List<Window> _windows = [];
    private readonly List<HelpLine> _helpLines = [];
    private readonly UiContext _context;
    private readonly InputReader _input;
    private readonly Queue<Key> _keys = new();
    private readonly CancellationTokenSource _gone = new();
    private GuiHost? _host;
    private Frame? _shown;

    private NewtScreen(ITerminal terminal, NewtOptions options)
    {
        _terminal = terminal;
        _options = options;
        _writer = new FrameWriter(terminal.Capabilities);
        _context = new UiContext(terminal.Wake);
        _input = new InputReader(terminal, options.Time);
        EnterScreen();
        _host = new GuiHost(terminal.Size, Show);
        _root = new RootView(Looks);
        _host.Begin(_root);
    }

    /// <summary>Columns and rows now.</summary>
    public ScreenSize Size => _terminal.Size;

    /// <summary>The time that timers go by.</summary>
    public TimeProvider Time => _options.Time;

    /// <summary>Cancelled when the terminal hung up.</summary>
    public CancellationToken Gone => _gone.Token;

    /// <summary>Called for Ctrl-C, which is not a key of any window.</summary>
    public Action? Interrupted { get; set; }

    /// <summary>Shows the help of the top window when F1 is pressed.</summary>
    public Func<string, Task>? HelpCallback { get; set; }

    internal GuiHost Host => _host ?? throw new ObjectDisposedException(nameof(NewtScreen));

    internal Window? Top => _windows.Count > 0 ? _windows[^1] : null;

    /// <summary>What the terminal shows; for tests.</summary>
    internal Frame? Shown => _shown;

    internal Func<(Theme Theme, bool Color)> Looks => () => (_options.Theme, _terminal.Capabilities.Colors >= 8);

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
    public void DrawRootText(int column, int row, string text)
    {
        _root.Texts.RemoveAll(old => (old.Column, old.Row) == (column, row));
        _root.Texts.Add((column, row, text));
        _root.SetNeedsDraw();
    }

    /// <summary>Shows a line on the last row until the result is disposed, which shows the one before it again.</summary>
    public IDisposable PushHelpLine(string text)
    {
        var line = new HelpLine(this, text);
        _helpLines.Add(line);
        ShowHelpLine();
        return line;
    }

    /// <summary>Gives the terminal back.</summary>
    public void Dispose()
    {
        if (_host is null)
        {
            return;
        }

        _host.Dispose();
        _host = null;
        RestoreTerminal();
        _gone.Dispose();
    }

    /// <summary>Gives the terminal back without an orderly end, from any thread.</summary>
    public void RestoreTerminal()
    {
        LeaveScreen();
        _terminal.Leave();
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

        Host.Draw(everything: false);
        SyncCursor();
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
        }
    }

    private void Receive(Key key)
    {
        if (key.IsCtrl('c'))
        {
            Interrupted?.Invoke();
        }
        else if (key.IsCtrl('l'))
        {
            Repaint();
        }
        else if (_keys.Count < MaxTypeAhead)
        {
            _keys.Enqueue(key);
        }
    }

    /// <summary>Keys go to the top window while it runs; what its answer leads to happens before the next key.</summary>
    private void DeliverKeys()
    {
        if (IsTooSmall(_terminal.Size))
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
        _root.SetNeedsLayout();
        foreach (var window in _windows)
        {
            window.Arrange();
        }

        Repaint();
    }

    private void Repaint()
    {
        _shown = null;
        _writer.Forget();
        Host.Draw(everything: true);
    }

    private void Show(Frame frame)
    {
        if (IsTooSmall(_terminal.Size))
        {
            frame = SmallScreen.Notice(_terminal.Size, _options.MinimumSize);
        }

        PlaceCursor(frame);
        _terminal.Write(_writer.Encode(_shown, frame));
        _shown = frame;
    }

    /// <summary>A key may move the cursor and change no cell.</summary>
    private void SyncCursor()
    {
        if (_shown is not { } frame)
        {
            return;
        }

        var before = (frame.CursorColumn, frame.CursorRow, frame.CursorVisible);
        PlaceCursor(frame);
        if (before != (frame.CursorColumn, frame.CursorRow, frame.CursorVisible))
        {
            _terminal.Write(_writer.Encode(frame, frame));
        }
    }

    private void PlaceCursor(Frame frame)
    {
        var (column, row, visible) = Top?.CursorOnScreen() ?? (0, frame.Rows - 1, false);
        frame.CursorColumn = Math.Clamp(column, 0, frame.Columns - 1);
        frame.CursorRow = Math.Clamp(row, 0, frame.Rows - 1);
        frame.CursorVisible = visible;
    }

    private bool IsTooSmall(ScreenSize size) => size.Columns < _options.MinimumSize.Columns || size.Rows < _options.MinimumSize.Rows;

    private void EnterScreen() => _terminal.Write(System.Text.Encoding.ASCII.GetBytes(_terminal.Capabilities.EnterScreen));

    private void LeaveScreen()
    {
        var terminal = _terminal.Capabilities;
        var end = terminal.LeaveScreen.Length > 0 ? terminal.LeaveScreen : $"\e[{_terminal.Size.Rows};1H\r\n";
        _terminal.Write(System.Text.Encoding.ASCII.GetBytes($"\e[0m{(terminal.LeaveScreen.Length > 0 ? "" : "\e[H\e[J")}{terminal.ShowCursor}{end}"));
    }

    private void ShowHelpLine()
    {
        _root.HelpLine = _helpLines.Count > 0 ? _helpLines[^1].Text : "";
        _root.SetNeedsDraw();
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
