using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using static TuiSetup.Backends.DBus.Native.LibSystemd;

namespace TuiSetup.Backends.DBus.Native;

/// <summary>
/// All that a monitoring connection receives. When nobody reads, the latest messages are kept and the oldest dropped.
/// </summary>
internal sealed class MonitorFilter(BusThread thread) : IBusWork, ISignals
{
    private const int Kept = 100_000;

    private readonly Channel<DBusMessage> _messages
        = Channel.CreateBounded<DBusMessage>(new BoundedChannelOptions(Kept) { SingleWriter = true, FullMode = BoundedChannelFullMode.DropOldest });

    private readonly TaskCompletionSource _installed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GCHandle _self;
    private nint _slot;

    public Task Installed => _installed.Task;

    public IAsyncEnumerator<DBusMessage> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        => _messages.Reader.ReadAllAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await thread.StopAsync();
        _messages.Writer.TryComplete();
    }

    public unsafe void Start(nint bus)
    {
        if (bus == 0)
        {
            Lose();
            return;
        }

        _self = GCHandle.Alloc(this);
        thread.Open(this);
        var result = sd_bus_add_filter(bus, out _slot, &OnMessage, GCHandle.ToIntPtr(_self));
        if (result < 0)
        {
            _installed.TrySetException(Error(result, nameof(sd_bus_add_filter)));
        }
        else
        {
            _installed.TrySetResult();
        }
    }

    public void Lose()
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

        _installed.TrySetException(DBusException.Disconnected());
        _messages.Writer.TryComplete(DBusException.Disconnected());
    }

    /// <summary>A result of 0 would have the library answer calls that are not for us, and the bus throw us out.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe int OnMessage(nint message, nint userdata, nint unused)
    {
        var filter = (MonitorFilter)GCHandle.FromIntPtr(userdata).Target!;
        try
        {
            filter._messages.Writer.TryWrite(MessageReader.Read(message));
        }
        catch (Exception failed)
        {
            filter._messages.Writer.TryComplete(failed);
        }

        return 1;
    }
}
