using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Relay;

/// <summary>The relay answers for isolated hosts, and for nobody else; and it opens no other way.</summary>
[Collection(RelayFixture.Name)]
public sealed class NeighbourTests(RelayFixture fixture) : IAsyncLifetime
{
    private readonly RelayProgram _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task It_answers_for_isolated_hosts_but_never_for_the_gateway_nor_for_addresses_that_nobody_has()
    {
        await _program.ApplyAsync(RelayProgram.Relay("any -> any icmp"));
        await fixture.Lab.ReachesAsync("i1", "icmp:10.79.0.12", "icmp:10.79.0.1", "icmp:10.79.0.77", "icmp:10.79.0.2", "icmp:fd79::12", "icmp:fd79::1", "icmp:fd79::77");
        await fixture.Lab.ReachesAsync("gw", "icmp:10.79.0.11", "icmp:10.79.0.77", "icmp:fd79::11", "icmp:fd79::77");

        var (relay, gateway, i1) = (await MacAsync("relay"), await MacAsync("gw"), await MacAsync("i1"));
        var seen = await NeighboursAsync("i1");
        Assert.Equal((relay, gateway, relay), (seen["10.79.0.12"], seen["10.79.0.1"], seen["10.79.0.2"]));
        Assert.Equal((relay, gateway), (seen["fd79::12"], seen["fd79::1"]));
        Assert.DoesNotContain("10.79.0.77", seen.Keys);
        Assert.DoesNotContain("fd79::77", seen.Keys);

        seen = await NeighboursAsync("gw");
        Assert.Equal((i1, i1), (seen["10.79.0.11"], seen["fd79::11"]));
        Assert.DoesNotContain("10.79.0.77", seen.Keys);
    }

    [Fact]
    public async Task Nobody_is_told_to_go_around_it()
    {
        await _program.ApplyAsync(RelayProgram.Relay("any -> any icmp"));
        await fixture.Lab.HostAsync("i1", "ping", "-q", "-c", "4", "-i", "0.05", "10.79.0.12");
        await fixture.Lab.HostAsync("i1", "ping", "-q", "-c", "4", "-i", "0.05", "fd79::12");

        Assert.Equal("0", (await fixture.Lab.HostAsync("i1", "awk", "/^Icmp: [0-9]/ { print $8 }", "/proc/self/net/snmp")).Trim());
        Assert.Equal("0", (await fixture.Lab.HostAsync("i1", "awk", "/^Icmp6InRedirects/ { print $2 }", "/proc/self/net/snmp6")).Trim());
    }

    [Fact]
    public async Task It_opens_no_way_to_its_other_interfaces()
    {
        await _program.ApplyAsync(RelayProgram.Relay("any -> any any"));

        Assert.Empty(await fixture.Lab.ReachesAsync("i1", "icmp:10.78.0.9", "tcp:10.78.0.9:80"));
        Assert.Empty(await fixture.Lab.ReachesAsync("other", "icmp:10.79.0.11", "tcp:10.79.0.11:80"));
    }

    [Fact]
    public async Task What_the_machine_forwarded_before_it_goes_on_forwarding()
    {
        await fixture.Lab.HostAsync("relay", "sysctl", "-w", "net.ipv4.ip_forward=1");
        Assert.Equal(["tcp:10.78.0.9:80"], await fixture.Lab.ReachesAsync("i1", "tcp:10.78.0.9:80"));

        await _program.ApplyAsync(RelayProgram.Relay("any -> any icmp"));
        Assert.Equal(["tcp:10.78.0.9:80"], await fixture.Lab.ReachesAsync("i1", "tcp:10.78.0.9:80"));

        await _program.UndoAsync();
        Assert.Equal(["tcp:10.78.0.9:80"], await fixture.Lab.ReachesAsync("i1", "tcp:10.78.0.9:80"));
    }

    [Fact]
    public async Task Routers_that_announced_themselves_are_not_forgotten_when_IPv6_is_forwarded()
    {
        await fixture.Lab.AdvertiseAsync("gw");
        await fixture.Lab.AdvertiseAsync("other");
        await UntilAsync(async () => await RoutersAsync() == "eth0 eth1");

        await _program.ApplyAsync(RelayProgram.Relay("any -> any icmp"));

        Assert.Equal("eth0 eth1", await RoutersAsync());
        await fixture.Lab.HostAsync("relay", "ip", "-6", "route", "flush", "proto", "ra");
        await fixture.Lab.AdvertiseAsync("gw");
        await fixture.Lab.AdvertiseAsync("other");
        await UntilAsync(async () => await RoutersAsync() == "eth0 eth1");
    }

    /// <summary>Interfaces whose router announced itself.</summary>
    private async Task<string> RoutersAsync()
        => string.Join(' ', (await fixture.Lab.HostAsync("relay", "ip", "-6", "route", "show", "default", "proto", "ra")).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.StartsWith("eth", StringComparison.Ordinal)).Distinct().Order());

    /// <summary>Looks again and again: an announcement is taken when it arrives.</summary>
    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(TimeSpan.FromSeconds(30));
        while (!await holds())
        {
            late.Token.ThrowIfCancellationRequested();
        }
    }

    private async Task<string> MacAsync(string host) => (await fixture.Lab.HostAsync(host, "ip", "-br", "link", "show", "eth0")).Split(' ', StringSplitOptions.RemoveEmptyEntries)[2];

    /// <summary>Whom a host knows by a MAC address.</summary>
    private async Task<Dictionary<string, string>> NeighboursAsync(string host)
        => (await fixture.Lab.HostAsync(host, "ip", "neighbour", "show", "dev", "eth0")).Split('\n').Select(line => line.Split(' '))
            .Where(words => words.Length > 2 && words[1] == "lladdr").ToDictionary(words => words[0], words => words[2]);
}
