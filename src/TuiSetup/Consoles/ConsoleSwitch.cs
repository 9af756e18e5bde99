using TuiSetup.Newt.Terminal;

namespace TuiSetup.Consoles;

/// <summary>
/// Who of many viewers has the one screen. The first one to press a key has it; the others are told who. It is free
/// again when its owner goes away or lets it go, and what runs on it goes on meanwhile. Safe from any thread.
/// </summary>
internal sealed class ConsoleSwitch
{
    /// <summary>Ctrl-], as of telnet(1) and machinectl(1): lets the screen go.</summary>
    public const byte LetGo = 0x1d;

    /// <summary>Ctrl-T: takes it from someone else.</summary>
    public const byte TakeOver = 0x14;

    private readonly object _lock = new();
    private readonly List<IViewer> _viewers = [];
    private readonly Queue<byte> _typed = new();
    private TerminalEvents _events;
    private IViewer? _owner;
    private ScreenSize _size = new(80, 24);
    private bool _begun, _over, _woken;

    /// <summary>Columns and rows of whoever has the screen, or had it last.</summary>
    public ScreenSize Size
    {
        get
        {
            lock (_lock)
            {
                return _size = _owner?.Size ?? _size;
            }
        }
    }

    public void Add(IViewer viewer)
    {
        lock (_lock)
        {
            _viewers.Add(viewer);
            viewer.Show(NoticeFor(viewer));
        }
    }

    /// <summary>A viewer is gone. If the screen was its, it is free.</summary>
    public void Remove(IViewer viewer)
    {
        lock (_lock)
        {
            _viewers.Remove(viewer);
            if (_owner == viewer)
            {
                Give(null);
            }
        }
    }

    /// <summary>Gives a viewer the screen, whoever has it.</summary>
    public void Take(IViewer viewer)
    {
        lock (_lock)
        {
            Give(viewer);
        }
    }

    /// <summary>What a viewer typed. A key that takes the screen is not typed on it.</summary>
    public void Typed(IViewer viewer, ReadOnlySpan<byte> keys)
    {
        lock (_lock)
        {
            if (_over)
            {
                return;
            }

            if (_owner is null || (_owner != viewer && keys.Contains(TakeOver)))
            {
                Give(viewer);
            }
            else if (_owner == viewer && keys.Contains(LetGo))
            {
                Give(null);
            }
            else if (_owner == viewer)
            {
                foreach (var key in keys)
                {
                    _typed.Enqueue(key);
                }

                Raise(TerminalEvents.Input);
            }
        }
    }

    /// <summary>A viewer's terminal has another size, or has lost what it showed.</summary>
    public void Repaint(IViewer viewer)
    {
        lock (_lock)
        {
            if (_owner == viewer)
            {
                Raise(TerminalEvents.Resized);
            }
            else if (!_over)
            {
                viewer.Show(NoticeFor(viewer));
            }
        }
    }

    /// <summary>Waits until someone has the screen for the first time. <exception cref="OperationCanceledException">It was cancelled before.</exception></summary>
    public IViewer WaitForFirst(CancellationToken cancel)
    {
        using var woken = cancel.Register(Wake);
        lock (_lock)
        {
            while (_owner is null)
            {
                cancel.ThrowIfCancellationRequested();
                Monitor.Wait(_lock);
            }

            return _owner;
        }
    }

    /// <summary>Shows bytes to whoever has the screen.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            _owner?.Show(bytes);
        }
    }

    /// <summary>Keys of whoever has the screen, without waiting.</summary>
    public int Read(Span<byte> buffer)
    {
        lock (_lock)
        {
            var count = Math.Min(buffer.Length, _typed.Count);
            for (var index = 0; index < count; index++)
            {
                buffer[index] = _typed.Dequeue();
            }

            return count;
        }
    }

    /// <summary>Waits for keys, a new size or owner, a <see cref="Wake"/>, or the end of the time.</summary>
    public TerminalEvents Wait(TimeSpan? timeout)
    {
        lock (_lock)
        {
            if (_events == TerminalEvents.None && _typed.Count == 0 && !_woken)
            {
                _ = timeout is { } limit ? Monitor.Wait(_lock, limit) : Monitor.Wait(_lock);
            }

            var events = _events | (_typed.Count > 0 ? TerminalEvents.Input : TerminalEvents.None);
            (_events, _woken) = (TerminalEvents.None, false);
            return events;
        }
    }

    public void Wake()
    {
        lock (_lock)
        {
            _woken = true;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Shows everyone a last word; nobody can take the screen any more.</summary>
    public void End(string lastWord)
    {
        lock (_lock)
        {
            _over = true;
            _owner = null;
            _viewers.ForEach(viewer => viewer.Show(Notice.Last(lastWord, viewer.Capabilities)));
        }
    }

    private void Give(IViewer? viewer)
    {
        if (_over)
        {
            return;
        }

        _begun |= viewer is not null;
        _size = (viewer ?? _owner)?.Size ?? _size;
        _owner = viewer;
        _typed.Clear();
        viewer?.Show(Notice.Clear(viewer));
        foreach (var other in _viewers.Where(other => other != viewer))
        {
            other.Show(NoticeFor(other));
        }

        Raise(TerminalEvents.Resized);
    }

    private byte[] NoticeFor(IViewer viewer)
        => _owner is { } owner ? Notice.Taken(owner.Name, viewer) : _begun ? Notice.Free(viewer) : Notice.Waiting(viewer);

    private void Raise(TerminalEvents events)
    {
        _events |= events;
        Monitor.PulseAll(_lock);
    }
}
