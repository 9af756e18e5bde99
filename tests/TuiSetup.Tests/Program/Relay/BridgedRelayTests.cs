using System.Text.RegularExpressions;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Relay;

/// <summary>A relay on layer 2 and two switches that work with it: real packets pass as the policy says, each of them once.</summary>
[Collection(BridgedRelayFixture.Name)]
public sealed partial class BridgedRelayTests(BridgedRelayFixture fixture) : IAsyncLifetime
{
    private readonly BridgedRelayLab _lab = fixture.Lab;
    private readonly BridgedRelayProgram _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await _lab.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_the_policy_allows_passes_over_both_switches_in_both_families_and_the_rest_is_counted()
    {
        await _program.IsolateAsync();
        foreach (var host in BridgedRelayLab.Isolated)
        {
            Assert.Equal(BridgedRelayLab.Targets("gw"), await ReachedAsync(host));
        }

        await _program.RelayAsync(BridgedRelayProgram.Rules);
        foreach (var host in BridgedRelayLab.Isolated)
        {
            var expected = BridgedRelayLab.Targets("gw")
                .Concat(BridgedRelayLab.Isolated.Where(other => other != host).SelectMany(other => BridgedRelayLab.Targets(other).Where(target => IsAllowed(host, other, target))));
            Assert.Equal(expected, await ReachedAsync(host));
        }

        var counters = await CountersAsync();
        Assert.InRange(counters["relay any -> any icmp"], 24, long.MaxValue);
        Assert.InRange(counters["relay any -> 10.81.0.12 tcp 80"], 3, long.MaxValue);
        Assert.InRange(counters["answers any -> 10.81.0.12 tcp 80"], 3, long.MaxValue);
        Assert.InRange(counters["relay 10.81.0.11 -> 10.81.0.13 udp 53"], 1, 1);

        // Of each of four hosts to each of three others, in two families: tcp 80, tcp 23, udp 53 and udp 80, but for what is allowed.
        Assert.InRange(counters["relay dropped"], (4 * 3 * 2 * 4) - 6 - 2, long.MaxValue);
    }

    [Fact]
    public async Task Communities_and_the_gateway_are_reached_as_without_it()
    {
        await _program.IsolateAsync();
        await _program.RelayAsync("any -> any any");

        Assert.Equal(BridgedRelayLab.Targets("gw"), await _lab.ReachesAsync("c1", [.. BridgedRelayLab.Targets("gw"), .. BridgedRelayLab.Isolated.SelectMany(BridgedRelayLab.Targets)]));
        Assert.Equal([.. BridgedRelayLab.Targets("i1"), .. BridgedRelayLab.Targets("i4")], await _lab.ReachesAsync("gw", [.. BridgedRelayLab.Targets("i1"), .. BridgedRelayLab.Targets("i4")]));
        Assert.Empty(await _lab.ReachesAsync("i1", BridgedRelayLab.Targets("c1")));
    }

    [Theory]
    [InlineData("i1", "i2", "i3", "i4")]
    [InlineData("i3", "i1", "i2", "i4")]
    public async Task A_frame_for_everyone_comes_once_to_each_isolated_host_and_never_back(string sender, params string[] others)
    {
        await _program.IsolateAsync();
        await _program.RelayAsync("any -> any icmp");

        var seen = await CountAsync("arp host " + BridgedRelayLab.Nobody, async () =>
        {
            await _lab.TalkAsync(sender, "ask", BridgedRelayLab.Ipv4(sender), BridgedRelayLab.Nobody);
            await ReachesAllAsync(sender, others);
        });

        Assert.Equal([.. others, "gw", "r"], seen.Where(host => host.Value == 1).Select(host => host.Key).OrderBy(host => Array.IndexOf([.. others, "gw", "r"], host)));
        Assert.All(seen.Where(host => host.Key == "c1" || host.Key == sender), host => Assert.Equal(0, host.Value));
    }

    [Theory]
    [InlineData("i1", "i2")]
    [InlineData("i1", "i3")]
    [InlineData("i3", "i4")]
    public async Task A_packet_for_one_comes_there_once_and_to_nobody_else(string sender, string receiver)
    {
        await _program.IsolateAsync();
        await _program.RelayAsync("any -> any icmp");
        await ReachesAllAsync(sender, receiver);

        var seen = await CountAsync($"icmp[icmptype] == icmp-echo and dst host {BridgedRelayLab.Ipv4(receiver)}", () => _lab.Lab.HostAsync(sender, "ping", "-q", "-c", "5", "-i", "0.05", BridgedRelayLab.Ipv4(receiver)));

        Assert.Equal(["r 5", $"{receiver} 5"], seen.Where(host => host.Value > 0).Select(host => $"{host.Key} {host.Value}"));
    }

    [Fact]
    public async Task No_isolated_host_passes_for_the_gateway()
    {
        await _program.IsolateAsync();
        await _program.RelayAsync("any -> any any");
        await _lab.ReachesAsync("i2", "icmp:" + BridgedRelayLab.Ipv4("gw"), "icmp:" + BridgedRelayLab.Ipv6("gw"));
        var gateway = (await _lab.Lab.HostAsync("gw", "ip", "-brief", "link", "show", "eth0")).Split(' ', StringSplitOptions.RemoveEmptyEntries)[2];

        await _lab.TalkAsync("i1", "claim", BridgedRelayLab.Ipv4("gw"));
        await _lab.TalkAsync("i1", "claim", BridgedRelayLab.Ipv6("gw"));
        await ReachesAllAsync("i1", "i2");

        foreach (var address in (string[])[BridgedRelayLab.Ipv4("gw"), BridgedRelayLab.Ipv6("gw")])
        {
            Assert.Contains("lladdr " + gateway, await _lab.Lab.HostAsync("i2", "ip", "neighbour", "show", address), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_may_be_asked_may_not_ask_over_TCP()
    {
        await _program.IsolateAsync();
        await _program.RelayAsync("10.81.0.11 -> 10.81.0.12 tcp 80,8081");

        Assert.Equal(["tcp:10.81.0.12:80"], await _lab.ReachesAsync("i1", BridgedRelayLab.Targets("i2")));
        Assert.Empty(await _lab.ReachesAsync("i2", BridgedRelayLab.Targets("i1")));
        var back = await _lab.Lab.TryHostAsync("i2", "/usr/bin/python3", "-c", "import socket; one = socket.socket(); one.bind(('10.81.0.12', 8081)); one.settimeout(1.5); one.connect(('10.81.0.11', 80))");
        Assert.Contains("timed out", back.Stderr, StringComparison.Ordinal);
    }

    /// <summary>How many frames came in at each host, by a filter of tcpdump, while something was done.</summary>
    private async Task<IReadOnlyList<KeyValuePair<string, int>>> CountAsync(string filter, Func<Task> work)
    {
        var captures = new List<KeyValuePair<string, PacketCapture>>();
        try
        {
            foreach (var host in (string[])["gw", "c1", "r", .. BridgedRelayLab.Isolated])
            {
                captures.Add(new(host, await _lab.Lab.StartCaptureAsync(host, filter)));
            }

            await work();
            var seen = new List<KeyValuePair<string, int>>();
            foreach (var (host, capture) in captures)
            {
                seen.Add(new(host, (await capture.StopAsync()).Count));
            }

            return seen;
        }
        finally
        {
            foreach (var (_, capture) in captures)
            {
                await capture.DisposeAsync();
            }
        }
    }

    private async Task ReachesAllAsync(string host, params string[] others)
    {
        var targets = others.Select(other => "icmp:" + BridgedRelayLab.Ipv4(other)).ToArray();
        Assert.Equal(targets, await _lab.ReachesAsync(host, targets));
    }

    private Task<IReadOnlyList<string>> ReachedAsync(string host)
        => _lab.ReachesAsync(host, [.. BridgedRelayLab.Isolated.Prepend("gw").Where(other => other != host).SelectMany(BridgedRelayLab.Targets)]);

    private static bool IsAllowed(string from, string to, string target) => target.Split(':', 2)[0] switch
    {
        "icmp" => true,
        "tcp" => to == "i2" && target.EndsWith(":80", StringComparison.Ordinal),
        _ => from == "i1" && to == "i3" && target.EndsWith(":53", StringComparison.Ordinal),
    };

    /// <summary>Packets that each rule counted, by its chain and its comment, or what becomes of the rest.</summary>
    private async Task<Dictionary<string, long>> CountersAsync()
    {
        var counters = new Dictionary<string, long>();
        foreach (var chain in (string[])["relay", "answers"])
        {
            var rules = await _lab.Lab.HostAsync("r", "nft", "list", "chain", "bridge", "tuisetup_relay", chain);
            foreach (Match match in CounterForm().Matches(rules))
            {
                var name = $"{chain} {(match.Groups["comment"].Success ? match.Groups["comment"].Value : "dropped")}";
                counters[name] = counters.GetValueOrDefault(name) + long.Parse(match.Groups["packets"].Value);
            }
        }

        return counters;
    }

    [GeneratedRegex("""(?m)counter packets (?<packets>\d+) bytes \d+ (accept comment "(?<comment>[^"]*)"|(?<=^\t\tcounter packets \d+ bytes \d+ )drop)""")]
    private static partial Regex CounterForm();
}
