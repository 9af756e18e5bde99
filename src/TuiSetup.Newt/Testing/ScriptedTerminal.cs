using System.Collections.Concurrent;
using System.Text;
using TuiSetup.Newt.Terminal;

namespace TuiSetup.Newt.Testing;

/// <summary>A terminal in memory: keys are typed into it by a script, and it knows when its screen sleeps.</summary>
public sealed class ScriptedTerminal(int columns, int rows, TerminalCapabilities capabilities) : ITerminal
{
    private readonly ConcurrentQueue<byte> _typed = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly StringBuilder _written = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource _asleep = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ScreenSize _size = new(columns, rows);
    private bool _resized, _gone;

    /// <summary>What an xterm in a UTF-8 locale can do.</summary>
    public static TerminalCapabilities Xterm { get; } = new()
    {
        Name = "xterm-256color",
        Colors = 256,
        Utf8 = true,
        Lines = LineDrawing.Unicode,
        BackColorErase = true,
        LastCellIsSafe = true,
        Controls = TerminalControls.Backspace | TerminalControls.NextRow | TerminalControls.Forward | TerminalControls.Back | TerminalControls.Up
            | TerminalControls.Down | TerminalControls.ColumnAddress | TerminalControls.RowAddress | TerminalControls.EraseRow
            | TerminalControls.EraseCells | TerminalControls.MoveInAlternateCharset,
        EnterScreen = "\e[?1049h",
        LeaveScreen = "\e[?1049l",
        HideCursor = "\e[?25l",
        ShowCursor = "\e[?25h",
    };

    public TerminalCapabilities Capabilities { get; } = capabilities;

    public ScreenSize Size
    {
        get
        {
            lock (_lock)
            {
                return _size;
            }
        }
    }

    /// <summary>Whether the device is taken over.</summary>
    public bool IsEntered { get; private set; }

    /// <summary>Every byte that was written, as text.</summary>
    public string Written
    {
        get
        {
            lock (_lock)
            {
                return _written.ToString();
            }
        }
    }

    public void Enter() => IsEntered = true;

    public void Leave() => IsEntered = false;

    /// <summary>What is done while the job is stopped.</summary>
    public Action? Stopped { get; set; }

    public void StopJob() => Stopped?.Invoke();

    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            _written.Append(Encoding.UTF8.GetString(bytes));
        }
    }

    public int Read(Span<byte> buffer)
    {
        var count = 0;
        while (count < buffer.Length && _typed.TryDequeue(out var value))
        {
            buffer[count++] = value;
        }

        return count == 0 && _gone ? -1 : count;
    }

    public TerminalEvents Wait(TimeSpan? timeout)
    {
        bool isIdle;
        lock (_lock)
        {
            isIdle = _typed.IsEmpty && !_resized;
            if (isIdle && _wake.CurrentCount == 0)
            {
                _asleep.TrySetResult();
            }
        }

        _wake.Wait(isIdle ? timeout ?? Timeout.InfiniteTimeSpan : TimeSpan.Zero);
        while (_wake.Wait(0))
        {
        }

        lock (_lock)
        {
            var events = (_typed.IsEmpty ? 0 : TerminalEvents.Input) | (_resized ? TerminalEvents.Resized : 0) | (_gone ? TerminalEvents.Gone : 0);
            _resized = false;
            return events;
        }
    }

    public void Wake() => _wake.Release();

    /// <summary>Types bytes, and completes when the screen has dealt with them and sleeps again.</summary>
    public Task TypeAsync(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            foreach (var value in bytes)
            {
                _typed.Enqueue(value);
            }

            return WakeAndWait();
        }
    }

    /// <summary>Changes the size, and completes when the screen has dealt with it.</summary>
    public Task ResizeAsync(int columns, int rows)
    {
        lock (_lock)
        {
            _size = new ScreenSize(columns, rows);
            _resized = true;
            return WakeAndWait();
        }
    }

    /// <summary>Hangs up.</summary>
    public void HangUp()
    {
        _gone = true;
        Wake();
    }

    /// <summary>Completes when the screen sleeps.</summary>
    public Task SleepsAsync()
    {
        lock (_lock)
        {
            return _asleep.Task;
        }
    }

    public void Dispose() => _wake.Dispose();

    private Task WakeAndWait()
    {
        _asleep = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _wake.Release();
        return _asleep.Task;
    }
}
