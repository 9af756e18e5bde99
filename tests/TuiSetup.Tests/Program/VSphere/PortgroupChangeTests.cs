using System.Xml.Linq;
using Newtonsoft.Json.Linq;
using TuiSetup.Tests.Backends.VSphere;
using TuiSetup.VCenterSim;
using TuiSetup.VCenterSim.Model;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.Tests.Program.VSphere;

/// <summary>Port groups that are there already with other settings: changed where nobody else is on them, else refused.</summary>
[Collection(VCenterFixture.Name)]
public sealed class PortgroupChangeTests(VCenterFixture fixture)
{
    private const string Isolate = """ "dvs": "DSwitch", "primary": 100, "isolated": 101, "nics": ["t1", "t2"], "relay": "relay/Network adapter 1" """;
    private const string Mine = """, "isolated_portgroup": "mine" """;

    [Fact]
    public async Task One_that_nobody_is_on_is_changed_and_undo_puts_it_back_to_the_letter()
    {
        await using var server = fixture.Start();
        var group = Add(server, "mine", vlan: 30);
        group.Description = "for later";
        var before = Plain(group.Setting);
        using var program = new VSphereProgram(server, "vsphere-pvlan");
        var plan = await program.RunAsync("plan", "vsphere-pvlan", "--answers", program.Answers(Isolate + Mine));
        Assert.Contains("~ Port group mine", plan.Stdout, StringComparison.Ordinal);
        Assert.Contains("- vlan = 30", plan.Stdout, StringComparison.Ordinal);
        Assert.Contains("+ vlan = pvlan 101", plan.Stdout, StringComparison.Ordinal);
        Assert.Contains("isolated_portgroup: [portgroups] Port group 'mine' is there already, with VLAN 30", plan.Stderr, StringComparison.Ordinal);

        var result = await program.ApplyAsync(Isolate + Mine);

        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        var read = (await program.ReadByPyvmomiAsync())["portgroups"]!["mine"]!;
        Assert.Equal((101, false, "for later"), ((int)read["pvlan"]!, (bool)read["inherited"]!, group.Description));
        Assert.Equal("unchanged", (string?)VSphereProgram.LastLine(await program.ApplyAsync(Isolate + Mine))["outcome"]);
        Assert.Equal(0, (await program.RunAsync("undo")).ExitCode);
        Assert.Equal(before, Plain(group.Setting));
        Assert.Empty(server.Rejected);
    }

    [Theory]
    [InlineData("8.0")]
    [InlineData("6.5")]
    public async Task The_relays_gets_what_its_release_can_and_loses_it_again(string release)
    {
        await using var server = fixture.Start(Profile.All.First(one => one.Release.StartsWith(release, StringComparison.Ordinal)));
        Add(server, "mine", vlan: 30);
        using var program = new VSphereProgram(server, "vsphere-pvlan");
        var before = (JObject)(await program.ReadByPyvmomiAsync())["portgroups"]!["mine"]!;

        var result = await program.ApplyAsync(Isolate + """, "promiscuous_portgroup": "mine" """);

        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        var read = (await program.ReadByPyvmomiAsync())["portgroups"]!["mine"]!;
        Assert.Equal((100, release == "8.0", release == "6.5", true), ((int)read["pvlan"]!, (bool)read["macLearning"]!, (bool)read["promiscuous"]!, (bool)read["forged"]!));
        var undone = await program.RunAsync("undo");
        Assert.True(undone.ExitCode == 0, undone.Stdout + undone.Stderr);
        Assert.Equal(before.ToString(), (await program.ReadByPyvmomiAsync())["portgroups"]!["mine"]!.ToString());
        Assert.Empty(server.Rejected);
    }

    [Theory]
    [InlineData("8.0", "macManagementPolicy")]
    [InlineData("8.0", "securityPolicy")]
    [InlineData("6.5", "securityPolicy")]
    public async Task One_that_hears_everything_hears_it_no_more_wherever_that_was_set(string release, string policy)
    {
        await using var server = fixture.Start(Profile.All.First(one => one.Release.StartsWith(release, StringComparison.Ordinal)));
        var group = Add(server, "mine", vlan: 30);
        group.Setting.Add(policy == "securityPolicy"
            ? Vim.New(policy, Vim.New("inherited", false), Vim.New("allowPromiscuous", Vim.New("inherited", false), Vim.New("value", true)))
            : Vim.New(policy, Vim.New("inherited", false), Vim.New("allowPromiscuous", true)));
        var before = Plain(group.Setting);
        using var program = new VSphereProgram(server, "vsphere-pvlan");

        var result = await program.ApplyAsync(Isolate + Mine);

        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        Assert.False(group.IsPromiscuous);
        Assert.Equal(0, (await program.RunAsync("undo")).ExitCode);
        Assert.Equal(before, Plain(group.Setting));
        Assert.Empty(server.Rejected);
    }

    [Fact]
    public async Task One_that_the_chosen_machines_alone_are_on_is_changed_under_them()
    {
        await using var server = fixture.Start();
        var group = Add(server, "mine", vlan: 30);
        Connect(server, "t1", group);
        using var program = new VSphereProgram(server, "vsphere-pvlan");

        var result = await program.ApplyAsync(Isolate + Mine);

        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        Assert.Equal((101, 2), (group.PvlanId, group.Ports.Count(port => port.Connectee is not null)));
    }

    [Fact]
    public async Task One_that_someone_else_is_on_is_refused_by_their_names()
    {
        await using var server = fixture.Start();
        var group = Add(server, "mine", vlan: 30);
        Connect(server, "t1", group);
        Connect(server, "web-001", group);
        using var program = new VSphereProgram(server, "vsphere-pvlan");

        var result = await program.ApplyAsync(Isolate + Mine);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("A change would move web-001 too, which you did not name.", result.Stdout, StringComparison.Ordinal);
        Assert.Contains("\"check\":\"portgroups\"", result.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_a_hosts_own_interface_is_on_is_refused()
    {
        await using var server = fixture.Start();
        var group = Add(server, "mine", vlan: 30);
        group.Ports[0].Vmkernel = server.Inventory.Objects.OfType<Host>().First();
        using var program = new VSphereProgram(server, "vsphere-pvlan");

        var result = await program.ApplyAsync(Isolate + Mine);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("a change would touch 1 of its ports (hostVmkVnic on port", result.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_uplinks_and_those_of_nsx_are_refused()
    {
        await using var server = fixture.Start();
        Add(server, "mine", vlan: 30).BackingType = "nsx";
        using var program = new VSphereProgram(server, "vsphere-pvlan");

        var nsx = await program.ApplyAsync(Isolate + Mine);
        var uplinks = await program.ApplyAsync(Isolate + """, "isolated_portgroup": "DSwitch-DVUplinks" """);

        Assert.Equal((3, 3), (nsx.ExitCode, uplinks.ExitCode));
        Assert.Contains("It is one of NSX, and is left alone", nsx.Stdout, StringComparison.Ordinal);
        Assert.Contains("It is that of the uplinks, and is left alone", uplinks.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_whose_port_is_mirrored_cannot_become_promiscuous()
    {
        await using var server = fixture.Start(Profile.V65);
        var group = Add(server, "mine", vlan: 30);
        Connect(server, "relay", group);
        lock (server.Inventory.Gate)
        {
            group.Dvs.Sessions.Add(Vim.New("vspanSession", Vim.New("key", "session-1"), Vim.New("name", "watch"), Vim.New("enabled", true),
                Vim.New("sourcePortTransmitted", Vim.New("portKey", group.Ports[0].Key)), Vim.New("stripOriginalVlan", false), Vim.New("normalTrafficAllowed", false)));
        }

        using var program = new VSphereProgram(server, "vsphere-pvlan");

        var result = await program.ApplyAsync(Isolate + """, "promiscuous_portgroup": "mine" """);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("such a port cannot become promiscuous", result.Stdout, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 4)]
    public async Task Another_admin_at_the_same_port_group_is_tried_again_three_times(int collisions, int exitCode)
    {
        await using var server = fixture.Start();
        Add(server, "mine", vlan: 30);
        server.Troubles.Add("ReconfigureDVPortgroup_Task/task", Trouble.InTask(SimFault.Concurrent), collisions);
        using var program = new VSphereProgram(server, "vsphere-pvlan");

        Assert.Equal(exitCode, (await program.ApplyAsync(Isolate + Mine)).ExitCode);
    }

    [Fact]
    public async Task One_that_someone_changed_after_the_plan_is_left_alone()
    {
        await using var server = fixture.Start();
        var group = Add(server, "mine", vlan: 30);
        using var program = new VSphereProgram(server, "vsphere-pvlan");
        var plan = program.File("plan.json");
        Assert.Equal(0, (await program.RunAsync("plan", "vsphere-pvlan", "--answers", program.Answers(Isolate + Mine), "--out", plan)).ExitCode);
        group.Setting = new XElement(group.Setting.Name, group.Setting.Attributes(), Portgroup.Vlan(31));

        var result = await program.RunAsync("apply", plan, "--yes");

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("was changed by someone else since the plan was made: port group 'mine' has vlan=31", result.Stderr, StringComparison.Ordinal);
        Assert.Equal(31, group.VlanId);
        Assert.Empty(group.Dvs.Pvlans);
    }

    /// <summary>The same whatever the prefixes.</summary>
    private static string Plain(XElement element)
        => $"{element.Name.LocalName}:{element.TypeOf()}({(element.HasElements ? string.Join(' ', element.Elements().Select(Plain)) : element.Value)})";

    private static Portgroup Add(VCenterServer server, string name, int vlan)
    {
        lock (server.Inventory.Gate)
        {
            return server.Inventory.AddPortgroup(server.Inventory.Switches.First(), name, 8, vlan);
        }
    }

    private static void Connect(VCenterServer server, string machine, Portgroup group)
    {
        lock (server.Inventory.Gate)
        {
            var found = server.Inventory.Machines.First(one => one.Name == machine);
            server.Inventory.Connect(found, found.Cards[0], group, null);
        }
    }
}
