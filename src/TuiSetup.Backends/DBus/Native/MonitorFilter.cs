using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using static TuiSetup.Backends.DBus.Native.LibSystemd;

namespace TuiSetup.Backends.DBus.Native;

/// <summary>
/// All that a monitoring connection receives. When nobody reads, the latest messages are kept and the oldest dropped.
/// </summary>
internal sealed class MonitorFilter(BusThread thread)
    : Subscription(thread, Channel.CreateBounded<DBusMessage>(new BoundedChannelOptions(Kept) { SingleWriter = true, FullMode = BoundedChannelFullMode.DropOldest }))
{
    private const int Kept = 100_000;

    private readonly BusThread _thread = thread;

    /// <summary>The connection is there for it alone.</summary>
    public override async ValueTask DisposeAsync()
    {
        await _thread.StopAsync();
        Complete();
    }

    protected override unsafe int Install(nint bus, nint userdata, out nint slot)
    {
        var result = sd_bus_add_filter(bus, out slot, &OnMessage, userdata);
        if (result >= 0)
        {
            Confirm();
        }

        return result;
    }

    /// <summary>A result of 0 would have the library answer calls that are not for us, and the bus throw us out.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe int OnMessage(nint message, nint userdata, nint unused)
    {
        ((MonitorFilter)Of(userdata)).Receive(message);
        return 1;
    }
}
