using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using static TuiSetup.Backends.DBus.Native.LibSystemd;

namespace TuiSetup.Backends.DBus.Native;

/// <summary>
/// All that a monitoring connection receives. When nobody reads, the latest messages are kept and the oldest dropped.
/// </summary>
internal sealed class MonitorFilter : Subscription
{
    private const int Kept = 100_000;

    private readonly BusThread _thread;
    private readonly StrongBox<long> _dropped;
    private nint _bus;

    public MonitorFilter(BusThread thread)
        : this(thread, new StrongBox<long>())
    {
    }

    private MonitorFilter(BusThread thread, StrongBox<long> dropped)
        : base(thread, Channel.CreateBounded<DBusMessage>(
            new BoundedChannelOptions(Kept) { SingleWriter = true, FullMode = BoundedChannelFullMode.DropOldest }, _ => Interlocked.Increment(ref dropped.Value)))
        => (_thread, _dropped) = (thread, dropped);

    public override long Dropped => Interlocked.Read(ref _dropped.Value);

    /// <summary>The connection is there for it alone.</summary>
    public override async ValueTask DisposeAsync()
    {
        await _thread.StopAsync();
        Complete();
    }

    protected override unsafe int Install(nint bus, nint userdata, out nint slot)
    {
        _bus = bus;
        var result = sd_bus_add_filter(bus, out slot, &OnMessage, userdata);
        if (result >= 0)
        {
            Confirm();
        }

        return result;
    }

    protected override DBusMessage Read(nint message)
    {
        // Of a reply the library does not say whether a reply to it is expected: none is.
        var read = MessageReader.Read(message);
        var isCall = read.Type == DBusMessageType.MethodCall;
        return read with
        {
            Received = TimeProvider.System.GetUtcNow(),
            Flags = (byte)((isCall && sd_bus_message_get_expect_reply(message) > 0 ? 0 : 1)
                | (sd_bus_message_get_auto_start(message) > 0 ? 0 : 2)
                | (sd_bus_message_get_allow_interactive_authorization(message) > 0 ? 4 : 0)),
        };
    }

    /// <summary>Whether the bus says it to us: that we have got a name, and as a monitor have lost it.</summary>
    private bool IsOwn(nint message)
        => sd_bus_get_unique_name(_bus, out var name) >= 0 && sd_bus_message_get_destination(message) is var to && to != 0 && Text(to) == Text(name);

    /// <summary>A result of 0 would have the library answer calls that are not for us, and the bus throw us out.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe int OnMessage(nint message, nint userdata, nint unused)
    {
        var filter = (MonitorFilter)Of(userdata);
        if (!filter.IsOwn(message))
        {
            filter.Receive(message);
        }

        return 1;
    }
}
