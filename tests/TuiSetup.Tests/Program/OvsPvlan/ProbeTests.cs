using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.OvsPvlan;

/// <summary>The program itself tests with packets what it promised, and says where that does not hold.</summary>
[Collection(PvlanFixture.Name)]
public sealed class ProbeTests(PvlanFixture fixture) : IAsyncLifetime
{
    private readonly Tuisetup _program = new(fixture.Lab);
    private string _plan = "";

    public async ValueTask InitializeAsync()
    {
        await fixture.ResetAsync();
        _plan = Path.Combine(_program.Folder, "plan.json");
        await RequireAsync(0, "plan", "ovs-pvlan", "--answers", _program.AnswersFor("ovs-pvlan", PvlanFixture.Answers("br0")), "--out", _plan);
    }

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Before_the_roles_are_applied_promises_do_not_hold_and_after_all_of_them_do()
    {
        var before = await ProbeAsync(3);
        Assert.Equal(6 * 5, before.Count);
        Assert.All(before, pair => Assert.Equal(true, (bool?)pair["measured"]));

        await RequireAsync(0, "apply", _plan, "--yes");
        var after = await ProbeAsync(0);
        Assert.Equal(
            PvlanFixture.Allowed.Where(pair => OnFirst(pair.Split('>'))).Order(StringComparer.Ordinal),
            after.Where(pair => (bool)pair["measured"]!).Select(pair => $"{Host(pair, "from")}>{Host(pair, "to")}").Order(StringComparer.Ordinal));
        Assert.All(after.Where(pair => (bool)pair["promised"]!), pair => Assert.Equal(["direct", "direct", "direct"], Findings(pair)));
        Assert.All(after.Where(pair => !(bool)pair["promised"]!), pair => Assert.Equal(["none", "none", "none"], Findings(pair)));
    }

    [Fact]
    public async Task A_flow_of_someone_else_that_opens_a_way_is_found_though_all_objects_are_as_planned()
    {
        await RequireAsync(0, "apply", _plan, "--yes");
        await fixture.Lab.OfctlAsync("add-flow", "br0", "priority=65000,in_port=v-c1,actions=output:v-d1");

        var text = (await RequireAsync(3, "verify", _plan, "--probe", "--ports", "v-c1,v-d1")).Stdout;

        Assert.Contains("Everything is as planned.", text, StringComparison.Ordinal);
        Assert.Contains("1 pair is NOT as promised, of 2 measured.", text, StringComparison.Ordinal);
        Assert.Contains("! v-c1 -> v-d1: promised no; ARP passes, ICMP passes, TCP passes", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_relay_passes_on_is_told_apart_and_breaks_no_promise()
    {
        await RequireAsync(0, "apply", _plan, "--yes");
        var answers = _program.AnswersFor("relay", $$"""{ "interface": "eth0", "isolated": ["{{PvlanFixture.AddressOf("i1")}}", "{{PvlanFixture.AddressOf("i2")}}"], "rules": ["any -> any icmp"] }""");
        Assert.Equal(0, (await _program.RunInAsync("p1", null, "run", "relay", "--answers", answers, "--yes")).ExitCode);

        try
        {
            var pairs = await ProbeAsync(0, "--ports", "v-i1,v-i2");
            Assert.All(pairs, pair => Assert.Equal(["relayed", "relayed", "none"], Findings(pair)));
        }
        finally
        {
            Assert.Equal(0, (await _program.RunInAsync("p1", null, "undo")).ExitCode);
        }

        Assert.All(await ProbeAsync(0, "--ports", "v-i1,v-i2"), pair => Assert.Equal(["none", "none", "none"], Findings(pair)));
    }

    [Fact]
    public async Task Hosts_that_are_not_on_this_machine_and_those_without_an_address_are_named()
    {
        await fixture.Lab.VsctlAsync("add-port", "br0", "v-far", "--", "set", "interface", "v-far", "type=internal");
        try
        {
            await RequireAsync(0, "plan", "ovs-pvlan", "--answers", _program.AnswersFor("ovs-pvlan", """{ "bridge": "br0", "primary": 100, "isolated": 101, "persist": false, "roles": { "v-p1": "promiscuous", "v-i1": "isolated", "v-far": "isolated" } }"""), "--out", _plan);
            await RequireAsync(0, "apply", _plan, "--yes");

            var text = (await RequireAsync(0, "verify", _plan, "--probe")).Stdout;

            Assert.Contains("As promised: 2 pairs measured with ARP, ICMP and TCP.", text, StringComparison.Ordinal);
            Assert.Contains("v-far: Its host is not on this machine", text, StringComparison.Ordinal);
        }
        finally
        {
            await fixture.Lab.VsctlAsync("del-port", "br0", "v-far");
        }
    }

    [Fact]
    public async Task A_port_that_has_no_role_and_a_plan_without_promises_are_told()
    {
        await RequireAsync(0, "apply", _plan, "--yes");

        Assert.Contains("'to-br1' is not a port to which the plan gives a host's role.", (await RequireAsync(2, "verify", _plan, "--probe", "--ports", "to-br1")).Stderr, StringComparison.Ordinal);

        var mirror = Path.Combine(_program.Folder, "mirror.json");
        await RequireAsync(0, "plan", "ovs-mirror", "--answers", _program.Answers("""{ "bridge": "br0", "name": "m", "select_all": true, "output_port": "v-d1" }""", """, "confirm": ["v-d1"]"""), "--out", mirror);
        Assert.Contains("promises nothing that probes can test", (await RequireAsync(2, "verify", mirror, "--probe")).Stderr, StringComparison.Ordinal);
    }

    private async Task<List<JToken>> ProbeAsync(int exitCode, params string[] options)
    {
        var result = await RequireAsync(exitCode, ["verify", _plan, "--probe", "--json", .. options]);
        return [.. JObject.Parse(result.Stdout)["probes"]!["pairs"]!];
    }

    private async Task<ProcessResult> RequireAsync(int exitCode, params string[] arguments)
    {
        var result = await _program.RunInAsync("sw", null, arguments);
        Assert.True(result.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {result.ExitCode}\n{result.Stdout}{result.Stderr}");
        return result;
    }

    private static IEnumerable<string?> Findings(JToken pair) => ((JObject)pair["probes"]!).Properties().Select(probe => (string?)probe.Value);

    private static bool OnFirst(string[] hosts) => hosts.All(host => PvlanFixture.Answers("br0").Contains($"\"v-{host}\"", StringComparison.Ordinal));

    private static string Host(JToken pair, string end) => ((string)pair[end]!)["v-".Length..];
}
