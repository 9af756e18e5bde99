using TuiSetup.Core.Problems;
using static TuiSetup.Backends.DBus.Native.LibSystemd;

namespace TuiSetup.Backends.DBus.Native;

/// <summary>
/// A connection without a thread of its own: a call is waited for where it is made. A command that calls one method and
/// ends needs no more, and no thread has to be woken for it.
/// </summary>
internal sealed class InlineBus(nint bus, BusAddress address) : IBusWorks, IDisposable
{
    /// <summary>How long a wish to stop may go unnoticed.</summary>
    private const ulong SliceMicroseconds = 100_000;

    private bool _isLost, _hasAnswered;

    public DBusMessage Call(DBusCall call, CancellationToken cancel)
    {
        var pending = new PendingCall(this, call);
        pending.Start(_isLost ? 0 : bus);
        while (!pending.Reply.IsCompleted)
        {
            if (cancel.IsCancellationRequested)
            {
                pending.Cancel(cancel);
            }
            else
            {
                Pump(pending);
            }
        }

        return Answer(pending);
    }

    public void Open(IBusWork work)
    {
    }

    public void Close(IBusWork work)
    {
    }

    public void Dispose() => sd_bus_flush_close_unref(bus);

    private void Pump(PendingCall pending)
    {
        var handled = sd_bus_process(bus, 0);
        if (handled == 0)
        {
            handled = sd_bus_wait(bus, SliceMicroseconds);
        }

        if (handled < 0)
        {
            _isLost = true;
            pending.Lose();
        }
    }

    /// <summary>Before anything was answered, a failure is one of reaching the bus.</summary>
    private DBusMessage Answer(PendingCall pending)
    {
        try
        {
            var reply = pending.Reply.GetAwaiter().GetResult();
            _hasAnswered = true;
            return reply;
        }
        catch (DBusException failed) when (!_hasAnswered && _isLost && failed.Failure == BackendFailure.Unreachable)
        {
            throw SdBusConnector.Refused(address, failed);
        }
    }
}
