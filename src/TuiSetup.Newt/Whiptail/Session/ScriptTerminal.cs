using System.Runtime.InteropServices;
using TuiSetup.Newt.Terminal;
using static TuiSetup.Newt.Terminal.NativeTerminal;

namespace TuiSetup.Newt.Whiptail.Session;

/// <summary>
/// The pseudo-terminal that a script has in place of the real one: what it writes can wait while a box is up, and what
/// it writes between boxes is known to stand on the screen.
/// </summary>
internal sealed unsafe class ScriptTerminal : IDisposable
{
    private const int MaxName = 128, MaxWaiting = 256 * 1024;

    private readonly int _master;
    private readonly Lock _readLock = new();
    private readonly MemoryStream _written = new();
    private readonly ManualResetEventSlim _hasRoom = new(true);
    private readonly int _wake = EventDescriptor(0, OpenCloseOnExec | NativeSession.NonBlocking);
    private volatile bool _closed;
    private int _slave;

    /// <param name="modes">The descriptor of the real terminal, whose modes it takes over.</param>
    /// <param name="size">Its size.</param>
    /// <exception cref="TerminalException">The system has no more pseudo-terminals.</exception>
    public ScriptTerminal(int modes, ScreenSize size)
    {
        _master = NativeSession.OpenMaster(NativeSession.ReadWrite | NativeSession.NoControllingTerminal | NativeSession.CloseOnExec);
        var name = stackalloc byte[MaxName];
        if (_master < 0 || NativeSession.Grant(_master) < 0 || NativeSession.Unlock(_master) < 0 || NativeSession.SlaveName(_master, name, MaxName) != 0)
        {
            throw new TerminalException(T($"There is no pseudo-terminal to be had: {Marshal.GetLastPInvokeErrorMessage()}"));
        }

        Name = Marshal.PtrToStringUTF8((nint)name)!;
        _slave = NativeTerminal.Open(Name, OpenReadWrite | OpenNoControllingTerminal | OpenCloseOnExec);
        _ = NativeSession.Control(_master, NativeSession.SetStatusFlags, NativeSession.NonBlocking);
        var found = stackalloc byte[TermiosSize];
        if (GetAttributes(modes, found) == 0)
        {
            _ = SetAttributes(_slave, ApplyNow, found);
        }

        Resize(size);
        Device = Terminals.DeviceOf(_slave);
    }

    /// <summary>Its path.</summary>
    public string Name { get; }

    /// <summary>Its number.</summary>
    public uint Device { get; }

    /// <summary>Tells of what the script writes, on a thread of its own, until the script's terminal is closed.</summary>
    public void Watch(Action written)
    {
        new Thread(() =>
        {
            while (WaitForWriting())
            {
                written();
            }
        })
        { IsBackground = true }.Start();
    }

    /// <summary>Whether what nobody has taken is whole lines.</summary>
    public bool EndsInLine
    {
        get
        {
            lock (_readLock)
            {
                return _written.Length == 0 || _written.GetBuffer()[_written.Length - 1] == (byte)'\n';
            }
        }
    }

    /// <summary>All that the script has written and nobody has taken.</summary>
    public byte[] Take()
    {
        lock (_readLock)
        {
            _ = ReadMore();
            var bytes = _written.ToArray();
            _written.SetLength(0);
            _hasRoom.Set();
            return bytes;
        }
    }

    /// <summary>What the user types while the script has the terminal.</summary>
    public void Type(ReadOnlySpan<byte> keys)
    {
        fixed (byte* start = keys)
        {
            // More than the line discipline keeps is lost, as on a real line.
            _ = NativeTerminal.Write(_master, start, keys.Length);
        }
    }

    /// <summary>Forgets what was typed and not read.</summary>
    public void DropTyped() => _ = NativeSession.Flush(_slave, NativeSession.InputQueue);

    public void Resize(ScreenSize size)
    {
        var cells = new WindowSize { Columns = (ushort)size.Columns, Rows = (ushort)size.Rows };
        _ = NativeTerminal.Control(_master, NativeSession.SetWindowSize, &cells);
    }

    /// <summary>
    /// Whether there is more, once the script has ended. What it started may go on and write at any time; without that,
    /// the end is known at once.
    /// </summary>
    /// <param name="milliseconds">How long to wait when something goes on.</param>
    public bool HasMore(int milliseconds)
    {
        if (_slave >= 0)
        {
            _ = Close(_slave);
            _slave = -1;
        }

        var waiting = new PollDescriptor { Descriptor = _master, Events = PollIn };
        return !_closed && Poll(&waiting, 1, milliseconds) > 0 && (waiting.Returned & PollIn) != 0;
    }

    private bool WaitForWriting()
    {
        _hasRoom.Wait();
        var waiting = stackalloc PollDescriptor[2];
        waiting[0] = new PollDescriptor { Descriptor = _master, Events = PollIn };
        waiting[1] = new PollDescriptor { Descriptor = _wake, Events = PollIn };
        return !_closed && (Poll(waiting, 2, -1) >= 0 || Marshal.GetLastPInvokeError() == Interrupted) && !_closed && ReadMore();
    }

    /// <summary>Hangs up: what still runs on it gets SIGHUP.</summary>
    public void Dispose()
    {
        if (!_closed)
        {
            _closed = true;
            _hasRoom.Set();
            ulong one = 1;
            _ = NativeTerminal.Write(_wake, (byte*)&one, sizeof(ulong));
            if (_slave >= 0)
            {
                _ = Close(_slave);
            }

            lock (_readLock)
            {
                _ = Close(_master);
            }
        }
    }

    /// <summary>False when the other side is closed.</summary>
    private bool ReadMore()
    {
        lock (_readLock)
        {
            Span<byte> buffer = stackalloc byte[4096];
            fixed (byte* start = buffer)
            {
                while (!_closed && _written.Length < MaxWaiting)
                {
                    var read = NativeTerminal.Read(_master, start, buffer.Length);
                    if (read <= 0)
                    {
                        return read < 0 && Marshal.GetLastPInvokeError() is TryAgain or Interrupted;
                    }

                    _written.Write(buffer[..(int)read]);
                }

                if (_written.Length >= MaxWaiting)
                {
                    _hasRoom.Reset();
                }

                return !_closed;
            }
        }
    }
}
