using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using static TuiSetup.Backends.DBus.Native.LibSystemd;

namespace TuiSetup.Backends.DBus.Native;

/// <summary>A match that the bus confirmed, and the signals that came by it.</summary>
internal sealed class SignalMatch(BusThread thread, string rule) : IBusWork, ISignals
{
    private readonly Channel<DBusMessage> _signals = Channel.CreateUnbounded<DBusMessage>(new() { SingleWriter = true });
    private readonly TaskCompletionSource _installed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GCHandle _self;
    private nint _slot;

    /// <summary>Done when the bus has confirmed the match.</summary>
    public Task Installed => _installed.Task;

    public IAsyncEnumerator<DBusMessage> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        => _signals.Reader.ReadAllAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

    public ValueTask DisposeAsync()
    {
        thread.Post(_ => Release());
        _signals.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    public unsafe void Start(nint bus)
    {
        if (bus == 0)
        {
            Fail(DBusException.Disconnected());
            return;
        }

        _self = GCHandle.Alloc(this);
        thread.Open(this);
        var result = sd_bus_add_match_async(bus, out _slot, rule, &OnSignal, &OnInstalled, GCHandle.ToIntPtr(_self));
        if (result < 0)
        {
            Release();
            Fail(Error(result, nameof(sd_bus_add_match_async)));
        }
    }

    public void Lose()
    {
        Drop();
        Fail(DBusException.Disconnected());
    }

    private void Fail(Exception reason)
    {
        _installed.TrySetException(reason);
        _signals.Writer.TryComplete(reason);
    }

    private void Release()
    {
        thread.Close(this);
        Drop();
    }

    private void Drop()
    {
        if (_slot != 0)
        {
            sd_bus_slot_unref(_slot);
            _slot = 0;
        }

        if (_self.IsAllocated)
        {
            _self.Free();
        }
    }

    /// <summary>A result of 0 would have the library close the connection when the bus refuses the match.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe int OnInstalled(nint message, nint userdata, nint unused)
    {
        var match = (SignalMatch)GCHandle.FromIntPtr(userdata).Target!;
        var error = sd_bus_message_get_error(message);
        if (error is null)
        {
            match._installed.TrySetResult();
        }
        else
        {
            match.Fail(new DBusException(Text(error->Name) ?? "", Text(error->Message) ?? ""));
        }

        return 1;
    }

    /// <summary>A result of 0 lets further matches see the signal. Nothing may be thrown into the library.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe int OnSignal(nint message, nint userdata, nint unused)
    {
        var match = (SignalMatch)GCHandle.FromIntPtr(userdata).Target!;
        try
        {
            match._signals.Writer.TryWrite(MessageReader.Read(message));
        }
        catch (Exception failed)
        {
            match._signals.Writer.TryComplete(failed);
        }

        return 0;
    }
}
