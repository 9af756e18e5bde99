using Newtonsoft.Json.Linq;
using TuiSetup.Tests.Backends.VSphere;
using TuiSetup.VCenterSim;
using TuiSetup.VCenterSim.Model;

namespace TuiSetup.Tests.Program.VSphere;

/// <summary>The wizard vsphere-vlan, unattended, on a simulated vCenter that pyvmomi reads back.</summary>
[Collection(VCenterFixture.Name)]
public sealed class VlanTests(VCenterFixture fixture)
{
    [Fact]
    public async Task Each_machine_gets_a_free_vlan_of_the_range_and_the_relay_a_trunk()
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-vlan");
        const string Answers = """ "dvs": "DSwitch", "vlans": [19, 20, 21, 22], "prefix": "own", "nics": ["t1", "t2", "web-001"], "relay": "relay/Network adapter 1" """;

        var result = await program.ApplyAsync(Answers);

        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        var read = await program.ReadByPyvmomiAsync();
        Assert.Equal(["own-19", "own-21", "own-22", "own-trunk"], ((string[])["t1", "t2", "web-001", "relay"]).Select(name => (string?)read["cards"]![name + "/4000"]!["network"]));
        Assert.Equal(21, (int)read["portgroups"]!["own-21"]!["vlan"]!);
        Assert.Equal("[[19,22]]", read["portgroups"]!["own-trunk"]!["trunk"]!.ToString(Newtonsoft.Json.Formatting.None));
        Assert.True((bool)read["portgroups"]!["own-trunk"]!["macLearning"]!);
        Assert.Equal("unchanged", (string?)VSphereProgram.LastLine(await program.ApplyAsync(Answers))["outcome"]);
        Assert.Equal(0, (await program.RunAsync("undo")).ExitCode);
        Assert.DoesNotContain(((JObject)(await program.ReadByPyvmomiAsync())["portgroups"]!).Properties(), group => group.Name.StartsWith("own", StringComparison.Ordinal));
        Assert.Empty(server.Rejected);
    }

    [Fact]
    public async Task A_larger_range_later_widens_the_relays_trunk_and_undo_narrows_it()
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-vlan");
        Assert.Equal(0, (await program.ApplyAsync(""" "dvs": "DSwitch", "vlans": [30, 31], "prefix": "own", "nics": ["t1"], "relay": "relay/Network adapter 1" """)).ExitCode);

        var wider = await program.ApplyAsync(""" "dvs": "DSwitch", "vlans": [30, 31, 32, 33], "prefix": "own", "nics": ["t1", "t2", "web-001"], "relay": "relay/Network adapter 1" """);

        Assert.True(wider.ExitCode == 0, wider.Stdout + wider.Stderr);
        Assert.Equal("[[30,33]]", (await Trunk()).ToString(Newtonsoft.Json.Formatting.None));
        Assert.Equal(0, (await program.RunAsync("undo")).ExitCode);
        Assert.Equal("[[30,31]]", (await Trunk()).ToString(Newtonsoft.Json.Formatting.None));
        Assert.Empty(server.Rejected);

        async Task<JToken> Trunk() => (await program.ReadByPyvmomiAsync())["portgroups"]!["own-trunk"]!["trunk"]!;
    }

    [Fact]
    public async Task On_standard_switches_every_host_of_the_cluster_gets_the_same_port_groups()
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-vlan");
        var hosts = server.Inventory.Objects.OfType<Host>().Where(host => host.Parent!.Name == "Cluster1").ToList();
        Assert.NotEmpty(hosts);
        var before = await program.ReadByPyvmomiAsync();

        var result = await program.ApplyAsync(""" "switch": "standard", "cluster": "Cluster1", "vswitch": "vSwitch0", "vlans": [2000, 2001], "prefix": "own", "nics": ["t1", "t2"], "relay": "relay/Network adapter 1" """);

        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        var read = await program.ReadByPyvmomiAsync();
        Assert.All(hosts, host =>
        {
            var groups = read["hosts"]![host.Name]!;
            Assert.Equal((2000, 2001, 4095, true), ((int)groups["own-2000"]!["vlan"]!, (int)groups["own-2001"]!["vlan"]!, (int)groups["own-trunk"]!["vlan"]!, (bool)groups["own-trunk"]!["promiscuous"]!));
        });
        Assert.Equal(["own-2000", "own-2001", "own-trunk"], ((string[])["t1", "t2", "relay"]).Select(name => (string?)read["cards"]![name + "/4000"]!["network"]));
        Assert.Equal(((string?)before["cards"]!["t1/4000"]!["mac"], true), ((string?)read["cards"]!["t1/4000"]!["mac"], (bool)read["cards"]!["t1/4000"]!["connected"]!));

        Assert.Equal(0, (await program.RunAsync("undo")).ExitCode);

        var back = await program.ReadByPyvmomiAsync();
        Assert.True(JToken.DeepEquals(before["hosts"], back["hosts"]));
        Assert.Equal("DPG-original", (string?)back["cards"]!["t1/4000"]!["network"]);
        Assert.Empty(server.Rejected);
    }

    [Theory]
    [InlineData(""" "dvs": "DSwitch", "vlans": [20, 10, 30], "nics": ["t1", "t2"] """, "[vlan-ids]", "2 cards need a VLAN each, but 1 of the range are free (10, 20 are used)")]
    [InlineData(""" "switch": "standard", "cluster": "Cluster1", "vswitch": "vSwitch9", "vlans": [30], "nics": ["t1"] """, "[hosts]", "has no standard switch 'vSwitch9'")]
    [InlineData(""" "switch": "standard", "cluster": "Cluster2", "vlans": [30], "nics": ["t1"] """, "[hosts]", "outside of cluster 'Cluster2'")]
    [InlineData(""" "dvs": "DSwitch", "vlans": [30], "nics": ["t1"], "relay": "t1" """, "[names]", "is among the machines that are kept apart")]
    public async Task What_cannot_be_is_said_before(string answers, string check, string message)
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-vlan");

        var result = await program.RunAsync("plan", "vsphere-vlan", "--answers", program.Answers(answers));

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(check, result.Stdout + result.Stderr, StringComparison.Ordinal);
        Assert.Contains(message, result.Stdout + result.Stderr, StringComparison.Ordinal);
    }
}
