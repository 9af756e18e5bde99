using System.Globalization;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.OvsPvlan;

/// <summary>What cannot work is told before anything is changed, with what to do.</summary>
[Collection(PvlanFixture.Name)]
public sealed class RefusalTests(PvlanFixture fixture) : IAsyncLifetime
{
    private const string Vlans = "\"primary\": 100, \"isolated\": 101, \"persist\": false", Roles = """{ "v-p1": "promiscuous", "v-i1": "isolated", "v-i2": "isolated" }""";

    private readonly Tuisetup _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("\"primary\": 100, \"isolated\": 100", "VLAN 100 is asked for 2 times; primary, isolated, communities and the relay's must differ.")]
    [InlineData("\"primary\": 100, \"isolated\": 101, \"communities\": [101]", "VLAN 101 is asked for 2 times")]
    [InlineData("\"primary\": 4095, \"isolated\": 101", "4095 is not between 1 and 4094")]
    [InlineData("\"primary\": 100", "Port 'v-i1' is isolated, but there is no isolated VLAN.")]
    public Task Vlans_that_overlap_or_lack_are_refused(string vlans, string expected) => RefusesAsync(expected, vlans, Roles);

    [Theory]
    [InlineData("""{ "v-p1": "promiscuous", "v-none": "isolated" }""", "Bridge 'br0' has no port 'v-none'. Its ports are ")]
    [InlineData("""{ "v-p1": "promiscuous", "v-i1": "lonely" }""", "'lonely' is not a role for port 'v-i1'. The roles are promiscuous, isolated")]
    [InlineData("""{ "v-p1": "promiscuous", "v-i1": "community 105" }""", "Port 'v-i1' is in community 105, which is not among the communities. Add 105")]
    [InlineData("{}", "No port has a role, so nothing would be isolated.")]
    public Task Roles_that_do_not_exist_are_refused(string roles, string expected) => RefusesAsync(expected, roles: roles);

    [Theory]
    [InlineData(Vlans, """{ "v-p1": "relay", "v-c1": "relay", "v-i1": "isolated" }""", "Ports v-c1, v-p1 are all for a relay: each frame would be passed on more than once.")]
    [InlineData(Vlans, """{ "v-p1": "relay", "v-i1": "isolated", "to-br1": "trunk" }""", "relay_vlan: What the relay passes on has no VLAN of its own on trunk 'to-br1'")]
    [InlineData(Vlans + ", \"relay_vlan\": 104", """{ "v-p1": "promiscuous", "v-i1": "isolated" }""", "VLAN 104 is for what a relay passes on, and no port leads to one")]
    [InlineData(Vlans + ", \"relay_vlan\": 101", """{ "v-p1": "relay", "v-i1": "isolated" }""", "relay_vlan: VLAN 101 is asked for 2 times")]
    [InlineData("\"primary\": 100, \"communities\": [102]", """{ "v-p1": "relay", "v-c1": "community 102" }""", "A relay passes on what isolated hosts say to each other, and there is no isolated VLAN.")]
    [InlineData("\"method\": \"protected\"", """{ "v-p1": "relay", "v-i1": "isolated" }""", "Port 'v-p1' shall be relay, which Port.protected cannot do")]
    public Task A_relay_that_could_not_work_is_refused(string vlans, string roles, string expected) => RefusesAsync(expected, vlans, roles);

    [Fact]
    public async Task A_trunk_that_lacks_the_relays_vlan_is_told()
    {
        await fixture.Lab.VsctlAsync("set", "port", "to-br1", "trunks=100,101");

        await RefusesAsync("The trunks of port 'to-br1' lack VLAN 104.", Vlans + ", \"relay_vlan\": 104", """{ "v-p1": "relay", "v-i1": "isolated", "to-br1": "trunk" }""");
    }

    [Theory]
    [InlineData("tag=5", "v-i1", "trunk", "Port 'v-i1' is an access port of VLAN 5, and cannot be a trunk. Clear its tag first")]
    [InlineData("trunks=5,6", "v-i1", "isolated", "Port 'v-i1' is a trunk of VLAN 5, 6; as isolated it carries untagged frames alone.")]
    [InlineData("trunks=100", "v-i1", "trunk", "The trunks of port 'v-i1' lack VLAN 101.")]
    [InlineData("vlan_mode=native-tagged", "v-i1", "isolated", "Port 'v-i1' has vlan_mode native-tagged")]
    public async Task A_port_whose_vlans_say_otherwise_is_refused(string setting, string port, string role, string expected)
    {
        await fixture.Lab.VsctlAsync("set", "port", port, setting);

        await RefusesAsync(expected, roles: $$"""{ "v-p1": "promiscuous", "{{port}}": "{{role}}" }""");
    }

    [Fact]
    public async Task A_port_that_leaves_its_vlan_needs_a_word()
    {
        await fixture.Lab.VsctlAsync("set", "port", "v-i1", "tag=7");

        var refused = await RefusesAsync("Port 'v-i1' is in VLAN 7 now; with a role it is in the private VLAN 100, and reaches VLAN 7 no more.");
        Assert.Contains("\"confirm\": [\"VLAN 100\"]", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_without_a_role_in_one_of_the_vlans_is_told()
    {
        await fixture.Lab.VsctlAsync("set", "port", "v-d1", "tag=101");

        await RefusesAsync("Port 'v-d1' is in VLAN 101 and gets no role: it would reach none of the others.");
    }

    [Fact]
    public async Task A_bridge_of_a_controller_is_refused()
    {
        await fixture.Lab.VsctlAsync("set-controller", "br0", "tcp:127.0.0.1:6653");

        await RefusesAsync("Bridge 'br0' belongs to an OpenFlow controller, which may remove flows of ours at any time.");
    }

    [Theory]
    [InlineData("priority=61000,actions=drop")]
    [InlineData("priority=65535,in_port=v-i1,actions=NORMAL")]
    public async Task A_flow_of_someone_else_that_would_come_first_is_refused(string flow)
    {
        await fixture.Lab.OfctlAsync("add-flow", "br0", flow);

        await RefusesAsync("A flow of someone else in table 0 of bridge 'br0' has priority ");
    }

    [Fact]
    public async Task Tables_that_are_in_use_are_left_to_their_owner_and_one_that_comes_later_is_told()
    {
        await fixture.Lab.OfctlAsync("add-flow", "br0", "table=222,priority=1,actions=NORMAL");
        Assert.Equal(0, (await RunAsync()).ExitCode);
        Assert.DoesNotContain("table=222", OursIn(await fixture.Lab.FlowsAsync("br0")), StringComparison.Ordinal);

        var first = OursIn(await fixture.Lab.FlowsAsync("br0")).Split('\n').Where(line => line.Contains(" table=", StringComparison.Ordinal))
            .Min(line => int.Parse(line.Split("table=")[1].Split(',')[0], CultureInfo.InvariantCulture));
        await fixture.Lab.OfctlAsync("add-flow", "br0", $"table={first + 1},priority=1,actions=NORMAL");
        await RefusesAsync($"Someone else has a flow in table {first + 1} of bridge 'br0', among ours.");
    }

    [Fact]
    public async Task The_port_that_carries_copies_gets_no_role()
    {
        Assert.Equal(0, (await _program.RunAsync("run", "ovs-mirror", "--yes", "--answers", _program.Answers("""{ "bridge": "br0", "name": "m", "select_all": true, "output_port": "v-mon" }""", """, "confirm": ["v-mon"]"""))).ExitCode);

        await RefusesAsync("Port 'v-mon' is the output of mirror 'm' and carries copies alone.", roles: """{ "v-p1": "promiscuous", "v-mon": "isolated" }""");
    }

    [Fact]
    public async Task Vlans_of_another_private_vlan_are_not_taken_twice()
    {
        Assert.Equal(0, (await RunAsync()).ExitCode);

        await RefusesAsync("VLAN 101 belongs to the private VLAN 100 of bridge 'br0'.", "\"primary\": 200, \"isolated\": 101", """{ "v-c1": "promiscuous", "v-c2": "isolated" }""");
        await RefusesAsync("Port 'v-i1' has the role isolated in the private VLAN 100.", "\"primary\": 200, \"isolated\": 201", """{ "v-c1": "promiscuous", "v-i1": "isolated" }""");
    }

    [Fact]
    public async Task Port_protected_knows_no_communities()
        => await RefusesAsync("Port 'v-c1' shall be community 102, which Port.protected cannot do", "\"method\": \"protected\"", """{ "v-p1": "promiscuous", "v-c1": "community 102" }""");

    [Fact]
    public async Task Without_rights_it_is_told_whose_the_socket_is()
    {
        var answers = Path.Combine(Path.GetTempPath(), $"answers-{Guid.NewGuid():n}.json");
        File.Copy(_program.AnswersFor("ovs-pvlan", $$"""{ "bridge": "br0", "primary": 100, "isolated": 101, "persist": false, "roles": {{Roles}} }"""), answers);
        File.SetUnixFileMode(answers, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        var result = await ProcessRunner.RunAsync(
            "setpriv", ["--reuid", "nobody", "--regid", "nogroup", "--clear-groups", Tuisetup.Executable, "plan", "ovs-pvlan", "--answers", answers],
            new Dictionary<string, string?>(_program.Environment) { ["TUISETUP_STATE_DIR"] = "/nonexistent" },
            cancel: TestContext.Current.CancellationToken);

        File.Delete(answers);
        Assert.NotEqual(0, result.ExitCode);
        Assert.DoesNotContain("   at ", result.Stderr, StringComparison.Ordinal);
        Assert.Contains("ermission denied", result.Stderr, StringComparison.Ordinal);
    }

    /// <summary>The run is refused with this, and nothing is changed; the result is all that was said.</summary>
    private async Task<string> RefusesAsync(string expected, string vlans = Vlans, string roles = Roles)
    {
        var before = await fixture.StateAsync();
        var result = await RunAsync(vlans, roles);

        Assert.InRange(result.ExitCode, 2, 3);
        Assert.Contains(expected, result.Stderr, StringComparison.Ordinal);
        Assert.Equal(before, await fixture.StateAsync());
        return result.Stderr;
    }

    private Task<ProcessResult> RunAsync(string vlans = Vlans, string roles = Roles)
        => _program.RunAsync("run", "ovs-pvlan", "--yes", "--answers", _program.AnswersFor("ovs-pvlan", $$"""{ "bridge": "br0", {{vlans}}, "roles": {{roles}} }"""));

    private static string OursIn(string flows) => string.Join('\n', flows.Split('\n').Where(line => line.Contains("cookie=0x74756953", StringComparison.Ordinal)));
}
