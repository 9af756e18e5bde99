using Newtonsoft.Json.Linq;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.OvsPvlan;

/// <summary>Isolated hosts of two switches reach each other by a relay on a promiscuous port, and by nothing else.</summary>
[Collection(PvlanFixture.Name)]
public sealed class RelayOnSwitchTests(PvlanFixture fixture) : IAsyncLifetime
{
    private const string Relay = "p1";

    private readonly Tuisetup _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_relay_adds_exactly_what_its_policy_allows_over_both_switches()
    {
        foreach (var bridge in (string[])["br0", "br1"])
        {
            await RequireAsync("sw", "run", "ovs-pvlan", "--answers", _program.AnswersFor("ovs-pvlan", PvlanFixture.Answers(bridge)), "--yes");
        }

        var (i1, i2, i3) = (PvlanFixture.AddressOf("i1"), PvlanFixture.AddressOf("i2"), PvlanFixture.AddressOf("i3"));
        await RequireAsync(Relay, "run", "relay", "--yes", "--answers", _program.AnswersFor(
            "relay", $$"""{ "interface": "eth0", "isolated": ["{{i1}}", "{{i2}}", "{{i3}}"], "rules": ["{{i1}} -> {{i3}} icmp", "{{i3}} -> {{i2}} icmp"] }"""));

        try
        {
            Assert.Equal([.. PvlanFixture.Everyone.Where(pair => PvlanFixture.Allowed.Contains(pair) || pair is "i1>i3" or "i3>i2")], await fixture.ReachedAsync());
        }
        finally
        {
            await RequireAsync(Relay, "undo");
        }

        Assert.Equal(PvlanFixture.Allowed, await fixture.ReachedAsync());
    }

    [Theory]
    [InlineData("received", 3, 3, 3)]
    [InlineData("passed_on", 3, 3, 0)]
    public async Task An_inspection_host_gets_each_packet_that_a_relay_sees_once(string traffic, int requests, int answers, int dropped)
    {
        var (i1, i2) = (PvlanFixture.AddressOf("i1"), PvlanFixture.AddressOf("i2"));
        await RequireAsync("sw", "run", "ovs-pvlan", "--answers", _program.AnswersFor("ovs-pvlan", PvlanFixture.Answers("br0")), "--yes");
        await RequireAsync(Relay, "run", "relay", "--yes", "--answers", _program.AnswersFor("relay", $$"""{ "interface": "eth0", "isolated": ["{{i1}}", "{{i2}}"], "rules": ["any -> any icmp"] }"""));
        try
        {
            await RequireAsync("sw", "run", "ovs-mirror", "--yes", "--answers", _program.Answers($$"""{ "bridge": "br0", "name": "inspect", "relay": true, "relay_port": "v-p1", "relay_traffic": "{{traffic}}", "output_port": "v-mon" }"""));
            await using var capture = await fixture.Lab.StartCaptureAsync("mon", $"host {i1} and host {i2} and (icmp or udp)");

            // What the policy drops comes first, so that it is there by the time when the rest is.
            await fixture.Lab.HostAsync("i1", "bash", "-c", $"for n in 1 2 3; do echo > /dev/udp/{i2}/9; done");
            await fixture.Lab.HostAsync("i1", "ping", "-q", "-c3", "-i0.2", i2);

            await capture.WaitForPacketsAsync(requests + answers + dropped);
            var seen = await capture.StopAsync();
            Assert.Equal(requests, seen.Count(frame => frame.Contains("ICMP echo request", StringComparison.Ordinal)));
            Assert.Equal(answers, seen.Count(frame => frame.Contains("ICMP echo reply", StringComparison.Ordinal)));
            Assert.Equal(dropped, seen.Count(frame => frame.Contains("UDP", StringComparison.Ordinal)));
        }
        finally
        {
            await RequireAsync(Relay, "undo", await RunOfAsync("relay"));
        }
    }

    [Fact]
    public async Task A_port_that_is_isolated_is_no_relays()
    {
        await RequireAsync("sw", "run", "ovs-pvlan", "--answers", _program.AnswersFor("ovs-pvlan", PvlanFixture.Answers("br0")), "--yes");

        var refused = await _program.RunAsync("run", "ovs-mirror", "--yes", "--answers", _program.Answers("""{ "bridge": "br0", "name": "inspect", "relay": true, "relay_port": "v-i1", "output_port": "v-mon" }""", """, "confirm": ["v-mon"]"""));

        Assert.True(refused.ExitCode == 3, refused.Stderr);
        Assert.Contains("relay_port: Port 'v-i1' has the role isolated in a private VLAN", refused.Stderr, StringComparison.Ordinal);
    }

    private async Task<string> RunOfAsync(string wizard)
        => JArray.Parse((await _program.RunAsync("history", "--json")).Stdout).First(run => (string?)run["wizard"] == wizard)["run"]!.ToString();

    private async Task RequireAsync(string host, params string[] arguments)
    {
        var result = await _program.RunInAsync(host, null, arguments);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)}: {result.ExitCode}\n{result.Stdout}{result.Stderr}");
    }
}
