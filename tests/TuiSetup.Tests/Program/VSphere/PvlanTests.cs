using Newtonsoft.Json.Linq;
using TuiSetup.Tests.Backends.VSphere;
using TuiSetup.VCenterSim;
using TuiSetup.VCenterSim.Model;

namespace TuiSetup.Tests.Program.VSphere;

/// <summary>The wizard vsphere-pvlan, unattended, on a simulated vCenter that pyvmomi reads back.</summary>
[Collection(VCenterFixture.Name)]
public sealed class PvlanTests(VCenterFixture fixture)
{
    private const string Isolate = """
        "dvs": "DSwitch", "primary": 100, "isolated": 101, "communities": [102], "nics": ["t1", "t2", "web-001"], "relay": "relay/Network adapter 1", "canary": "t1"
        """;

    [Fact]
    public async Task Pyvmomi_reads_back_what_the_plan_said_and_undo_leaves_nothing()
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-pvlan");
        var before = await program.ReadByPyvmomiAsync();

        var result = await program.ApplyAsync(Isolate);

        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        var after = await program.ReadByPyvmomiAsync();
        Assert.Equal("""[[100,100,"promiscuous"],[100,101,"isolated"],[100,102,"community"]]""", Text(after["switches"]!["DSwitch"]!["pvlan"]!));
        AssertPortgroup(after, "DSwitch-isolated-101", 101, macLearning: false);
        AssertPortgroup(after, "DSwitch-community-102", 102, macLearning: false);
        AssertPortgroup(after, "DSwitch-promiscuous-100", 100, macLearning: true);
        foreach (var (card, network) in new[] { ("t1", "isolated-101"), ("t2", "isolated-101"), ("web-001", "isolated-101"), ("relay", "promiscuous-100") })
        {
            var (now, was) = (after["cards"]![card + "/4000"]!, before["cards"]![card + "/4000"]!);
            Assert.Equal("DSwitch-" + network, (string?)now["network"]);
            Assert.Equal(((string?)was["mac"], true), ((string?)now["mac"], (bool)now["connected"]!));
            Assert.NotEqual((string?)was["port"], (string?)now["port"]);
        }

        Assert.Equal(Text(before["cards"]!["relay/4001"]!), Text(after["cards"]!["relay/4001"]!));
        Assert.Equal("unchanged", (string?)VSphereProgram.LastLine(await program.ApplyAsync(Isolate))["outcome"]);

        var undone = await program.RunAsync("undo", "--json");

        Assert.True(undone.ExitCode == 0, undone.Stdout + undone.Stderr);
        var back = await program.ReadByPyvmomiAsync();
        Assert.Equal("[]", Text(back["switches"]!["DSwitch"]!["pvlan"]!));
        Assert.Equal(Keys(before["portgroups"]!), Keys(back["portgroups"]!));
        Assert.Equal(Networks(before), Networks(back));
        Assert.Empty(server.Rejected);
        Assert.Equal(0, server.Sessions.Open);
    }

    [Fact]
    public async Task The_switch_is_exported_before_anything_is_changed()
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-pvlan");

        var run = (string)VSphereProgram.LastLine(await program.ApplyAsync(Isolate))["run"]!;

        var export = await File.ReadAllTextAsync(Directory.EnumerateFiles(Path.Combine(program.State, "runs", run, "export")).Single(), TestContext.Current.CancellationToken);
        Assert.Contains("<entityType>distributedVirtualSwitch</entityType>", export, StringComparison.Ordinal);
        Assert.Contains("<name>DPG-original</name>", export, StringComparison.Ordinal);
        Assert.Contains("<configVersion>1</configVersion>", export, StringComparison.Ordinal);
        Assert.DoesNotContain("isolated", export, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "is blocked")]
    [InlineData(false, "is down")]
    public async Task A_canary_that_gets_no_frames_keeps_all_others_where_they_are(bool isBlocked, string reason)
    {
        await using var server = fixture.Start();
        var card = server.Inventory.Machines.First(machine => machine.Name == "t1").Cards[0];
        (card.IsBlocked, card.HasNoLink) = (isBlocked, !isBlocked);
        using var program = new VSphereProgram(server, "vsphere-pvlan");

        var result = await program.ApplyAsync(Isolate);

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("Card t1 went first, and ", result.Stdout, StringComparison.Ordinal);
        Assert.Contains(reason, result.Stdout, StringComparison.Ordinal);
        Assert.All(server.Inventory.Machines.Where(machine => machine.Name is "t2" or "web-001"), machine => Assert.Equal(1, machine.Version));
        Assert.Equal("DPG-original", card.Port!.Portgroup.Name);
        Assert.Empty(server.Inventory.Switches.First().Pvlans);
    }

    [Fact]
    public async Task A_whole_port_group_moves_eight_cards_at_a_time()
    {
        await using var server = fixture.Start(machines: 40);
        server.Tasks.Duration = TimeSpan.FromMilliseconds(60);
        using var program = new VSphereProgram(server, "vsphere-pvlan");

        var result = await program.ApplyAsync("""
            "dvs": "DSwitch", "primary": 100, "isolated": 101, "move": "portgroups", "portgroups": ["DPG-servers"]
            """, """, "confirm": ["vcenter"] """);

        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        Assert.Equal((8, 1), (server.Tasks.MostAtOnce, server.Tasks.MostAtOneSwitch));
        Assert.DoesNotContain(server.Inventory.Machines.SelectMany(machine => machine.Cards), card => card.Port?.Portgroup.Name == "DPG-servers");
    }

    [Theory]
    [InlineData("6.5", "promiscuous")]
    [InlineData("6.7", "macLearning")]
    [InlineData("7.0", "macLearning")]
    public async Task The_relays_port_group_is_what_the_release_can(string release, string expected)
    {
        await using var server = fixture.Start(Profile.All.First(one => one.Release.StartsWith(release, StringComparison.Ordinal)));
        using var program = new VSphereProgram(server, "vsphere-pvlan");

        var result = await program.ApplyAsync(Isolate);

        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        var group = (await program.ReadByPyvmomiAsync())["portgroups"]!["DSwitch-promiscuous-100"]!;
        Assert.Equal((expected == "macLearning", expected == "promiscuous", true), ((bool)group["macLearning"]!, (bool)group["promiscuous"]!, (bool)group["forged"]!));
        Assert.Empty(server.Rejected);
    }

    [Fact]
    public async Task A_batch_fills_several_secondary_vlans_of_one_map()
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-pvlan");
        var answers = program.Batch(
        [
            """ "dvs": "DSwitch", "primary": 100, "isolated": 101, "communities": [102, 103], "nics": ["t1"], "into": "102" """,
            """ "dvs": "DSwitch", "primary": 100, "isolated": 101, "communities": [102, 103], "nics": ["t2"], "into": "103" """,
        ]);

        var result = await program.RunAsync("run", "vsphere-pvlan", "--answers", answers, "--yes", "--json");

        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        var read = await program.ReadByPyvmomiAsync();
        Assert.Equal(("DSwitch-community-102", "DSwitch-community-103"), ((string?)read["cards"]!["t1/4000"]!["network"], (string?)read["cards"]!["t2/4000"]!["network"]));
    }

    [Fact]
    public async Task Undo_of_an_entry_that_someone_else_uses_by_now_brings_the_rest_back_and_says_so()
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-pvlan");
        Assert.Equal(0, (await program.ApplyAsync(Isolate)).ExitCode);
        Assert.Equal(["ok"], await program.DriveByPyvmomiAsync("""{ "step": "add-portgroup", "dvs": "DSwitch", "name": "theirs", "pvlan": 102 }"""));

        var undone = await program.RunAsync("undo");

        Assert.Equal(5, undone.ExitCode);
        Assert.Contains("It is still in use", undone.Stderr, StringComparison.Ordinal);
        Assert.All(server.Inventory.Machines.Where(machine => machine.Name is "t1" or "t2"), machine => Assert.Equal("DPG-original", machine.Cards[0].Port!.Portgroup.Name));
        Assert.Equal(3, server.Inventory.Switches.First().Pvlans.Count);
        Assert.Equal(["ok"], await program.DriveByPyvmomiAsync("""{ "step": "remove-portgroup", "name": "theirs" }"""));
        Assert.Equal(0, (await program.RunAsync("undo")).ExitCode);
        Assert.Empty(server.Inventory.Switches.First().Pvlans);
    }

    [Fact]
    public async Task Verify_finds_a_machine_that_is_back_on_its_old_network()
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-pvlan");
        var plan = program.File("plan.json");
        Assert.Equal(0, (await program.RunAsync("plan", "vsphere-pvlan", "--answers", program.Answers(Isolate), "--out", plan)).ExitCode);
        Assert.Equal(0, (await program.RunAsync("apply", plan, "--yes")).ExitCode);
        Assert.Equal(0, (await program.RunAsync("verify", plan)).ExitCode);

        // As going back to a snapshot does it.
        lock (server.Inventory.Gate)
        {
            var machine = server.Inventory.Machines.First(one => one.Name == "t2");
            server.Inventory.Connect(machine, machine.Cards[0], server.Inventory.Objects.OfType<Portgroup>().First(one => one.Name == "DPG-original"), null);
        }

        var found = await program.RunAsync("verify", plan);

        Assert.Equal(3, found.ExitCode);
        Assert.Contains("Card t2: as before the plan", found.Stdout, StringComparison.Ordinal);
        Assert.Contains("Card t1: as planned", found.Stdout, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Sessions.Password, await File.ReadAllTextAsync(plan, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static void AssertPortgroup(JObject read, string name, int pvlan, bool macLearning)
    {
        var group = read["portgroups"]![name]!;
        Assert.Equal((pvlan, false, "earlyBinding", macLearning), ((int)group["pvlan"]!, (bool)group["inherited"]!, (string?)group["type"], (bool)group["macLearning"]!));
    }

    private static string Text(JToken token) => token.ToString(Newtonsoft.Json.Formatting.None);

    private static IEnumerable<string> Keys(JToken map) => ((JObject)map).Properties().Select(property => property.Name).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Networks(JObject read) => ((JObject)read["cards"]!).Properties().Select(card => $"{card.Name} {card.Value["network"]} {card.Value["mac"]} {card.Value["connected"]}").Order(StringComparer.Ordinal);
}
