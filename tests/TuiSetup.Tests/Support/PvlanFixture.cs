using TuiSetup.TestKit;

namespace TuiSetup.Tests.Support;

/// <summary>
/// Two real switches that a trunk joins, and hosts on both: promiscuous p1 and p2, isolated i1, i2 and i3, community 102
/// with c1, c2 and c3, community 103 with d1 and d2.
/// </summary>
[CollectionDefinition(Name)]
public sealed class PvlanFixture : IAsyncLifetime, ICollectionFixture<PvlanFixture>
{
    public const string Name = "Private VLAN";

    private static readonly (string Name, string Bridge, string Role)[] All =
    [
        ("p1", "br0", "promiscuous"), ("i1", "br0", "isolated"), ("i2", "br0", "isolated"), ("c1", "br0", "community 102"), ("c2", "br0", "community 102"),
        ("d1", "br0", "community 103"), ("p2", "br1", "promiscuous"), ("i3", "br1", "isolated"), ("c3", "br1", "community 102"), ("d2", "br1", "community 103"),
    ];

    public OvsLab Lab { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Lab = await OvsLab.StartAsync(0);
        await Lab.AddBridgeAsync("br1");
        await Lab.VsctlAsync(
            "add-port", "br0", "to-br1", "--", "set", "interface", "to-br1", "type=patch", "options:peer=to-br0",
            "--", "add-port", "br1", "to-br0", "--", "set", "interface", "to-br0", "type=patch", "options:peer=to-br1");
        foreach (var (host, bridge, _) in All)
        {
            await Lab.AddHostToAsync(bridge, host, $"{AddressOf(host)}/24");
        }
    }

    public ValueTask DisposeAsync() => Lab.DisposeAsync();

    public static string AddressOf(string host) => $"10.78.0.{Array.FindIndex(All, one => one.Name == host) + 1}";

    /// <summary>Answers for the ports of one bridge.</summary>
    public static string Answers(string bridge, string more = "")
    {
        var roles = All.Where(host => host.Bridge == bridge).Select(host => $"\"v-{host.Name}\": \"{host.Role}\"").Append($"\"to-br{(bridge == "br0" ? 1 : 0)}\": \"trunk\"");
        return $$"""{ "bridge": "{{bridge}}", "primary": 100, "isolated": 101, "communities": [102, 103], "persist": false, "roles": { {{string.Join(", ", roles)}} }{{more}} }""";
    }

    /// <summary>Who shall reach whom: <c>source>target</c>, in order.</summary>
    public static IReadOnlyList<string> Allowed { get; } =
        [.. Pairs().Where(pair => MayReach(pair.From.Role, pair.To.Role)).Select(pair => $"{pair.From.Name}>{pair.To.Name}")];

    public static IReadOnlyList<string> Everyone { get; } = [.. Pairs().Select(pair => $"{pair.From.Name}>{pair.To.Name}")];

    /// <summary>Who does reach whom, by real packets with nothing known before.</summary>
    public async Task<IReadOnlyList<string>> ReachedAsync()
    {
        await ForgetAsync();

        var probes = Pairs().Select(async pair => (Name: $"{pair.From.Name}>{pair.To.Name}", Answer: await Lab.TryHostAsync(pair.From.Name, "ping", "-q", "-c1", "-w3", AddressOf(pair.To.Name))));
        return [.. (await Task.WhenAll(probes)).Where(probe => probe.Answer.ExitCode == 0).Select(probe => probe.Name)];
    }

    /// <summary>What undo must bring back.</summary>
    public async Task<string> StateAsync()
        => string.Join('\n', await Lab.VsctlAsync("show"), await Lab.VsctlAsync("--columns=name,tag,trunks,vlan_mode,protected,external_ids", "list", "port"),
            await Lab.VsctlAsync("--columns=name,fail_mode,external_ids", "list", "bridge"), await Lab.FlowsAsync("br0"), await Lab.FlowsAsync("br1"));

    /// <summary>The lab as it was made: no roles, no flows but NORMAL.</summary>
    public async Task ResetAsync()
    {
        // What a host knew of another from a time without isolation would be tried for seconds, rather than the relay; and
        // seconds after a ping it asks by ARP once more, which the switch would learn and a screen show.
        await ForgetAsync();
        foreach (var bridge in (string[])["br0", "br1"])
        {
            await Lab.VsctlAsync("clear", "bridge", bridge, "external_ids", "mirrors", "controller", "--", "clear", "bridge", bridge, "fail_mode");
            foreach (var port in (await Lab.VsctlAsync("list-ports", bridge)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                await Lab.VsctlAsync("clear", "port", port, "tag", "trunks", "vlan_mode", "external_ids", "--", "set", "port", port, "protected=false");
            }

            await Lab.AppctlAsync("fdb/flush", bridge);
            await Lab.OfctlAsync("del-flows", bridge);
            await Lab.OfctlAsync("add-flow", bridge, "priority=0,actions=NORMAL");
        }
    }

    private async Task ForgetAsync()
    {
        foreach (var host in All)
        {
            await Lab.HostAsync(host.Name, "ip", "neigh", "flush", "dev", "eth0");
        }
    }

    private static bool MayReach(string from, string to)
        => from == "promiscuous" || to == "promiscuous" || (from == to && from != "isolated");

    private static IEnumerable<((string Name, string Role) From, (string Name, string Role) To)> Pairs()
        => All.SelectMany(from => All.Where(to => to.Name != from.Name).Select(to => ((from.Name, from.Role), (to.Name, to.Role))));
}
