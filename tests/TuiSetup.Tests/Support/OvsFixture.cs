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

        // Every host has been heard of, so that what a port carries can be known.
        foreach (var host in (string[])["1", "2", "3"])
        {
            await Lab.HostAsync("h" + host, "ping", "-q", "-c1", "-W5", host == "3" ? "10.77.0.1" : "10.77.0.3");
        }
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

        // What an earlier test's mirror did to active flows would stay for ten seconds.
        await Lab.AppctlAsync("revalidator/purge");
    }
}
