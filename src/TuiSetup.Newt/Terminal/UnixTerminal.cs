using System.Globalization;
using System.Runtime.InteropServices;
using static TuiSetup.Newt.Terminal.NativeTerminal;

namespace TuiSetup.Newt.Terminal;

/// <summary>A terminal of the system; the process's own is standard input and output where they are one, else /dev/tty.</summary>
public sealed unsafe class UnixTerminal : ITerminal
{
    private const uint FlowControl = 0x400;
    private static readonly string[] SerialLines = ["/dev/ttyS", "/dev/ttyAMA", "/dev/ttyUSB", "/dev/hvc"];
    private readonly int _output, _input, _opened, _wake;
    private readonly byte[] _found = new byte[TermiosSize];
    private readonly PosixSignalRegistration _resize, _continue;
    private readonly Lock _modeLock = new();
    private bool _entered, _gone;
    private volatile bool _resized;

    private UnixTerminal(int output, int input, int opened, TerminalCapabilities capabilities)
    {
        _output = output;
        _input = input;
        _opened = opened;
        Capabilities = capabilities;
        _wake = EventDescriptor(0, OpenCloseOnExec | OpenWithoutWaiting);
        _resize = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ =>
        {
            _resized = true;
            Wake();
        });
        _continue = PosixSignalRegistration.Create(PosixSignal.SIGCONT, context =>
        {
            // The runtime would set the modes of its own console again.
            context.Cancel = true;
            TakeOverAgain();
        });
    }

    public TerminalCapabilities Capabilities { get; }

    /// <summary>What is waited for on the input; a hang-up always is.</summary>
    private short KeyEvents { get; init; }

    /// <summary>Where keys come from.</summary>
    internal int InputDescriptor => _input;

    public ScreenSize Size
    {
        get
        {
            WindowSize size = default;
            if (Control(_output, GetWindowSize, &size) == 0 && size is { Rows: > 0, Columns: > 0 })
            {
                return new ScreenSize(size.Columns, size.Rows);
            }

            return new ScreenSize(FromEnvironment("COLUMNS", 80), FromEnvironment("LINES", 24));
        }
    }

    /// <summary>Opens the terminal. <exception cref="TerminalException">There is none, or it cannot show windows.</exception></summary>
    public static UnixTerminal Open() => Open(takesKeys: true);

    /// <summary>
    /// Opens a terminal that need not be this process's own, and does not become it: a console, a serial line.
    /// <exception cref="TerminalException">It cannot be opened, or cannot show windows.</exception>
    /// </summary>
    /// <param name="device">Its path, such as <c>/dev/ttyS0</c>.</param>
    /// <param name="variable">TERM, LANG and their like, as they are for this terminal.</param>
    public static UnixTerminal Open(string device, Func<string, string?> variable)
    {
        var capabilities = CapabilityReader.Read(variable);
        // A serial line without a carrier would keep whoever opens it.
        var opened = NativeTerminal.Open(device, OpenReadWrite | OpenNoControllingTerminal | OpenCloseOnExec | OpenWithoutWaiting);
        return opened < 0
            ? throw new TerminalException(T($"{device} cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}."))
            : new UnixTerminal(opened, opened, opened, capabilities) { KeyEvents = PollIn };
    }

    /// <summary>The same; without keys, what is typed stays for whoever reads it.</summary>
    internal static UnixTerminal Open(bool takesKeys)
    {
        var capabilities = CapabilityReader.Read(Environment.GetEnvironmentVariable);
        var opened = -1;
        var output = IsTerminal(1) == 1 ? 1 : opened = OpenControllingTerminal();
        if (output < 0)
        {
            output = IsTerminal(2) == 1 ? 2 : throw new TerminalException(
                T("There is no terminal to draw on. Run it on a console."))
            {
                IsMissing = true,
            };
        }

        var input = IsTerminal(0) == 1 ? 0 : opened >= 0 ? opened : opened = OpenControllingTerminal();
        return new UnixTerminal(output, input < 0 ? output : input, opened, capabilities) { KeyEvents = takesKeys ? PollIn : (short)0 };
    }

    public void Enter()
    {
        lock (_modeLock)
        {
            fixed (byte* found = _found)
            {
                if (!_entered && GetAttributes(_input, found) == 0)
                {
                    SetRaw(found);
                    _entered = true;
                }
            }
        }
    }

    /// <summary>What was found, made raw. Called with the lock held.</summary>
    private void SetRaw(byte* found)
    {
        var raw = stackalloc byte[TermiosSize];
        new ReadOnlySpan<byte>(found, TermiosSize).CopyTo(new Span<byte>(raw, TermiosSize));
        MakeRaw(raw);
        if (IsSerialLine())
        {
            *(uint*)raw |= *(uint*)found & FlowControl;
        }

        SetAttributes(_input, ApplyNow, raw);
    }

    public void Leave()
    {
        lock (_modeLock)
        {
            if (!_entered)
            {
                return;
            }

            _entered = false;
            fixed (byte* found = _found)
            {
                SetAttributes(_input, ApplyNow, found);
            }
        }
    }

    public void StopJob() => Kill(ThisProcessGroup, StopByTerminal);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            for (nint done = 0; done < bytes.Length;)
            {
                var written = NativeTerminal.Write(_output, start + done, bytes.Length - done);
                if (written > 0)
                {
                    done += written;
                }
                else if (Marshal.GetLastPInvokeError() == TryAgain)
                {
                    var room = new PollDescriptor { Descriptor = _output, Events = 4 };
                    Poll(&room, 1, 1000);
                }
                else if (Marshal.GetLastPInvokeError() != Interrupted)
                {
                    return;
                }
            }
        }
    }

    public int Read(Span<byte> buffer)
    {
        var waiting = new PollDescriptor { Descriptor = _gone ? -1 : _input, Events = KeyEvents };
        if (Poll(&waiting, 1, 0) <= 0)
        {
            return 0;
        }

        fixed (byte* start = buffer)
        {
            var read = NativeTerminal.Read(_input, start, buffer.Length);
            if (read > 0)
            {
                return (int)read;
            }

            _gone = read == 0 || Marshal.GetLastPInvokeError() is not (Interrupted or TryAgain);
            return _gone ? -1 : 0;
        }
    }

    public TerminalEvents Wait(TimeSpan? timeout)
    {
        var descriptors = stackalloc PollDescriptor[2];
        descriptors[0] = new PollDescriptor { Descriptor = _gone ? -1 : _input, Events = KeyEvents };
        descriptors[1] = new PollDescriptor { Descriptor = _wake, Events = PollIn };
        var milliseconds = timeout is { } limit ? (int)Math.Clamp(Math.Ceiling(limit.TotalMilliseconds), 0, int.MaxValue) : -1;
        Poll(descriptors, 2, milliseconds);

        var events = TerminalEvents.None;
        if ((descriptors[1].Returned & PollIn) != 0)
        {
            ulong count;
            NativeTerminal.Read(_wake, (byte*)&count, sizeof(ulong));
        }

        if ((descriptors[0].Returned & PollIn) != 0)
        {
            events |= TerminalEvents.Input;
        }
        else if ((descriptors[0].Returned & (PollError | PollHangUp)) != 0)
        {
            _gone = true;
            events |= TerminalEvents.Gone;
        }

        if (_resized)
        {
            _resized = false;
            events |= TerminalEvents.Resized;
        }

        return events;
    }

    public void Wake()
    {
        ulong one = 1;
        NativeTerminal.Write(_wake, (byte*)&one, sizeof(ulong));
    }

    public void Dispose()
    {
        Leave();
        _resize.Dispose();
        _continue.Dispose();
        Close(_wake);
        if (_opened >= 0)
        {
            Close(_opened);
        }
    }

    /// <summary>After a stop the shell has set the modes that it likes.</summary>
    private void TakeOverAgain()
    {
        lock (_modeLock)
        {
            if (_entered)
            {
                fixed (byte* found = _found)
                {
                    SetRaw(found);
                }
            }
        }

        _resized = true;
        Wake();
    }

    /// <summary>A slow line keeps XON/XOFF if it had it: without, it loses bytes.</summary>
    private bool IsSerialLine()
    {
        var name = stackalloc byte[64];
        var length = ReadLink($"/proc/self/fd/{_input}", name, 64);
        var line = System.Text.Encoding.UTF8.GetString(name, (int)Math.Max(0, length));
        return SerialLines.Any(prefix => line.StartsWith(prefix, StringComparison.Ordinal));
    }

    private static int OpenControllingTerminal() => NativeTerminal.Open("/dev/tty", OpenReadWrite | OpenNoControllingTerminal | OpenCloseOnExec);

    private static int FromEnvironment(string name, int otherwise)
        => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is > 0 and < 10_000
            ? value
            : otherwise;
}
