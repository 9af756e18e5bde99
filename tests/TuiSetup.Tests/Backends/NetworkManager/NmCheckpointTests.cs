using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Native;
using TuiSetup.Backends.NetworkManager;
using TuiSetup.Core.Problems;
using TuiSetup.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace TuiSetup.Tests.Backends.NetworkManager;

/// <summary>A checkpoint of a real NetworkManager: what was taken back is there when it says so.</summary>
[Collection(NetworkManagerFixture.Name)]
public sealed class NmCheckpointTests(NetworkManagerFixture fixture) : IAsyncLifetime
{
    private const string Before = "10.80.0.9/24";

    private IBus _bus = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await fixture.ResetAsync();
        await fixture.Lab.NmcliAsync("connection", "add", "type", "ethernet", "ifname", "eth0", "con-name", "uplink", "ipv4.method", "manual", "ipv4.addresses", Before, "ipv6.method", "disabled");
        await fixture.Lab.NmcliAsync("connection", "up", "uplink");
        _bus = await new SdBusConnector().OpenAsync(new BusAddress(fixture.Lab.Address), Stop);
    }

    public async ValueTask DisposeAsync() => await _bus.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_it_takes_back_is_on_the_device_also_where_the_daemon_was_a_moment_faster(bool daemonIsFaster)
    {
        await using var checkpoint = await CreateAsync(daemonIsFaster ? new FasterDaemon(_bus) : _bus, TimeProvider.System);
        await ChangeAsync();

        await checkpoint.RollBackAsync(Stop);
        await checkpoint.WaitUntilBackAsync(Stop);

        Assert.Equal(Before, await AddressesAsync());
    }

    [Fact]
    public async Task A_device_that_does_not_come_back_is_named_with_what_keeps_it()
    {
        var time = new FakeTimeProvider();
        await using var checkpoint = await CreateAsync(_bus, time);
        await ChangeAsync();
        await fixture.Lab.SetCableAsync("eth0", isIn: false);
        await checkpoint.RollBackAsync(Stop);

        var waiting = checkpoint.WaitUntilBackAsync(Stop).AsTask();
        time.Advance(NmSettling.Patience);

        var failed = await Assert.ThrowsAsync<BackendException>(() => waiting);
        Assert.StartsWith("NetworkManager has the settings back, but did not bring every device back in 30 seconds: eth0 is ", failed.Message);
    }

    private static async Task<NmCheckpoint> CreateAsync(IBus bus, TimeProvider time)
    {
        var client = new NmClient(bus);
        return await NmCheckpoint.CreateAsync(client, [(await client.DeviceAsync("eth0", Stop))!], time, Stop);
    }

    private async Task ChangeAsync()
    {
        await fixture.Lab.NmcliAsync("connection", "modify", "uplink", "ipv4.addresses", "10.80.0.5/24");
        await fixture.Lab.NmcliAsync("connection", "up", "uplink");
        Assert.Equal("10.80.0.5/24", await AddressesAsync());
    }

    private async Task<string> AddressesAsync()
        => (await fixture.Lab.HostAsync("ip", "-4", "-br", "address", "show", "eth0")).Split(' ', StringSplitOptions.RemoveEmptyEntries)[2].Trim();

    /// <summary>The daemon's time is over in the moment in which it is asked to take back.</summary>
    private sealed class FasterDaemon(IBus bus) : IBus
    {
        public string UniqueName => bus.UniqueName;

        public async Task<DBusMessage> CallAsync(DBusCall call, CancellationToken cancel)
        {
            if (call.Member == "CheckpointRollback")
            {
                await bus.CallAsync(call, cancel);
            }

            return await bus.CallAsync(call, cancel);
        }

        public Task<ISignals> ListenAsync(MatchRule rule, CancellationToken cancel) => bus.ListenAsync(rule, cancel);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
