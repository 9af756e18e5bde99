using Newtonsoft.Json.Linq;
using TuiSetup.Tests.Backends.VSphere;
using TuiSetup.VCenterSim;
using TuiSetup.VCenterSim.Model;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.Tests.Program.VSphere;

/// <summary>The wizard vsphere-mirror, unattended, on a simulated vCenter that pyvmomi reads back.</summary>
[Collection(VCenterFixture.Name)]
public sealed class MirrorTests(VCenterFixture fixture)
{
    private const string Ports = """
        "dvs": "DSwitch", "name": "ids", "session_type": "dvPortMirror", "source_transmitted": ["t1"], "source_received": ["t1", "t2"], "destination": ["sensor"],
        "packet_length": 128, "sampling_rate": 4, "description": "for the sensor"
        """;

    [Fact]
    public async Task Pyvmomi_reads_back_a_port_mirror_and_undo_takes_it_away()
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-mirror");

        var result = await program.ApplyAsync(Ports);

        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        var read = await program.ReadByPyvmomiAsync();
        var session = Assert.Single(read["switches"]!["DSwitch"]!["sessions"]!);
        Assert.Equal(("ids", "dvPortMirror", true, 128, 4), ((string?)session["name"], (string?)session["type"], (bool)session["enabled"]!, (int)session["length"]!, (int)session["sampling"]!));
        Assert.Equal([Port(read, "t1")], Strings(session["sent"]!["ports"]!));
        Assert.Equal([Port(read, "t1"), Port(read, "t2")], Strings(session["received"]!["ports"]!));
        Assert.Equal([Port(read, "sensor")], Strings(session["destination"]!["ports"]!));
        Assert.Equal("unchanged", (string?)VSphereProgram.LastLine(await program.ApplyAsync(Ports))["outcome"]);
        Assert.Equal(0, (await program.RunAsync("undo")).ExitCode);
        Assert.Empty((await program.ReadByPyvmomiAsync())["switches"]!["DSwitch"]!["sessions"]!);
        Assert.Empty(server.Rejected);
    }

    [Theory]
    [InlineData(""" "session_type": "remoteMirrorSource", "source_received": ["t1"], "destination_uplinks": ["Uplink 1", "Uplink 2"], "encapsulation_vlan": 900, "strip_vlan": "yes" """, "uplinks", "Uplink 1,Uplink 2")]
    [InlineData(""" "session_type": "remoteMirrorDest", "source_vlans": [900, 901], "destination": ["sensor"], "normal_traffic": "yes" """, "ports", "sensor")]
    [InlineData(""" "session_type": "encapsulatedRemoteMirrorSource", "source_transmitted": ["t2"], "destination_addresses": "192.0.2.9, 192.0.2.10" """, "addresses", "192.0.2.9,192.0.2.10")]
    [InlineData(""" "session_type": "encapsulatedRemoteMirrorSource", "source_transmitted": ["t2"], "destination_addresses": "192.0.2.9", "encap_type": "erspan2", "erspan_id": 17, "erspan_cos": 3 """, "addresses", "192.0.2.9")]
    [InlineData(""" "session_type": "encapsulatedRemoteMirrorSource", "source_transmitted": ["t2"], "destination_addresses": "192.0.2.9", "encap_type": "erspan3", "erspan_id": 1023, "erspan_nanoseconds": "yes" """, "addresses", "192.0.2.9")]
    public async Task Each_kind_of_session_is_made_with_its_settings(string answers, string kind, string destinations)
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-mirror");

        var result = await program.ApplyAsync($""" "dvs": "DSwitch", "name": "m", {answers} """);

        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        var read = await program.ReadByPyvmomiAsync();
        var session = Assert.Single(read["switches"]!["DSwitch"]!["sessions"]!);
        var asked = JObject.Parse("{" + answers + "}");
        Assert.Equal((string?)asked["session_type"], (string?)session["type"]);
        Assert.Equal(destinations.Split(',').Select(name => kind == "ports" ? Port(read, name) : name), Strings(session["destination"]![kind]!));
        Assert.Equal(asked["source_vlans"]?.Select(vlan => (string?)vlan) ?? [], session["received"] is JObject received ? Strings(received["vlans"]!) : []);
        Assert.Equal(
            (asked["encapsulation_vlan"]?.ToString(), asked["encap_type"]?.ToString(), asked["erspan_id"]?.ToString(), asked["erspan_cos"]?.ToString(), (string?)asked["strip_vlan"] == "yes", (string?)asked["normal_traffic"] == "yes"),
            (Text(session["vlan"]), Text(session["encap"]), Text(session["erspanId"]), Text(session["cos"]), (bool)session["strip"]!, (bool)session["normal"]!));
        Assert.Empty(server.Rejected);
    }

    [Fact]
    public async Task The_mirror_of_vSphere_5_is_made_where_a_switch_offers_it()
    {
        var profile = Profile.V65 with { HasMixedMirror = true };
        await using var server = fixture.Start(profile);
        using var program = new VSphereProgram(server, "vsphere-mirror");

        var result = await program.ApplyAsync(""" "dvs": "DSwitch", "name": "m", "session_type": "mixedDestMirror", "source_received": ["t1"], "destination": ["sensor"], "destination_uplinks": ["Uplink 2"] """);

        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        var destination = (await program.ReadByPyvmomiAsync())["switches"]!["DSwitch"]!["sessions"]![0]!["destination"]!;
        Assert.Equal((1, "Uplink 2"), (destination["ports"]!.Count(), (string?)destination["uplinks"]![0]));
    }

    [Fact]
    public async Task An_edit_changes_what_it_names_and_nothing_else()
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-mirror");
        Assert.Equal(0, (await program.ApplyAsync(Ports)).ExitCode);
        Assert.Equal(0, (await program.ApplyAsync(""" "dvs": "DSwitch", "name": "other", "session_type": "encapsulatedRemoteMirrorSource", "source_received": ["web-001"], "destination_addresses": "192.0.2.9" """)).ExitCode);
        lock (server.Inventory.Gate)
        {
            // A field of a release that nobody here knows.
            server.Inventory.Switches.First().Sessions[0].Add(Vim.New("netstack", "mirror"));
        }

        var before = await program.ReadByPyvmomiAsync();

        var result = await program.ApplyAsync(""" "dvs": "DSwitch", "action": "edit", "session": "ids", "sampling_rate": 100, "enabled": "no" """);

        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        var after = await program.ReadByPyvmomiAsync();
        var (was, now) = ((JObject)Session(before, "ids"), (JObject)Session(after, "ids"));
        Assert.Equal(["enabled", "sampling"], was.Properties().Where(field => !JToken.DeepEquals(field.Value, now[field.Name])).Select(field => field.Name).Order(StringComparer.Ordinal));
        Assert.True(JToken.DeepEquals(Session(before, "other"), Session(after, "other")));
        Assert.Equal("mirror", server.Inventory.Switches.First().Sessions[0].Value("netstack"));

        Assert.Equal(0, (await program.RunAsync("undo")).ExitCode);

        Assert.True(JToken.DeepEquals(before["switches"]!["DSwitch"]!["sessions"], (await program.ReadByPyvmomiAsync())["switches"]!["DSwitch"]!["sessions"]));
    }

    [Fact]
    public async Task An_edit_by_key_keeps_the_name_and_the_ports_that_no_machine_is_on()
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-mirror");
        Assert.Equal(0, (await program.ApplyAsync(Ports)).ExitCode);
        string key, orphan;
        lock (server.Inventory.Gate)
        {
            var session = server.Inventory.Switches.First().Sessions[0];
            key = session.Value("key")!;
            var machine = server.Inventory.Machines.First(one => one.Name == "t2");
            orphan = machine.Cards[0].Port!.Key;
            server.Inventory.Connect(machine, machine.Cards[0], server.Inventory.Objects.OfType<Portgroup>().First(one => one.Name == "DPG-management"), null);
        }

        var listed = await program.RunAsync("list", "vsphere-mirror", "source_received", "--answers", program.Answers(""" "dvs": "DSwitch" """));
        var result = await program.ApplyAsync($$""" "dvs": "DSwitch", "action": "edit", "session": "{{key}}", "source_received": ["t1", "port {{orphan}}"] """);

        Assert.Contains($"port {orphan}\tno machine is on it", listed.Stdout, StringComparison.Ordinal);
        Assert.Equal("unchanged", (string?)VSphereProgram.LastLine(result)["outcome"]);
        Assert.Equal(0, (await program.ApplyAsync($$""" "dvs": "DSwitch", "action": "edit", "session": "{{key}}", "sampling_rate": 7 """)).ExitCode);
        var read = Session(await program.ReadByPyvmomiAsync(), "ids");
        Assert.Equal(["7", orphan], [$"{read["sampling"]}", (string?)read["received"]!["ports"]![1]]);
    }

    [Fact]
    public async Task A_session_that_was_removed_comes_back_by_undo()
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-mirror");
        Assert.Equal(0, (await program.ApplyAsync(Ports)).ExitCode);
        var before = (JObject)Session(await program.ReadByPyvmomiAsync(), "ids");

        var result = await program.ApplyAsync(""" "dvs": "DSwitch", "action": "remove", "session": "ids" """);

        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        Assert.Empty((await program.ReadByPyvmomiAsync())["switches"]!["DSwitch"]!["sessions"]!);
        Assert.Equal(0, (await program.RunAsync("undo")).ExitCode);
        var back = (JObject)Session(await program.ReadByPyvmomiAsync(), "ids");
        before.Remove("key");
        back.Remove("key");
        Assert.True(JToken.DeepEquals(before, back), back.ToString());
    }

    [Fact]
    public async Task Verify_finds_a_session_whose_card_has_moved_to_another_port()
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-mirror");
        var plan = program.File("plan.json");
        Assert.Equal(0, (await program.RunAsync("plan", "vsphere-mirror", "--answers", program.Answers(Ports), "--out", plan)).ExitCode);
        Assert.Equal(0, (await program.RunAsync("apply", plan, "--yes")).ExitCode);
        lock (server.Inventory.Gate)
        {
            var machine = server.Inventory.Machines.First(one => one.Name == "t2");
            server.Inventory.Connect(machine, machine.Cards[0], server.Inventory.Objects.OfType<Portgroup>().First(one => one.Name == "DPG-management"), null);
        }

        var found = await program.RunAsync("verify", plan);

        Assert.Equal(3, found.ExitCode);
        Assert.Contains("t2 was on port", found.Stdout, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" "session_type": "dvPortMirror", "source_received": ["t1"], "destination": ["t1"] """, "[conflicts]", "a source and a destination of the same session")]
    [InlineData(""" "session_type": "dvPortMirror", "source_received": ["web-001"], "destination": ["sensor"] """, "[hosts]", "a port mirror does not leave its host")]
    [InlineData(""" "session_type": "dvPortMirror", "source_received": ["t1"] """, "[destinations]", "no destination")]
    [InlineData(""" "session_type": "dvPortMirror", "destination": ["sensor"] """, "[sources]", "Nothing is mirrored")]
    [InlineData(""" "session_type": "mixedDestMirror", "source_received": ["t1"], "destination": ["sensor"] """, "[capability]", "does not offer mixedDestMirror")]
    [InlineData(""" "session_type": "remoteMirrorSource", "source_received": ["t1"], "destination_uplinks": ["Uplink 9"], "encapsulation_vlan": 9 """, "[destinations]", "has no uplink 'Uplink 9'")]
    [InlineData(""" "session_type": "encapsulatedRemoteMirrorSource", "source_received": ["t1"], "destination_addresses": "somewhere" """, "[destinations]", "'somewhere' is not an IP address")]
    [InlineData(""" "source_received": ["t1"], "destination": ["sensor"] """, "[capability]", "A new session needs a kind")]
    [InlineData(""" "session_type": "dvPortMirror", "source_received": ["nobody"], "destination": ["sensor"] """, "[names]", "There is no machine 'nobody'")]
    public async Task What_vCenter_would_refuse_or_not_do_is_said_before(string answers, string check, string message)
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-mirror");

        var result = await program.RunAsync("plan", "vsphere-mirror", "--answers", program.Answers($""" "dvs": "DSwitch", "name": "m", {answers} """));

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(check, result.Stdout + result.Stderr, StringComparison.Ordinal);
        Assert.Contains(message, result.Stdout + result.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" "source_received": ["t2"], "destination": ["sensor"] """, "[conflicts]", "'sensor (port", "is the destination of session 'first' already")]
    [InlineData(""" "source_transmitted": ["sensor"], "destination": ["t2"] """, "[conflicts]", "'sensor (port", "what it transmits cannot be mirrored")]
    [InlineData(""" "source_received": ["t2"], "destination": ["t1"] """, "[conflicts]", "'t1 (port", "is mirrored by session 'first'; it cannot be a destination")]
    [InlineData(""" "source_received": ["t2"], "destination": ["hears"] """, "[promiscuous]", "'hears' is on the promiscuous port group", "cannot be a destination")]
    [InlineData(""" "source_transmitted": ["hears"], "destination": ["t2"] """, "[promiscuous]", "'hears' is on the promiscuous port group", "a source of what it transmits")]
    [InlineData(""" "source_received": ["standard"], "destination": ["t2"] """, "[ports]", "'standard' is on VM Network", "not on switch 'DSwitch'")]
    public async Task What_clashes_with_other_sessions_and_with_port_groups_is_said_before(string answers, string check, string who, string message)
    {
        await using var server = fixture.Start();
        lock (server.Inventory.Gate)
        {
            var dvs = server.Inventory.Switches.First();
            var group = server.Inventory.AddPortgroup(dvs, "hears-all");
            group.Setting.Add(Vim.New("macManagementPolicy", Vim.New("inherited", false), Vim.New("allowPromiscuous", true)));
            var folder = server.Inventory.Machines.First().Parent!;
            server.Inventory.AddMachine("hears", folder, dvs.Hosts[0], group);
            server.Inventory.AddMachine("standard", folder, dvs.Hosts[0], "VM Network");
        }

        using var program = new VSphereProgram(server, "vsphere-mirror");
        Assert.Equal(0, (await program.ApplyAsync(""" "dvs": "DSwitch", "name": "first", "session_type": "dvPortMirror", "source_transmitted": ["t1"], "destination": ["sensor"] """)).ExitCode);

        var result = await program.RunAsync("plan", "vsphere-mirror", "--answers", program.Answers($""" "dvs": "DSwitch", "name": "m", "session_type": "dvPortMirror", {answers} """));

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(check, result.Stderr, StringComparison.Ordinal);
        Assert.Contains(who.TrimStart('\''), result.Stderr, StringComparison.Ordinal);
        Assert.Contains(message, result.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("edit")]
    [InlineData("remove")]
    public async Task A_session_that_is_not_there_is_neither_edited_nor_removed(string action)
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-mirror");

        var result = await program.RunAsync("plan", "vsphere-mirror", "--answers", program.Answers($$""" "dvs": "DSwitch", "action": "{{action}}", "session": "nothing" """));

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("session: [names] Switch 'DSwitch' has no mirror session 'nothing'", result.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_right_to_mirror_nothing_is_begun()
    {
        await using var server = fixture.Start();
        server.Inventory.DeniedPrivileges.Add("DVSwitch.Vspan");
        using var program = new VSphereProgram(server, "vsphere-mirror");

        var result = await program.RunAsync("run", "vsphere-mirror", "--answers", program.Answers(Ports), "--yes");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("[rights] 'administrator@vsphere.local' lacks the privilege DVSwitch.Vspan on switch 'DSwitch'", result.Stderr, StringComparison.Ordinal);
    }

    private static JToken Session(JObject read, string name) => read["switches"]!["DSwitch"]!["sessions"]!.First(session => (string?)session["name"] == name);

    private static string Port(JObject read, string machine) => (string)read["cards"]![machine + "/4000"]!["port"]!;

    private static IEnumerable<string> Strings(JToken list) => list.Select(item => item.ToString());

    private static string? Text(JToken? token) => token is null || token.Type == JTokenType.Null ? null : token.ToString();
}
