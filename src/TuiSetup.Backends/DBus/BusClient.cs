using TuiSetup.Backends.DBus.Native;

namespace TuiSetup.Backends.DBus;

/// <summary>A connection for commands that call one method after the other and end: without a thread of its own.</summary>
public sealed class BusClient : IDisposable
{
    private readonly InlineBus _bus;

    private BusClient(InlineBus bus) => _bus = bus;

    /// <exception cref="DBusException">It cannot be reached.</exception>
    public static BusClient Open(BusPlace place, BackendContext context) => new(SdBusConnector.OpenInline(place.AddressIn(context)));

    /// <summary>Calls a method, and waits for its reply.</summary>
    /// <exception cref="DBusException">It was refused; its name is the error name.</exception>
    public DBusMessage Call(DBusCall call, CancellationToken cancel) => _bus.Call(call, cancel);

    public void Dispose() => _bus.Dispose();
}
