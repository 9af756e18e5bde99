using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using static TuiSetup.Backends.DBus.Native.LibSystemd;

namespace TuiSetup.Backends.DBus.Native;

/// <summary>A match that the bus confirmed, and the signals that came by it.</summary>
internal sealed class SignalMatch(BusThread thread, string rule)
    : Subscription(thread, Channel.CreateUnbounded<DBusMessage>(new() { SingleWriter = true }))
{
    private readonly BusThread _thread = thread;

    public override ValueTask DisposeAsync()
    {
        _thread.Post(_ => Release());
        Complete();
        return ValueTask.CompletedTask;
    }

    protected override unsafe int Install(nint bus, nint userdata, out nint slot)
        => sd_bus_add_match_async(bus, out slot, rule, &OnSignal, &OnInstalled, userdata);

    protected override DBusMessage Read(nint message) => base.Read(message) with { Received = TimeProvider.System.GetUtcNow() };

    /// <summary>A result of 0 would have the library close the connection when the bus refuses the match.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe int OnInstalled(nint message, nint userdata, nint unused)
    {
        var match = (SignalMatch)Of(userdata);
        var error = sd_bus_message_get_error(message);
        if (error is null)
        {
            match.Confirm();
        }
        else
        {
            match.Fail(new DBusException(Text(error->Name) ?? "", Text(error->Message) ?? ""));
        }

        return 1;
    }

    /// <summary>A result of 0 lets further matches see the signal.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe int OnSignal(nint message, nint userdata, nint unused)
    {
        ((SignalMatch)Of(userdata)).Receive(message);
        return 0;
    }
}
