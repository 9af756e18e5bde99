using System.Text.RegularExpressions;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Relay;

/// <summary>Real packets between isolated hosts pass as the policy says, and no others.</summary>
[Collection(RelayFixture.Name)]
public sealed partial class PolicyTests(RelayFixture fixture) : IAsyncLifetime
{
    private const string Rules = "any -> any icmp; any -> 10.79.0.12 tcp 80; any -> fd79::12 tcp 80; 10.79.0.11 -> 10.79.0.13 udp 53; fd79::11 -> fd79::13 udp 53";

    private static readonly string[] Isolated = ["i1", "i2", "i3"];

    private readonly RelayProgram _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Without_a_relay_isolated_hosts_reach_their_gateway_alone()
    {
        foreach (var host in Isolated)
        {
            Assert.Equal(Targets("gw"), await ReachedAsync(host));
        }
    }

    [Fact]
    public async Task What_the_policy_allows_passes_in_both_families_and_the_rest_is_counted()
    {
        await _program.ApplyAsync(RelayProgram.Relay(Rules));

        foreach (var host in Isolated)
        {
            var expected = Targets("gw")
                .Concat(Isolated.Where(other => other != host).SelectMany(other => Targets(other).Where(target => IsAllowed(host, other, target))));
            Assert.Equal(expected, await ReachedAsync(host));
        }

        var counters = await CountersAsync();
        Assert.InRange(counters["any -> any icmp"], 12, long.MaxValue);
        Assert.InRange(counters["any -> 10.79.0.12 tcp 80"], 2, long.MaxValue);
        Assert.InRange(counters["10.79.0.11 -> 10.79.0.13 udp 53"], 1, long.MaxValue);

        // Of each of three hosts to each of two others, in two families: tcp 80, tcp 23, udp 53 and udp 80, but for what is allowed.
        Assert.InRange(counters["dropped"], (3 * 2 * 2 * 4) - 4 - 2, long.MaxValue);
    }

    [Fact]
    public async Task A_relay_of_IPv4_alone_leaves_IPv6_closed()
    {
        await _program.ApplyAsync(RelayProgram.Relay("any -> any any", "10.79.0.11-10.79.0.13"));

        Assert.Equal(["icmp:10.79.0.12", "tcp:10.79.0.12:80", "tcp:10.79.0.12:23", "udp:10.79.0.12:53", "udp:10.79.0.12:80"], await fixture.Lab.ReachesAsync("i1", Targets("i2")));
        Assert.Equal("0", (await fixture.Lab.HostAsync("relay", "sysctl", "-n", "net.ipv6.conf.all.forwarding")).Trim());
        Assert.Equal("0", (await fixture.Lab.HostAsync("relay", "sysctl", "-n", "net.ipv4.ip_forward")).Trim());
    }

    [Fact]
    public async Task A_connection_goes_on_while_the_policy_under_it_is_replaced()
    {
        await _program.ApplyAsync(RelayProgram.Relay("any -> any tcp 80"));
        await using var held = fixture.Lab.Hold("i1", "10.79.0.12", 80);
        await held.WaitForStdout(lines => lines.Count >= 3, "three words");

        await _program.ApplyAsync(RelayProgram.Relay("any -> any icmp"));
        var before = held.StdoutLines.Count;

        await held.WaitForStdout(lines => lines.Count >= before + 5, "five more words");
        Assert.Equal(["icmp:10.79.0.12"], await fixture.Lab.ReachesAsync("i1", "tcp:10.79.0.12:80", "icmp:10.79.0.12"));
    }

    [Fact]
    public async Task Hosts_that_leave_the_policy_are_isolated_again()
    {
        await _program.ApplyAsync(RelayProgram.Relay("any -> any icmp"));
        Assert.Equal(["icmp:10.79.0.13", "icmp:fd79::13"], await fixture.Lab.ReachesAsync("i1", "icmp:10.79.0.13", "icmp:fd79::13"));

        await _program.ApplyAsync(RelayProgram.Relay("any -> any icmp", "10.79.0.11, 10.79.0.12, fd79::11, fd79::12"));

        Assert.Equal(["icmp:10.79.0.12", "icmp:fd79::12"], await fixture.Lab.ReachesAsync("i1", "icmp:10.79.0.12", "icmp:10.79.0.13", "icmp:fd79::12", "icmp:fd79::13"));
        Assert.Equal(["fd79::11", "fd79::12"], (await fixture.Lab.HostAsync("relay", "ip", "-6", "neighbour", "show", "proxy")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).Order());
    }

    private Task<IReadOnlyList<string>> ReachedAsync(string host)
        => fixture.Lab.ReachesAsync(host, [.. Isolated.Prepend("gw").Where(other => other != host).SelectMany(Targets)]);

    private static bool IsAllowed(string from, string to, string target) => target.Split(':', 2)[0] switch
    {
        "icmp" => true,
        "tcp" => to == "i2" && target.EndsWith(":80", StringComparison.Ordinal),
        _ => from == "i1" && to == "i3" && target.EndsWith(":53", StringComparison.Ordinal),
    };

    private static string[] Targets(string host)
    {
        var number = host == "gw" ? "1" : "1" + host[1..];
        return [.. new[] { "10.79.0." + number, "fd79::" + number }.SelectMany(address => (string[])
            ["icmp:" + address, $"tcp:{address}:80", $"tcp:{address}:23", $"udp:{address}:53", $"udp:{address}:80"])];
    }

    /// <summary>Packets that each rule counted, both families together.</summary>
    private async Task<Dictionary<string, long>> CountersAsync()
    {
        var chain = await fixture.Lab.HostAsync("relay", "nft", "list", "chain", "inet", "tuisetup_relay", "relay");
        return CounterForm().Matches(chain)
            .Select(match => (Name: match.Groups["verdict"].Value == "drop" ? "dropped" : match.Groups["comment"].Value, Packets: long.Parse(match.Groups["packets"].Value)))
            .GroupBy(rule => rule.Name).ToDictionary(group => group.Key, group => group.Sum(rule => rule.Packets));
    }

    [GeneratedRegex("""counter packets (?<packets>\d+) bytes \d+ (?<verdict>accept|drop)( comment "(?<comment>[^"]*)")?""")]
    private static partial Regex CounterForm();
}
