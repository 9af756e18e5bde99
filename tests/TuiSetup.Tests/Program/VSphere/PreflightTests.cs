using Newtonsoft.Json.Linq;
using TuiSetup.Tests.Backends.VSphere;
using TuiSetup.VCenterSim;
using TuiSetup.VCenterSim.Model;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.Tests.Program.VSphere;

/// <summary>Checks before anything is changed: each has a name, and all are told at once.</summary>
[Collection(VCenterFixture.Name)]
public sealed class PreflightTests(VCenterFixture fixture)
{
    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_by_the_name_of_its_check()
    {
        await using var server = fixture.Start();
        var inventory = server.Inventory;
        lock (inventory.Gate)
        {
            var dvs = inventory.Switches.First();
            dvs.Pvlans.Add(new PvlanEntry(100, 100, "promiscuous"));
            dvs.Pvlans.Add(new PvlanEntry(100, 150, "isolated"));
            dvs.UplinkPortgroup!.Setting.At("vlan", "vlanId", "end")!.Value = "200";
            var folder = inventory.Machines.First().Parent!;
            var outside = inventory.AddHost("esx9.lab", folder.Parent!);
            inventory.AddMachine("outside", folder, outside, "VM Network");
            Machine("t2").PowerState = "suspended";
            Machine("web-001").Cards[0].Opaque = "nsx-1";
            Inventory.Disconnect(Machine("web-001").Cards[0]);
            inventory.AddMachine("agent", folder, dvs.Hosts[0], dvs.Portgroups[1]).ManagedBy = "com.vmware.vim.eam";
            var full = inventory.AddPortgroup(dvs, "full", 0);
            (full.AutoExpand, full.Setting) = (false, Pvlan(101));
            dvs.Sessions.Add(Vim.New("vspanSession", Vim.New("key", "session-1"), Vim.New("name", "watch"), Vim.New("enabled", true), Vim.New("sourcePortReceived", Vim.New("portKey", Machine("web-002").Cards[0].Port!.Key)), Vim.New("stripOriginalVlan", false), Vim.New("normalTrafficAllowed", false)));
            inventory.DeniedPrivileges.Add("DVSwitch.Modify");
        }

        using var program = new VSphereProgram(server, "vsphere-pvlan");

        var result = await program.RunAsync("run", "vsphere-pvlan", "--yes", "--json", "--answers", program.Answers("""
            "dvs": "DSwitch", "primary": 100, "isolated": 101, "communities": [10, 3000], "isolated_portgroup": "full", "community_portgroup": "c",
            "nics": ["t1", "t2", "web-001", "web-002", "outside", "agent", "vcenter", "template-debian12", "old-snapshot", "nobody"], "relay": "relay/Network adapter 1"
            """));

        Assert.Equal(3, result.ExitCode);
        var checks = result.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(JObject.Parse)
            .Where(line => (string?)line["event"] == "problem").Select(line => $"{line["check"]} {line["field"]}").Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "agents nics", "hosts nics", "mirrors nics", "names nics", "nsx nics", "ports isolated_portgroup", "power nics", "protected nics",
                "pvlan-map isolated", "rights dvs", "snapshots nics", "templates nics", "uplinks primary", "vlan-ids communities",
            ],
            checks);
        Assert.False(server.Calls.ContainsKey("ReconfigureDvs_Task"));

        Machine Machine(string name) => inventory.Machines.First(machine => machine.Name == name);
    }

    [Theory]
    [InlineData("DVPortgroup.Delete", "on switch 'DSwitch'")]
    [InlineData("DVPortgroup.Create", "on switch 'DSwitch'")]
    [InlineData("DVSwitch.Modify", "on switch 'DSwitch'")]
    [InlineData("Network.Assign", "on port group 'DPG-original', to which undo brings cards back")]
    [InlineData("VirtualMachine.Config.EditDevice", "on the 2 machines")]
    public async Task A_right_that_is_missing_is_said_before_also_when_undo_alone_needs_it(string privilege, string where)
    {
        await using var server = fixture.Start();
        server.Inventory.DeniedPrivileges.Add(privilege);
        using var program = new VSphereProgram(server, "vsphere-pvlan");

        var result = await program.RunAsync("plan", "vsphere-pvlan", "--answers", program.Answers(""" "dvs": "DSwitch", "primary": 100, "isolated": 101, "nics": ["t1", "t2"] """));

        Assert.Equal(3, result.ExitCode);
        Assert.Contains($"[rights] 'administrator@vsphere.local' lacks the privilege {privilege} {where}", result.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_relay_that_may_only_be_promiscuous_says_so()
    {
        await using var server = fixture.Start(Profile.V65);
        using var program = new VSphereProgram(server, "vsphere-pvlan");

        var result = await program.RunAsync("plan", "vsphere-pvlan", "--answers", program.Answers("""
            "dvs": "DSwitch", "primary": 100, "isolated": 101, "nics": ["t1"], "relay": "relay/Network adapter 1", "relay_listening": "mac-learning"
            """));

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("[capability] Switch 'DSwitch' cannot learn MAC addresses", result.Stdout + result.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vsphere-pvlan", """ "primary": 100, "isolated": 101 """, "isolated")]
    [InlineData("vsphere-vlan", """ "vlans": [101] """, "vlans")]
    public async Task A_vlan_of_a_single_port_is_in_use_too(string wizard, string answers, string field)
    {
        await using var server = fixture.Start();
        server.Inventory.Switches.First().PortVlans.Add(101);
        using var program = new VSphereProgram(server, wizard);

        var result = await program.RunAsync("plan", wizard, "--answers", program.Answers($""" "dvs": "DSwitch", "nics": ["t1"], {answers} """));

        Assert.Equal(3, result.ExitCode);
        Assert.Contains($"{field}: [vlan-ids] VLAN 101 is used by a single port", result.Stdout + result.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_vcenter_itself_moves_only_when_it_is_typed_out()
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-pvlan");
        const string Answers = """ "dvs": "DSwitch", "primary": 100, "isolated": 101, "nics": ["vcenter"] """;

        var refused = await program.ApplyAsync(Answers);
        var confirmed = await program.ApplyAsync(Answers, """, "confirm": ["vcenter"] """);

        Assert.Equal((3, 0), (refused.ExitCode, confirmed.ExitCode));
        Assert.Contains("'vcenter' is the vCenter itself", refused.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_only_odd_is_a_warning_by_the_name_of_its_check()
    {
        await using var server = fixture.Start();
        lock (server.Inventory.Gate)
        {
            server.Inventory.Machines.First(machine => machine.Name == "t2").PowerState = "poweredOff";
            var group = server.Inventory.AddPortgroup(server.Inventory.Switches.First(), "fleeting");
            (group.Kind, group.Setting) = ("ephemeral", Pvlan(101));
            server.Inventory.Switches.First().Pvlans.AddRange([new PvlanEntry(100, 100, "promiscuous"), new PvlanEntry(100, 101, "isolated")]);
        }

        using var program = new VSphereProgram(server, "vsphere-pvlan");

        var result = await program.RunAsync("plan", "vsphere-pvlan", "--answers", program.Answers("""
            "dvs": "DSwitch", "primary": 100, "isolated": 101, "isolated_portgroup": "fleeting", "nics": ["t1", "t2", "old-snapshot"]
            """));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("isolated_portgroup: [binding] Port group 'fleeting' has ephemeral binding", result.Stderr, StringComparison.Ordinal);
        Assert.Contains("nics: [power] 't2' is powered off", result.Stderr, StringComparison.Ordinal);
        Assert.Contains("nics: [snapshots] 'old-snapshot' has a snapshot", result.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switches_and_clusters_of_two_datacenters_are_told_apart()
    {
        await using var server = fixture.Start();
        Dvs second;
        lock (server.Inventory.Gate)
        {
            var datacenter = server.Inventory.AddPlace("Datacenter", "datacenter", "DC2", server.Inventory.Root);
            var networks = server.Inventory.AddPlace("Folder", "group-n", "inner", server.Inventory.AddPlace("Folder", "group-n", "network", datacenter));
            var host = server.Inventory.AddHost("esx1.dc2", server.Inventory.AddPlace("ClusterComputeResource", "domain-c", "Cluster1", datacenter));
            second = server.Inventory.AddDvs("DSwitch", networks, host);
            server.Inventory.AddMachine("far", server.Inventory.AddPlace("Folder", "group-v", "vm", datacenter), host, server.Inventory.AddPortgroup(second, "DPG-far", 8, 77));
        }

        using var program = new VSphereProgram(server, "vsphere-pvlan");
        using var vlans = new VSphereProgram(server, "vsphere-vlan");
        const string Rest = """ "primary": 100, "isolated": 101, "isolated_portgroup": "DPG-original", "nics": ["far"] """;

        var switches = await program.RunAsync("list", "vsphere-pvlan", "dvs", "--answers", program.Answers(""" "primary": 100 """));
        var clusters = await vlans.RunAsync("list", "vsphere-vlan", "cluster", "--answers", vlans.Answers(""" "switch": "standard" """));
        var unclear = await program.ApplyAsync(""" "dvs": "DSwitch", """ + Rest);
        var result = await program.ApplyAsync(""" "dvs": "DC2/DSwitch", """ + Rest);

        Assert.Equal(["DC1/DSwitch", "DC2/DSwitch"], switches.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0]));
        Assert.Contains("DC2/Cluster1\n", clusters.Stdout, StringComparison.Ordinal);
        Assert.Contains("Cluster2\n", clusters.Stdout, StringComparison.Ordinal);
        Assert.Equal(3, unclear.ExitCode);
        Assert.Contains("There are DC1/DSwitch, DC2/DSwitch.", unclear.Stdout, StringComparison.Ordinal);
        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        Assert.Equal((2, 0), (second.Pvlans.Count, server.Inventory.Switches.First().Pvlans.Count));
    }

    [Fact]
    public async Task Machines_of_one_name_are_told_apart()
    {
        await using var server = fixture.Start();
        Machine second;
        lock (server.Inventory.Gate)
        {
            var first = server.Inventory.Machines.First(machine => machine.Name == "t1");
            second = server.Inventory.AddMachine("t1", first.Parent!, first.Host, server.Inventory.Objects.OfType<Portgroup>().First(group => group.Name == "DPG-servers"));
        }

        using var program = new VSphereProgram(server, "vsphere-pvlan");

        var refused = await program.ApplyAsync(""" "dvs": "DSwitch", "primary": 100, "isolated": 101, "nics": ["t1"] """);
        var named = await program.ApplyAsync($$""" "dvs": "DSwitch", "primary": 100, "isolated": 101, "nics": ["t1 [{{second.Id}}]"] """);

        Assert.Equal((3, 0), (refused.ExitCode, named.ExitCode));
        Assert.Contains("2 machines are called 't1'", refused.Stdout, StringComparison.Ordinal);
        Assert.Equal("DSwitch-isolated-101", second.Cards[0].Port!.Portgroup.Name);
    }

    private static System.Xml.Linq.XElement Pvlan(int id) => Vim.Typed("defaultPortConfig", "VMwareDVSPortSetting", Vim.Typed(
        "vlan", "VmwareDistributedVirtualSwitchPvlanSpec", Vim.New("inherited", false), Vim.New("pvlanId", id)));
}
