using System.Runtime.InteropServices;
using TuiSetup.Newt.Terminal;
using static TuiSetup.Newt.Terminal.NativeTerminal;

namespace TuiSetup.Newt.Windows;

/// <summary>What to wait for on a file descriptor, see poll(2).</summary>
[Flags]
public enum Readiness
{
    /// <summary>There is something to read, or the other side ended.</summary>
    Read = 1,

    /// <summary>Out-of-band data, or a change on a sysfs attribute.</summary>
    Exception = 2,

    /// <summary>Writing does not wait.</summary>
    Write = 4,
}

/// <summary>Waits on a thread of its own for the first of some file descriptors to be ready.</summary>
internal sealed unsafe class DescriptorWatch : IDisposable
{
    private readonly PollDescriptor[] _polled;
    private readonly Action<int> _ready;
    private readonly int _stop;
    private readonly Thread _thread;

    public DescriptorWatch(IReadOnlyDictionary<int, Readiness> descriptors, Action<int> ready)
    {
        _ready = ready;
        _stop = EventDescriptor(0, OpenCloseOnExec);
        _polled =
        [
            .. descriptors.Select(watched => new PollDescriptor { Descriptor = watched.Key, Events = (short)watched.Value }),
            new PollDescriptor { Descriptor = _stop, Events = PollIn },
        ];
        _thread = new Thread(Wait) { IsBackground = true, Name = "descriptors" };
        _thread.Start();
    }

    public void Dispose()
    {
        ulong one = 1;
        NativeTerminal.Write(_stop, (byte*)&one, sizeof(ulong));
        _thread.Join();
        Close(_stop);
    }

    private void Wait()
    {
        fixed (PollDescriptor* polled = _polled)
        {
            while (Poll(polled, (nuint)_polled.Length, -1) < 0 && Marshal.GetLastPInvokeError() == Interrupted)
            {
            }
        }

        if (_polled[^1].Returned == 0 && Array.Find(_polled, one => one.Returned != 0) is { Returned: not 0 } first)
        {
            _ready(first.Descriptor);
        }
    }
}
