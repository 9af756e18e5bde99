using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Native;
using TuiSetup.TestKit;
using static TuiSetup.Backends.DBus.DBusValue;

namespace TuiSetup.Tests.Backends.DBus;

/// <summary>What becomes of calls and signals when the other side goes.</summary>
public sealed class LostBusTests : IAsyncLifetime
{
    private PrivateBus _daemon = null!;
    private IBus _bus = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _daemon = await PrivateBus.StartAsync();
        _bus = await new SdBusConnector().OpenAsync(new BusAddress(_daemon.Address), Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _bus.DisposeAsync();
        await _daemon.DisposeAsync();
    }

    [Fact]
    public async Task A_service_that_leaves_in_the_middle_of_a_call_fails_it_and_can_be_called_when_it_is_back()
    {
        var error = await Assert.ThrowsAsync<DBusException>(() => _bus.CallAsync(BusFixture.Call("Leave"), Stop));
        Assert.True(error.IsTimeout);

        await _daemon.StartPeerAsync();
        Assert.Equal(1, (await _bus.CallAsync(BusFixture.Call("Echo", Of(1)), Stop)).Value.AsNumber);
    }

    [Fact]
    public async Task A_bus_that_dies_fails_what_waits_ends_signals_and_refuses_what_comes_later()
    {
        var signals = await _bus.ListenAsync(MatchRule.Signal(PrivateBus.Peer, PrivateBus.PeerPath, PrivateBus.Peer), Stop);
        var waiting = _bus.CallAsync(BusFixture.Call("Silence"), Stop);
        await _daemon.KillDaemonAsync();

        Assert.True((await Assert.ThrowsAsync<DBusException>(() => waiting)).IsDisconnected);
        Assert.True((await Assert.ThrowsAsync<DBusException>(async () => await signals.FirstAsync(Stop))).IsDisconnected);
        Assert.True((await Assert.ThrowsAsync<DBusException>(() => _bus.CallAsync(BusFixture.Call("Echo"), Stop))).IsDisconnected);
        Assert.True((await Assert.ThrowsAsync<DBusException>(() => _bus.ListenAsync(new MatchRule(), Stop))).IsDisconnected);
    }

    [Fact]
    public async Task A_connection_that_is_closed_fails_what_waits_for_it()
    {
        var waiting = _bus.CallAsync(BusFixture.Call("Silence"), Stop);
        await _bus.DisposeAsync();

        Assert.True((await Assert.ThrowsAsync<DBusException>(() => waiting)).IsDisconnected);
    }
}
