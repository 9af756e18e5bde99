using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using static TuiSetup.Backends.DBus.Native.LibSystemd;

namespace TuiSetup.Backends.DBus.Native;

/// <summary>
/// The one thread of a connection. sd-bus may be used by one thread at a time, so all that touches the connection is
/// posted here; between that, the thread waits for the socket, a timeout, or a wake-up.
/// </summary>
internal sealed class BusThread : IBusWorks
{
    private readonly ConcurrentQueue<Action<nint>> _work = new();
    private readonly HashSet<IBusWork> _open = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly int _wake;
    private nint _bus;
    private int _wakePending;
    private bool _stop, _over;

    /// <param name="bus">A started connection; it belongs to the thread from now on.</param>
    public BusThread(nint bus)
    {
        _bus = bus;
        _wake = LibC.eventfd(0, LibC.EventFlags);
        if (_wake < 0)
        {
            sd_bus_close_unref(bus);
            throw new DBusException("org.freedesktop.DBus.Error.LimitsExceeded", T($"No event descriptor: {Marshal.GetLastPInvokeErrorMessage()}."));
        }

        new Thread(Loop) { IsBackground = true, Name = "sd-bus" }.Start();
    }

    /// <summary>
    /// Runs an action on the thread. It is given the connection; 0 once that is lost, so that whoever waits can be told.
    /// </summary>
    public void Post(Action<nint> action)
    {
        lock (_gate)
        {
            if (!_over)
            {
                _work.Enqueue(action);
                Wake();
                return;
            }
        }

        action(0);
    }

    public void Open(IBusWork work) => _open.Add(work);

    public void Close(IBusWork work) => _open.Remove(work);

    /// <summary>Sends what was written, closes, and waits for the thread's end.</summary>
    public Task StopAsync()
    {
        Post(_ => _stop = true);
        return _ended.Task;
    }

    private unsafe void Wake()
    {
        if (Interlocked.Exchange(ref _wakePending, 1) == 0)
        {
            var one = 1UL;
            LibC.write(_wake, &one, sizeof(ulong));
        }
    }

    private void Loop()
    {
        try
        {
            while (!_stop)
            {
                Drain(_bus);
                if (!_stop && !Process() && _work.IsEmpty)
                {
                    Wait();
                }
            }
        }
        catch (DBusException)
        {
            // The other side is gone: sd-bus has failed every pending call and has told every match before it said so.
        }
        finally
        {
            End();
        }
    }

    /// <summary>Handles what is there. The result says whether there was anything.</summary>
    private bool Process()
    {
        var any = false;
        while (Check(sd_bus_process(_bus, 0)) > 0)
        {
            any = true;
            if (!_work.IsEmpty)
            {
                break;
            }
        }

        return any;
    }

    private unsafe void Wait()
    {
        var fds = stackalloc LibC.PollFd[2];
        fds[0] = new() { Fd = Check(sd_bus_get_fd(_bus)), Events = (short)Check(sd_bus_get_events(_bus)) };
        fds[1] = new() { Fd = _wake, Events = LibC.PollIn };
        LibC.poll(fds, 2, Milliseconds());
        if (fds[1].Returned != 0)
        {
            ulong count;
            LibC.read(_wake, &count, sizeof(ulong));
            Interlocked.Exchange(ref _wakePending, 0);
        }
    }

    /// <summary>Until the next timeout, which sd-bus gives as a time of CLOCK_MONOTONIC; -1 for none.</summary>
    private int Milliseconds()
    {
        Check(sd_bus_get_timeout(_bus, out var until));
        if (until == ulong.MaxValue)
        {
            return -1;
        }

        // The system's own timestamps are of that clock.
        var now = (ulong)(TimeProvider.System.GetTimestamp() / (TimeProvider.System.TimestampFrequency / 1_000_000));
        return until <= now ? 0 : (int)Math.Min((until - now + 999) / 1000, int.MaxValue);
    }

    private void Drain(nint bus)
    {
        while (!_stop && _work.TryDequeue(out var action))
        {
            action(bus);
        }
    }

    private void End()
    {
        var bus = _bus;
        lock (_gate)
        {
            (_over, _bus, _stop) = (true, 0, false);
        }

        foreach (var work in _open)
        {
            work.Lose();
        }

        Drain(0);
        sd_bus_flush_close_unref(bus);
        LibC.close(_wake);
        _ended.SetResult();
    }
}

/// <summary>All that waits on a connection. It is touched where the connection is, and nowhere else.</summary>
internal interface IBusWorks
{
    /// <summary>From now on the work is told when the connection is lost.</summary>
    void Open(IBusWork work);

    void Close(IBusWork work);
}

/// <summary>What waits for something on a connection.</summary>
internal interface IBusWork
{
    /// <summary>The connection is lost. It lets go of what it has there, and tells whoever waits.</summary>
    void Lose();
}
