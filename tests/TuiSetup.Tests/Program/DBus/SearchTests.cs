using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Explore;
using TuiSetup.Backends.DBus.Native;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.DBus;

/// <summary>One search over all services of a machine with its own systemd.</summary>
[Collection(ApplianceFixture.Name)]
public sealed class SearchTests(ApplianceFixture fixture)
{
    private const string Idle = "org.freedesktop.locale1";

    private static readonly ExploreOptions Options = new() { Timeout = TimeSpan.FromSeconds(10), MaxObjects = 5000 };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_finds_names_paths_interfaces_members_and_values_and_starts_nothing()
    {
        await fixture.Machine.RunAsync("systemctl", "stop", "systemd-localed.service");
        await using var bus = await OpenAsync();
        var hits = await FindAllAsync(bus, "NetworkManager");

        Assert.Equal(["interface", "name", "object", "value"], hits.Select(hit => hit.Kind).Where(kind => kind is not ("method" or "property" or "signal")).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(hits, hit => hit is { Kind: "object", Service: "org.freedesktop.NetworkManager", Path: "/org/freedesktop/NetworkManager/Settings" });
        Assert.Contains(hits, hit => hit is { Kind: "value", Service: "org.freedesktop.systemd1", Path: "/org/freedesktop/systemd1/unit/NetworkManager_2eservice", Text: "org.freedesktop.systemd1.Unit.Id" });
        Assert.Contains(await FindAllAsync(bus, "CheckpointCreate"), hit => hit is { Kind: "method", Path: "/org/freedesktop/NetworkManager", Text: "org.freedesktop.NetworkManager.CheckpointCreate" });
        Assert.Contains(await FindAllAsync(bus, "JobRemoved"), hit => hit is { Kind: "signal", Service: "org.freedesktop.systemd1" });
        Assert.Null(await bus.OwnerAsync(Idle, Stop));
    }

    [Fact]
    public async Task It_ends_when_whoever_searched_has_enough()
    {
        await using var bus = await OpenAsync();
        var search = new ServiceSearch(bus, Options);
        await foreach (var hit in search.FindAsync("org", Stop))
        {
            Assert.Contains("org", hit.Text, StringComparison.OrdinalIgnoreCase);
            break;
        }

        // The connection is free for others at once.
        Assert.NotNull(await bus.OwnerAsync("org.freedesktop.systemd1", Stop));
    }

    private static async Task<List<SearchHit>> FindAllAsync(IBus bus, string text)
    {
        var hits = new List<SearchHit>();
        await foreach (var hit in new ServiceSearch(bus, Options).FindAsync(text, Stop))
        {
            hits.Add(hit);
        }

        return hits;
    }

    private Task<IBus> OpenAsync() => new SdBusConnector().OpenAsync(new BusAddress(fixture.Machine.Address), Stop);
}
