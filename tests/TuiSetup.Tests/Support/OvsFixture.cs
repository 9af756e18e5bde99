using TuiSetup.TestKit;

namespace TuiSetup.Tests.Support;

/// <summary>One real Open vSwitch for all tests that need one; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class OvsFixture : IAsyncLifetime, ICollectionFixture<OvsFixture>
{
    public const string Name = "Open vSwitch";

    public OvsLab Lab { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Lab = await OvsLab.StartAsync(3);
        await HearAsync();
    }

    public ValueTask DisposeAsync() => Lab.DisposeAsync();

    /// <summary>The lab as it was made: no mirrors, no VLANs, all addresses learned.</summary>
    public async Task ResetAsync()
    {
        await Lab.VsctlAsync("clear", "bridge", "br0", "mirrors", "--", "clear", "bridge", "br0", "flood_vlans");
        foreach (var host in (string[])["h1", "h2", "h3", "mon"])
        {
            await Lab.SetVlanAsync(host, null);
        }

        // A change of flood_vlans has the switch forget what it has learned.
        await HearAsync();

        // What an earlier test's mirror did to active flows would stay for ten seconds.
        await Lab.AppctlAsync("revalidator/purge");
    }

    /// <summary>Every host is heard of, so that what a port carries can be known.</summary>
    private async Task HearAsync()
        => await Task.WhenAll(new[] { (From: "h1", To: "10.77.0.3"), (From: "h2", To: "10.77.0.3"), (From: "h3", To: "10.77.0.1") }
            .Select(pair => Lab.HostAsync(pair.From, "ping", "-q", "-c1", "-W5", pair.To)));
}
