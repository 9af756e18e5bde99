using TuiSetup.Newt.Terminal;

namespace TuiSetup.Newt.Whiptail.Session;

/// <summary>
/// The real terminal, shared between the windows and the script. Windows draw on it while they have it; what is typed
/// while no box is up is the script's.
/// </summary>
internal sealed class SessionTerminal(ITerminal terminal, ScriptTerminal script, TimeProvider time) : ITerminal
{
    private const byte Interrupt = 3, Suspend = 26, Quit = 28;

    /// <summary>What is typed at windows that were answered is meant for the next box, if that comes soon enough.</summary>
    private static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(200);

    private readonly byte[] _typed = new byte[NewtScreen.MaxTypeAhead];
    private readonly List<byte> _held = [];
    private BoxState _state;
    private long _heldSince;
    private bool _begun;

    /// <summary>Called when something was typed at a box.</summary>
    public Action? Typed { get; set; }

    public BoxState State
    {
        get => _state;
        set
        {
            _state = value;
            if (value == BoxState.Box)
            {
                _held.Clear();
            }
        }
    }

    /// <summary>Whether the windows have it.</summary>
    public bool ShowsWindows { get; private set; }

    public TerminalCapabilities Capabilities => terminal.Capabilities;

    public ScreenSize Size => terminal.Size;

    /// <summary>From now on the windows can have it.</summary>
    public void Begin() => _begun = true;

    /// <summary>It stays raw between: the script's own terminal has the modes that the script sets.</summary>
    public void Enter() => ShowsWindows = _begun;

    public void Leave()
    {
        ShowsWindows = false;
        Release();
    }

    /// <summary>A box of a script does not stop it.</summary>
    public void StopJob()
    {
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (ShowsWindows)
        {
            terminal.Write(bytes);
        }
    }

    /// <summary>Writes what the script wrote.</summary>
    public void PassOn(ReadOnlySpan<byte> bytes) => terminal.Write(bytes);

    public int Read(Span<byte> buffer)
    {
        if (State == BoxState.Box)
        {
            return ReadForBox(buffer);
        }

        var count = terminal.Read(_typed);
        if (count <= 0)
        {
            return count;
        }

        _heldSince = _held.Count == 0 ? time.GetTimestamp() : _heldSince;
        _held.AddRange(_typed.AsSpan(0, count));
        if (!ShowsWindows || _typed.AsSpan(0, count).IndexOfAny(Interrupt, Suspend, Quit) >= 0)
        {
            Release();
        }

        return 0;
    }

    public TerminalEvents Wait(TimeSpan? timeout)
    {
        var events = terminal.Wait(_held.Count > 0 && (timeout is null || Left < timeout) ? Left : timeout);
        if (events.HasFlag(TerminalEvents.Resized))
        {
            script.Resize(terminal.Size);
        }

        if (Left == TimeSpan.Zero)
        {
            Release();
        }

        return events;
    }

    public void Wake() => terminal.Wake();

    public void Dispose() => terminal.Dispose();

    private TimeSpan Left => Hold - time.GetElapsedTime(_heldSince) is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    private int ReadForBox(Span<byte> buffer)
    {
        var count = terminal.Read(buffer);
        if (count > 0)
        {
            Typed?.Invoke();
        }

        return count;
    }

    private void Release()
    {
        if (_held.Count > 0)
        {
            script.Type([.. _held]);
            _held.Clear();
        }
    }
}
