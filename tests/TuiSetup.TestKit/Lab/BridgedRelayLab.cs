namespace TuiSetup.TestKit;

/// <summary>
/// Two real switches that a trunk joins, with hosts that speak IPv4 and IPv6: on br0 the gateway gw, the isolated hosts i1
/// and i2, c1 of community 102, and r without an address, which becomes a relay on layer 2; on br1 i3 and i4. It ends with
/// this object.
/// </summary>
public sealed class BridgedRelayLab : IAsyncDisposable
{
    private static readonly string Talk = SourceTree.PathOf("tests", "lab", "relay-talk.py");

    private static readonly (string Name, string Bridge, int Number, string Role)[] All =
    [
        ("gw", "br0", 1, "promiscuous"), ("i1", "br0", 11, "isolated"), ("i2", "br0", 12, "isolated"), ("c1", "br0", 21, "community 102"), ("r", "br0", 0, "relay"),
        ("i3", "br1", 13, "isolated"), ("i4", "br1", 14, "isolated"),
    ];

    private readonly List<RunningProcess> processes = [];

    private BridgedRelayLab(OvsLab lab) => Lab = lab;

    public static string[] Isolated { get; } = ["i1", "i2", "i3", "i4"];

    /// <summary>An address of an isolated host that is not there.</summary>
    public const string Nobody = "10.81.0.19";

    public OvsLab Lab { get; }

    public static async Task<BridgedRelayLab> StartAsync()
    {
        var lab = new BridgedRelayLab(await OvsLab.StartAsync(0));
        try
        {
            await lab.JoinAsync();
            foreach (var (name, bridge, number, _) in All)
            {
                await lab.AddHostAsync(name, bridge, number);
            }

            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    public static string Ipv4(string host) => $"10.81.0.{NumberOf(host)}";

    public static string Ipv6(string host) => $"fd81::{NumberOf(host)}";

    /// <summary>Answers of ovs-pvlan for the ports of one bridge, with the relay or without.</summary>
    public static string Roles(string bridge, bool hasRelay = true)
    {
        var roles = All.Where(host => host.Bridge == bridge && (hasRelay || host.Role != "relay")).Select(host => $"\"v-{host.Name}\": \"{host.Role}\"").Append($"\"to-br{(bridge == "br0" ? 1 : 0)}\": \"trunk\"");
        return $$"""{ "bridge": "{{bridge}}", "primary": 100, "isolated": 101, "communities": [102], {{(hasRelay ? "\"relay_vlan\": 104, " : "")}}"persist": false, "roles": { {{string.Join(", ", roles)}} } }""";
    }

    /// <summary>Answers of relay for r, and all isolated hosts.</summary>
    /// <param name="rules">Rules with semicolons between them.</param>
    public static string Relay(string rules)
        => $$"""{ "method": "l2", "interface": "eth0", "isolated": ["{{Ipv4("i1")}}-{{Nobody}}", "{{Ipv6("i1")}}-{{Ipv6("i4")}}"], "rules": [{{string.Join(", ", rules.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(rule => $"\"{rule}\""))}}] }""";

    /// <summary>What a host can be asked for, of <see cref="ReachesAsync"/>.</summary>
    public static string[] Targets(string host)
        => [.. new[] { Ipv4(host), Ipv6(host) }.SelectMany(address => (string[])["icmp:" + address, $"tcp:{address}:80", $"tcp:{address}:23", $"udp:{address}:53", $"udp:{address}:80"])];

    /// <summary>Whom a host reaches, of <c>tcp:ADDRESS:PORT</c>, <c>udp:ADDRESS:PORT</c> and <c>icmp:ADDRESS</c>; all are tried at once.</summary>
    public async Task<IReadOnlyList<string>> ReachesAsync(string host, params string[] targets)
        => [.. (await TalkAsync(host, ["probe", .. targets])).Split('\n').Where(line => line.EndsWith(" yes", StringComparison.Ordinal)).Select(line => line[..^4])];

    /// <summary>A host does what relay-talk.py has, to its end.</summary>
    public Task<string> TalkAsync(string host, params string[] command) => Lab.HostAsync(host, ["/usr/bin/python3", Talk, .. command]);

    /// <summary>From now on a host takes in all that comes to a port over TCP.</summary>
    public Task DrainAsync(string host, int port) => Talking(host, "drain", $"{port}").WaitForStdoutLine(line => line == "ready");

    /// <summary>A connection over TCP that a host holds: it prints the number of each word that came back.</summary>
    public RunningProcess Hold(string host, string address, int port) => Start(host, "/usr/bin/python3", Talk, "hold", address, $"{port}");

    /// <summary>Starts a command on a host.</summary>
    public RunningProcess Start(string host, params string[] command)
    {
        var (file, arguments) = Lab.In(host, command);
        return ProcessRunner.Start(file, arguments);
    }

    /// <summary>How many bytes a second come over TCP from a host to a drain of another.</summary>
    public async Task<double> PourAsync(string host, string address, int port, int seconds)
        => double.Parse(await TalkAsync(host, "pour", address, $"{port}", $"{seconds}"), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>No roles, no flows but NORMAL, no relay, and hosts that know nothing of each other.</summary>
    public async Task ResetAsync()
    {
        foreach (var bridge in (string[])["br0", "br1"])
        {
            await Lab.VsctlAsync("clear", "bridge", bridge, "external_ids", "mirrors", "--", "clear", "bridge", bridge, "fail_mode");
            foreach (var port in (await Lab.VsctlAsync("list-ports", bridge)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                await Lab.VsctlAsync("clear", "port", port, "tag", "external_ids", "--", "set", "port", port, "protected=false");
            }

            await Lab.AppctlAsync("fdb/flush", bridge);
            await Lab.OfctlAsync("del-flows", bridge);
            await Lab.OfctlAsync("add-flow", bridge, "priority=0,actions=NORMAL");
        }

        await Lab.HostAsync("r", "sh", "-c", "nft flush ruleset; ip link delete tuisetup-relay 2>/dev/null; ip address flush dev eth0 scope global; ip link set eth0 up");
        await Lab.AppctlAsync("revalidator/purge");
        await ForgetAsync();
    }

    /// <summary>Hosts know nothing of each other any more.</summary>
    public async Task ForgetAsync()
    {
        foreach (var host in All.Where(host => host.Number > 0))
        {
            await Lab.HostAsync(host.Name, "ip", "neighbour", "flush", "dev", "eth0");
        }
    }

    /// <summary>What undo must bring back, of the switches and of r.</summary>
    public async Task<string> StateAsync() => string.Join('\n', await SwitchStateAsync(), await RelayStateAsync());

    public async Task<string> SwitchStateAsync()
        => string.Join('\n', await Lab.VsctlAsync("show"), await Lab.VsctlAsync("--columns=name,tag,trunks,vlan_mode,protected,external_ids", "list", "port"),
            await Lab.VsctlAsync("--columns=name,fail_mode,external_ids", "list", "bridge"), await Lab.FlowsAsync("br0"), await Lab.FlowsAsync("br1"));

    public Task<string> RelayStateAsync() => Lab.HostAsync("r", "sh", "-c", """
        nft list tables | sort | while read -r table; do nft --stateless list $table; done
        ip -d link show | grep -v -e link/ | sed "s/_timer *[0-9.]*//g; s/state [A-Z]* //; s/NO-CARRIER,//; s/,LOWER_UP//"
        ip -o address show scope global
        sysctl -a --pattern "^net\\.(ipv4|ipv6)\\.conf" 2>/dev/null
        """);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            await process.DisposeAsync();
        }

        await Lab.DisposeAsync();
    }

    private static int NumberOf(string host) => All.First(one => one.Name == host).Number;

    private async Task JoinAsync()
    {
        await Lab.AddBridgeAsync("br1");
        await Lab.VsctlAsync(
            "add-port", "br0", "to-br1", "--", "set", "interface", "to-br1", "type=patch", "options:peer=to-br0",
            "--", "add-port", "br1", "to-br0", "--", "set", "interface", "to-br0", "type=patch", "options:peer=to-br1");
    }

    /// <summary>An address that is tried out first cannot be used for a second.</summary>
    private async Task AddHostAsync(string name, string bridge, int number)
    {
        await Lab.AddHostToAsync(bridge, name, number > 0 ? Ipv4(name) + "/24" : "");
        if (number == 0)
        {
            return;
        }

        await Lab.HostAsync(name, "sh", "-c", $"cd /proc/sys/net/ipv6/conf && echo 0 >lo/disable_ipv6 && echo 0 >eth0/accept_dad && echo 0 >eth0/router_solicitations && echo 0 >eth0/disable_ipv6 && ip address add {Ipv6(name)}/64 dev eth0 nodad");
        var server = Talking(name, "serve", "80", "23", "53");
        await server.WaitForStdoutLine(line => line == "ready");
    }

    private RunningProcess Talking(string host, params string[] command)
    {
        var process = Start(host, ["/usr/bin/python3", Talk, .. command]);
        processes.Add(process);
        return process;
    }
}
