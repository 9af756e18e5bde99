using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Relay;

/// <summary>The proof and the mirror know a relay on layer 2.</summary>
[Collection(BridgedRelayFixture.Name)]
public sealed class BridgedRelayProofTests(BridgedRelayFixture fixture) : IAsyncLifetime
{
    private readonly BridgedRelayLab _lab = fixture.Lab;
    private readonly BridgedRelayProgram _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await _lab.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("received", 3)]
    [InlineData("passed_on", 0)]
    public async Task An_inspection_host_gets_each_packet_that_it_sees_once(string traffic, int dropped)
    {
        await _program.IsolateAsync();
        await _program.RelayAsync("any -> any icmp");
        await _program.OnSwitchAsync("run", "ovs-mirror", "--yes", "--answers", _program.Switch.Answers($$"""{ "bridge": "br0", "name": "inspect", "relay": true, "relay_port": "v-r", "relay_traffic": "{{traffic}}", "output_port": "v-mon" }"""));
        await using var capture = await _lab.Lab.StartCaptureAsync("mon", "icmp or udp");
        foreach (var other in (string[])["i2", "i3"])
        {
            // What the policy drops comes first, so that it is there by the time when the rest is.
            await _lab.Lab.HostAsync("i1", "bash", "-c", $"for n in 1 2 3; do echo > /dev/udp/{BridgedRelayLab.Ipv4(other)}/9; done");
            await _lab.Lab.HostAsync("i1", "ping", "-q", "-c", "3", "-i", "0.05", BridgedRelayLab.Ipv4(other));
        }

        await capture.WaitForPacketsAsync(2 * (6 + dropped));
        var seen = await capture.StopAsync();
        Assert.Equal((6, 6, 2 * dropped), (Count("ICMP echo request"), Count("ICMP echo reply"), Count("UDP")));

        int Count(string what) => seen.Count(frame => frame.Contains(what, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("br0", "v-i1", "v-i2")]
    [InlineData("br1", "v-i3", "v-i4")]
    public async Task The_proof_tells_what_it_passes_on_from_what_passes_directly(string bridge, string first, string second)
    {
        var plan = Path.Combine(_program.Switch.Folder, bridge + ".json");
        await _program.IsolateAsync();
        await _program.OnSwitchAsync("plan", "ovs-pvlan", "--answers", _program.Switch.AnswersFor("ovs-pvlan", BridgedRelayLab.Roles(bridge)), "--out", plan);
        Assert.All(await ProbeAsync(plan, first, second), pair => Assert.Equal(["none", "none", "none", "none", "none", "none"], Findings(pair)));

        await _program.RelayAsync("any -> any icmp");
        Assert.All(await ProbeAsync(plan, first, second), pair => Assert.Equal(["relayed", "relayed", "none", "relayed", "relayed", "none"], Findings(pair)));

        await _lab.Lab.OfctlAsync("add-flow", bridge, $"priority=65000,in_port={first},actions=output:{second}");
        var found = await _program.Switch.RunInAsync("sw", null, "verify", plan, "--probe", "--ports", $"{first},{second}");
        Assert.Equal(3, found.ExitCode);
        Assert.Contains($"! {first} -> {second}: promised no; ARP passes, ICMP passes, TCP passes", found.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_relay_cannot_be_seen_the_proof_says_so()
    {
        await _program.IsolateAsync();
        await _program.RelayAsync("any -> any icmp");
        var plan = Path.Combine(_program.Switch.Folder, "plan.json");
        await _program.OnSwitchAsync("plan", "ovs-pvlan", "--answers", _program.Switch.AnswersFor("ovs-pvlan", BridgedRelayLab.Roles("br0")), "--out", plan);
        await _lab.Lab.VsctlAsync("remove", "port", "v-r", "external_ids", "tuisetup-pvlan-100");

        var found = await _program.Switch.RunInAsync("sw", null, "verify", plan, "--probe", "--json", "--ports", "v-i1,v-i2");
        var probes = JObject.Parse(found.Stdout)["probes"]!;

        Assert.Contains("its port is not on this machine", (string)probes["remark"]!, StringComparison.Ordinal);
        Assert.All(probes["pairs"]!, pair => Assert.Equal(["untold", "untold", "none", "untold", "untold", "none"], Findings(pair)));
        Assert.All(probes["pairs"]!, pair => Assert.Equal(JTokenType.Null, pair["measured"]!.Type));
    }

    private async Task<List<JToken>> ProbeAsync(string plan, params string[] ports)
    {
        var result = await _program.OnSwitchAsync("verify", plan, "--probe", "--json", "--ports", string.Join(',', ports));
        return [.. JObject.Parse(result.Stdout)["probes"]!["pairs"]!];
    }

    private static IEnumerable<string?> Findings(JToken pair) => ((JObject)pair["probes"]!).Properties().Select(probe => (string?)probe.Value);
}
