using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Native;
using TuiSetup.TestKit;

namespace TuiSetup.Tests.Backends.DBus;

/// <summary>One real dbus-daemon with a service on it, for all tests that only talk.</summary>
public sealed class BusFixture : IAsyncLifetime
{
    public PrivateBus Daemon { get; private set; } = null!;

    internal IBus Bus { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Daemon = await PrivateBus.StartAsync();
        Bus = await OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Bus.DisposeAsync();
        await Daemon.DisposeAsync();
    }

    internal Task<IBus> OpenAsync() => new SdBusConnector().OpenAsync(new BusAddress(Daemon.Address), TestContext.Current.CancellationToken);

    internal static DBusCall Call(string member, params DBusValue[] arguments) => new(PrivateBus.Peer, PrivateBus.PeerPath, PrivateBus.Peer, member, [.. arguments]);
}
