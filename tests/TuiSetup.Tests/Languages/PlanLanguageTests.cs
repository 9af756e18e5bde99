using Newtonsoft.Json.Linq;
using TuiSetup.Tests.Backends.VSphere;
using TuiSetup.Tests.Program.FirstBoot;
using TuiSetup.Tests.Program.Kpti;
using TuiSetup.Tests.Program.Network;
using TuiSetup.Tests.Program.Relay;
using TuiSetup.Tests.Program.VSphere;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Languages;

/// <summary>The language changes what people read, and nothing that machines do: a mirror of Open vSwitch.</summary>
[Collection(OvsFixture.Name)]
public sealed class MirrorPlanLanguageTests(OvsFixture fixture)
{
    [Fact]
    public async Task A_mirror_is_the_same_in_every_language()
    {
        await fixture.ResetAsync();
        using var program = new Tuisetup(fixture.Lab);
        var answers = program.Answers("""{ "bridge": "br0", "name": "ids", "select_src_port": ["v-h1"], "select_dst_port": ["v-h1", "v-h3"], "output_port": "v-mon" }""");

        await new LanguagePlans("ovs-mirror", answers, Path.Combine(program.Folder, "plan.json"), language => program.Language = language, program.RunAsync, StateAsync).AssertTheSameAsync();

        Task<string> StateAsync() => fixture.Lab.VsctlAsync("--columns=name,select_all,select_src_port,select_dst_port,output_port,external_ids", "list", "mirror");
    }
}

/// <summary>The same of a private VLAN of Open vSwitch.</summary>
[Collection(PvlanFixture.Name)]
public sealed class IsolationPlanLanguageTests(PvlanFixture fixture)
{
    [Fact]
    public async Task A_private_vlan_is_the_same_in_every_language()
    {
        await fixture.ResetAsync();
        using var program = new Tuisetup(fixture.Lab);
        var answers = program.AnswersFor("ovs-pvlan", PvlanFixture.Answers("br0"));

        await new LanguagePlans("ovs-pvlan", answers, Path.Combine(program.Folder, "plan.json"), language => program.Language = language, program.RunAsync, fixture.StateAsync).AssertTheSameAsync();
    }
}

/// <summary>The same of a relay on layer 3.</summary>
[Collection(RelayFixture.Name)]
public sealed class RelayPlanLanguageTests(RelayFixture fixture)
{
    [Fact]
    public async Task A_relay_is_the_same_in_every_language()
    {
        await fixture.ResetAsync();
        using var program = new RelayProgram(fixture.Lab);
        var answers = program.Answers(RelayProgram.Relay("any -> any icmp; any -> 10.79.0.12-10.79.0.13 tcp 80,443"));

        await new LanguagePlans("relay", answers, program.File("plan.json"), language => program.Language = language, program.RunAsync, fixture.Lab.StateAsync).AssertTheSameAsync();
    }
}

/// <summary>The same of a relay on layer 2.</summary>
[Collection(BridgedRelayFixture.Name)]
public sealed class BridgedRelayPlanLanguageTests(BridgedRelayFixture fixture)
{
    [Fact]
    public async Task A_relay_on_layer_2_is_the_same_in_every_language()
    {
        await fixture.Lab.ResetAsync();
        using var program = new BridgedRelayProgram(fixture.Lab);
        await program.IsolateAsync();

        await new LanguagePlans("relay", program.Answers(BridgedRelayProgram.Rules), Path.Combine(program.Relay.Folder, "plan.json"), language => program.Relay.Language = language, arguments => program.Relay.RunInAsync("r", null, arguments), fixture.Lab.RelayStateAsync).AssertTheSameAsync();
    }
}

/// <summary>The same of a network card.</summary>
[Collection(NetworkManagerFixture.Name)]
public sealed class NetworkPlanLanguageTests(NetworkManagerFixture fixture)
{
    [Fact]
    public async Task A_fixed_address_is_the_same_in_every_language()
    {
        await fixture.ResetAsync();
        await fixture.Lab.NmcliAsync("connection", "add", "type", "ethernet", "ifname", "eth0", "con-name", "uplink", "ipv4.method", "manual", "ipv4.addresses", "10.80.0.9/24");
        await fixture.Lab.NmcliAsync("connection", "up", "uplink");
        using var program = new NetworkProgram(fixture.Lab);
        var answers = program.Answers("""{ "type": "ethernet", "device": "eth0", "ipv4_method": "manual", "ipv4_addresses": "10.80.0.2/24", "ipv4_gateway": "10.80.0.1", "ipv6_method": "disabled", "dns": "10.80.0.1" }""");

        await new LanguagePlans("network", answers, program.File("plan.json"), language => program.Language = language, program.RunAsync, StateAsync).AssertTheSameAsync("--proof", "none");

        async Task<string> StateAsync() => await program.AddressesAsync("eth0") + await fixture.Lab.NmcliAsync("-t", "-f", "connection.id,ipv4.method,ipv4.addresses,ipv4.gateway,ipv4.dns,ipv6.method", "connection", "show", "uplink");
    }
}

/// <summary>The same of the three wizards of vSphere.</summary>
[Collection(VCenterFixture.Name)]
public sealed class VSpherePlanLanguageTests(VCenterFixture fixture)
{
    [Theory]
    [InlineData("vsphere-mirror", """ "dvs": "DSwitch", "name": "ids", "session_type": "dvPortMirror", "source_transmitted": ["t1"], "source_received": ["t2"], "destination": ["sensor"] """)]
    [InlineData("vsphere-pvlan", """ "dvs": "DSwitch", "primary": 100, "isolated": 101, "communities": [102], "nics": ["t1", "t2"], "relay": "relay/Network adapter 1", "canary": "t1" """)]
    [InlineData("vsphere-vlan", """ "dvs": "DSwitch", "vlans": [19, 20, 21], "prefix": "own", "nics": ["t1", "t2"], "relay": "relay/Network adapter 1" """)]
    [InlineData("vsphere-vlan", """ "switch": "standard", "cluster": "Cluster1", "vswitch": "vSwitch0", "vlans": [2000, 2001], "prefix": "own", "nics": ["t1", "t2"] """)]
    public async Task What_vsphere_gets_is_the_same_in_every_language(string wizard, string answers)
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, wizard);

        await new LanguagePlans(wizard, program.Answers(answers), program.File("plan.json"), language => program.Environment["TUISETUP_LANGUAGE"] = language, program.RunAsync, StateAsync).AssertTheSameAsync();

        Assert.Empty(server.Rejected);

        async Task<string> StateAsync()
        {
            var read = await program.ReadByPyvmomiAsync();
            return string.Join('\n', read["switches"]!["DSwitch"]!["pvlan"], read["switches"]!["DSwitch"]!["sessions"], string.Join(' ', ((JObject)read["portgroups"]!).Properties().Select(group => group.Name)),
                string.Join(' ', ((JObject)read["cards"]!).Properties().Select(card => card.Value["network"])), read["hosts"]);
        }
    }
}

/// <summary>The same of a machine's own settings, and of its command line.</summary>
[Collection(ApplianceFixture.Name)]
public sealed class MachinePlanLanguageTests(ApplianceFixture fixture)
{
    private const string PlanFile = "/var/tmp/language-plan.json";

    [Fact]
    public async Task The_settings_of_a_machine_are_the_same_in_every_language()
    {
        var program = new MachineProgram(fixture.Machine);
        var answers = await program.AnswersAsync("""{ "keyboard": "de", "hostname": "gate7.example.net", "timezone": "Asia/Tokyo" }""");

        await new LanguagePlans("first-boot", answers, PlanFile, language => program.Language = language, program.RunAsync, StateAsync).AssertTheSameAsync("--proof", "none");

        Task<string> StateAsync() => fixture.Machine.RunAsync("sh", "-c", "hostnamectl hostname; timedatectl show -p Timezone --value; localectl status; sed 's/[[:space:]][[:space:]]*/ /g' /etc/hosts");
    }

    [Fact]
    public async Task The_word_for_the_kernel_is_the_same_in_every_language()
    {
        var machine = new KptiMachine(fixture.Machine);
        await machine.PrepareAsync();
        try
        {
            var answers = await machine.AnswersAsync("""{ "pti": "on", "once": false, "compare": false }""");

            await new LanguagePlans("kpti", answers, PlanFile, language => machine.Language = language, machine.ProgramAsync, () => machine.ReadAsync(KptiMachine.Config)).AssertTheSameAsync();
        }
        finally
        {
            await fixture.Machine.TryAsync("sh", "-c", "umount /boot; umount /proc/1/environ");
        }
    }
}
