using Newtonsoft.Json.Linq;
using TuiSetup.Tests.Backends.VSphere;
using TuiSetup.VCenterSim;
using TuiSetup.VCenterSim.Model;

namespace TuiSetup.Tests.Program.VSphere;

/// <summary>
/// pyvmomi, a client that nobody here wrote, does to the simulated vCenter what the wizards do: it accepts the same,
/// refuses the same by the same faults, and ends up the same.
/// </summary>
[Collection(VCenterFixture.Name)]
public sealed class PyvmomiTests(VCenterFixture fixture)
{
    private const string Map = """{ "step": "pvlan", "dvs": "DSwitch", "changes": [["add", 100, 100, "promiscuous"], ["add", 100, 101, "isolated"], ["add", 100, 102, "community"]] }""";

    [Fact]
    public async Task Its_isolation_and_that_of_the_wizard_read_back_the_same()
    {
        await using var theirs = fixture.Start();
        await using var ours = fixture.Start();
        using var driver = new VSphereProgram(theirs, "vsphere-pvlan");
        using var program = new VSphereProgram(ours, "vsphere-pvlan");

        var steps = await driver.DriveByPyvmomiAsync(
            Map,
            """{ "step": "add-portgroup", "dvs": "DSwitch", "name": "DSwitch-isolated-101", "pvlan": 101 }""",
            """{ "step": "add-portgroup", "dvs": "DSwitch", "name": "DSwitch-community-102", "pvlan": 102 }""",
            """{ "step": "add-portgroup", "dvs": "DSwitch", "name": "DSwitch-promiscuous-100", "pvlan": 100, "listening": "macLearning", "how": "create" }""",
            """{ "step": "move", "vm": "relay", "portgroup": "DSwitch-promiscuous-100" }""",
            """{ "step": "move", "vm": "t1", "portgroup": "DSwitch-isolated-101" }""",
            """{ "step": "move", "vm": "t2", "portgroup": "DSwitch-isolated-101" }""");
        var result = await program.ApplyAsync(""" "dvs": "DSwitch", "primary": 100, "isolated": 101, "communities": [102], "nics": ["t1", "t2"], "relay": "relay/Network adapter 1" """);

        Assert.All(steps, step => Assert.Equal("ok", step));
        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        await AssertSameAsync(driver, program);
        Assert.Equal(
            ["ok", "ok", "ok", "ok", "ok", "ok", "ok"],
            await driver.DriveByPyvmomiAsync(
                """{ "step": "move", "vm": "t2", "portgroup": "DPG-original" }""",
                """{ "step": "move", "vm": "t1", "portgroup": "DPG-original" }""",
                """{ "step": "move", "vm": "relay", "portgroup": "DPG-original" }""",
                """{ "step": "remove-portgroup", "name": "DSwitch-promiscuous-100" }""",
                """{ "step": "remove-portgroup", "name": "DSwitch-community-102" }""",
                """{ "step": "remove-portgroup", "name": "DSwitch-isolated-101" }""",
                """{ "step": "pvlan", "dvs": "DSwitch", "changes": [["remove", 100, 102, "community"], ["remove", 100, 101, "isolated"], ["remove", 100, 100, "promiscuous"]] }"""));
        Assert.Equal(0, (await program.RunAsync("undo")).ExitCode);
        await AssertSameAsync(driver, program);
        Assert.Empty(theirs.Rejected);
    }

    [Fact]
    public async Task Its_vlans_and_those_of_the_wizard_read_back_the_same()
    {
        await using var theirs = fixture.Start();
        await using var ours = fixture.Start();
        using var driver = new VSphereProgram(theirs, "vsphere-vlan");
        using var program = new VSphereProgram(ours, "vsphere-vlan");

        var steps = await driver.DriveByPyvmomiAsync(
            """{ "step": "add-portgroup", "dvs": "DSwitch", "name": "own-30", "vlan": 30 }""",
            """{ "step": "add-portgroup", "dvs": "DSwitch", "name": "own-31", "vlan": 31 }""",
            """{ "step": "add-portgroup", "dvs": "DSwitch", "name": "own-trunk", "trunk": [[30, 31]], "listening": "macLearning" }""",
            """{ "step": "move", "vm": "relay", "portgroup": "own-trunk" }""",
            """{ "step": "move", "vm": "t1", "portgroup": "own-30" }""",
            """{ "step": "move", "vm": "t2", "portgroup": "own-31" }""");
        var result = await program.ApplyAsync(""" "dvs": "DSwitch", "vlans": [30, 31], "prefix": "own", "nics": ["t1", "t2"], "relay": "relay/Network adapter 1" """);

        Assert.All(steps, step => Assert.Equal("ok", step));
        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        await AssertSameAsync(driver, program);
        Assert.Empty(theirs.Rejected);
    }

    [Fact]
    public async Task Its_standard_port_groups_and_those_of_the_wizard_read_back_the_same()
    {
        await using var theirs = fixture.Start();
        await using var ours = fixture.Start();
        using var driver = new VSphereProgram(theirs, "vsphere-vlan");
        using var program = new VSphereProgram(ours, "vsphere-vlan");

        var steps = await driver.DriveByPyvmomiAsync(((string[])["esx1.lab", "esx2.lab"]).SelectMany(host => (string[])
        [
            $$"""{ "step": "standard", "do": "add", "host": "{{host}}", "name": "own-30", "vlan": 30 }""",
            $$"""{ "step": "standard", "do": "add", "host": "{{host}}", "name": "own-trunk", "vlan": 4095, "promiscuous": true }""",
        ]).Append("""{ "step": "move", "vm": "relay", "network": "own-trunk" }""").Append("""{ "step": "move", "vm": "t1", "network": "own-30" }"""));
        var result = await program.ApplyAsync(""" "switch": "standard", "cluster": "Cluster1", "vlans": [30], "prefix": "own", "nics": ["t1"], "relay": "relay/Network adapter 1" """);

        Assert.All(steps, step => Assert.Equal("ok", step));
        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        await AssertSameAsync(driver, program);
        Assert.Empty(theirs.Rejected);
    }

    [Theory]
    [InlineData(
        """ "session_type": "dvPortMirror", "source_transmitted": ["t1"], "source_received": ["t1", "t2"], "destination": ["sensor"], "packet_length": 128, "sampling_rate": 4, "description": "d" """,
        """ "sessionType": "dvPortMirror", "sourcePortTransmitted": { "cards": ["t1"] }, "sourcePortReceived": { "cards": ["t1", "t2"] }, "destinationPort": { "cards": ["sensor"] }, "mirroredPacketLength": 128, "samplingRate": 4, "description": "d" """)]
    [InlineData(
        """ "session_type": "remoteMirrorSource", "source_received": ["t1"], "destination_uplinks": ["Uplink 1", "Uplink 2"], "encapsulation_vlan": 900, "strip_vlan": "yes" """,
        """ "sessionType": "remoteMirrorSource", "sourcePortReceived": { "cards": ["t1"] }, "destinationPort": { "uplinks": ["Uplink 1", "Uplink 2"] }, "encapsulationVlanId": 900, "stripOriginalVlan": true """)]
    [InlineData(
        """ "session_type": "remoteMirrorDest", "source_vlans": [900, 901], "destination": ["sensor"], "normal_traffic": "yes" """,
        """ "sessionType": "remoteMirrorDest", "sourcePortReceived": { "vlans": [900, 901] }, "destinationPort": { "cards": ["sensor"] }, "normalTrafficAllowed": true """)]
    [InlineData(
        """ "session_type": "encapsulatedRemoteMirrorSource", "source_transmitted": ["t2"], "destination_addresses": "192.0.2.9,192.0.2.10", "encap_type": "gre" """,
        """ "sessionType": "encapsulatedRemoteMirrorSource", "sourcePortTransmitted": { "cards": ["t2"] }, "destinationPort": { "addresses": ["192.0.2.9", "192.0.2.10"] }, "encapType": "gre" """)]
    [InlineData(
        """ "session_type": "encapsulatedRemoteMirrorSource", "source_transmitted": ["t2"], "destination_addresses": "192.0.2.9", "encap_type": "erspan2", "erspan_id": 17, "erspan_cos": 3 """,
        """ "sessionType": "encapsulatedRemoteMirrorSource", "sourcePortTransmitted": { "cards": ["t2"] }, "destinationPort": { "addresses": ["192.0.2.9"] }, "encapType": "erspan2", "erspanId": 17, "erspanCOS": 3 """)]
    [InlineData(
        """ "session_type": "encapsulatedRemoteMirrorSource", "source_transmitted": ["t2"], "destination_addresses": "192.0.2.9", "encap_type": "erspan3", "erspan_id": 1023, "erspan_cos": 7, "erspan_nanoseconds": "yes", "enabled": "no" """,
        """ "sessionType": "encapsulatedRemoteMirrorSource", "sourcePortTransmitted": { "cards": ["t2"] }, "destinationPort": { "addresses": ["192.0.2.9"] }, "encapType": "erspan3", "erspanId": 1023, "erspanCOS": 7, "erspanGraNanosec": true, "enabled": false """)]
    [InlineData(
        """ "session_type": "mixedDestMirror", "source_received": ["t1"], "destination": ["sensor"], "destination_uplinks": ["Uplink 2"] """,
        """ "sessionType": "mixedDestMirror", "sourcePortReceived": { "cards": ["t1"] }, "destinationPort": { "cards": ["sensor"], "uplinks": ["Uplink 2"] } """)]
    public async Task Its_mirror_session_and_that_of_the_wizard_read_back_the_same_made_edited_and_removed(string answers, string fields)
    {
        var profile = Profile.V80 with { HasMixedMirror = true };
        await using var theirs = fixture.Start(profile);
        await using var ours = fixture.Start(profile);
        using var driver = new VSphereProgram(theirs, "vsphere-mirror");
        using var program = new VSphereProgram(ours, "vsphere-mirror");

        foreach (var (step, sheet) in ((string, string)[])
        [
            ($$"""{ "step": "mirror", "dvs": "DSwitch", "do": "add", "name": "m", {{fields}} }""", $""" "dvs": "DSwitch", "name": "m", {answers} """),
            ("""{ "step": "mirror", "dvs": "DSwitch", "do": "edit", "name": "m", "samplingRate": 9, "mirroredPacketLength": 60 }""", """ "dvs": "DSwitch", "action": "edit", "session": "m", "sampling_rate": 9, "packet_length": 60 """),
            ("""{ "step": "mirror", "dvs": "DSwitch", "do": "remove", "name": "m" }""", """ "dvs": "DSwitch", "action": "remove", "session": "m" """),
        ])
        {
            Assert.Equal(["ok"], await driver.DriveByPyvmomiAsync(step));
            var result = await program.ApplyAsync(sheet);
            Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
            await AssertSameAsync(driver, program);
        }

        Assert.Empty(ours.Inventory.Switches.First().Sessions);
        Assert.Empty(theirs.Rejected);
        Assert.Empty(ours.Rejected);
    }

    [Theory]
    [InlineData("vsphere-pvlan", """ "dvs": "DSwitch", "primary": 100, "isolated": 101, "communities": [102, 103], "nics": ["t1", "web-001", "web-002"], "into": "103", "relay": "relay/Network adapter 2" """)]
    [InlineData("vsphere-pvlan", """ "dvs": "DSwitch", "primary": 100, "isolated": 101, "nics": ["t1"], "isolated_portgroup": "DPG-management", "relay": "relay/Network adapter 1", "relay_listening": "promiscuous" """)]
    [InlineData("vsphere-vlan", """ "dvs": "DSwitch", "vlans": [30, 31, 40, 41], "nics": ["t1", "web-001", "web-002"], "relay": "relay/Network adapter 1" """)]
    [InlineData("vsphere-vlan", """ "switch": "standard", "cluster": "Cluster1", "vlans": [30, 31], "nics": ["t1", "t2"], "relay": "relay/Network adapter 2" """)]
    [InlineData("vsphere-mirror", """ "dvs": "DSwitch", "name": "m", "session_type": "dvPortMirror", "source_transmitted": ["t1"], "source_received": ["t1", "t2"], "destination": ["sensor", "relay/Network adapter 1"], "packet_length": 60, "sampling_rate": 65535, "enabled": "no", "strip_vlan": "yes", "normal_traffic": "yes", "description": "所有" """)]
    [InlineData("vsphere-mirror", """ "dvs": "DSwitch", "name": "m", "session_type": "remoteMirrorSource", "source_received": ["t1"], "destination_uplinks": ["Uplink 2", "Uplink 1"], "encapsulation_vlan": 4094, "packet_length": 9000 """)]
    [InlineData("vsphere-mirror", """ "dvs": "DSwitch", "name": "m", "session_type": "remoteMirrorDest", "source_vlans": [7, 900], "destination": ["sensor", "t1"] """)]
    [InlineData("vsphere-mirror", """ "dvs": "DSwitch", "name": "m", "session_type": "encapsulatedRemoteMirrorSource", "source_transmitted": ["t1", "t2"], "destination_addresses": "192.0.2.9 2001:db8::9", "encap_type": "erspan3", "erspan_id": 0, "erspan_cos": 0, "erspan_nanoseconds": "no" """)]
    public async Task It_reads_back_field_by_field_what_the_plan_said(string wizard, string answers)
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, wizard);
        var file = program.File("plan.json");
        var planned = await program.RunAsync("plan", wizard, "--answers", program.Answers(answers), "--out", file);
        Assert.True(planned.ExitCode == 0, planned.Stderr);

        var result = await program.RunAsync("apply", file, "--yes");

        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        PlanReading.AssertSame(JObject.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)), await program.ReadByPyvmomiAsync());
        Assert.Empty(server.Rejected);
    }

    [Theory]
    [InlineData("InvalidArgument", """{ "step": "pvlan", "dvs": "DSwitch", "changes": [["add", 100, 103, "isolated"]] }""")]
    [InlineData("InvalidArgument", """{ "step": "pvlan", "dvs": "DSwitch", "changes": [["add", 100, 102, "isolated"]] }""")]
    [InlineData("InvalidArgument", """{ "step": "pvlan", "dvs": "DSwitch", "changes": [["add", 200, 201, "isolated"], ["add", 200, 200, "promiscuous"]] }""")]
    [InlineData("InvalidArgument", """{ "step": "pvlan", "dvs": "DSwitch", "changes": [["edit", 100, 101, "community"]] }""")]
    [InlineData("InvalidArgument", """{ "step": "pvlan", "dvs": "DSwitch", "changes": [["add", 4095, 4095, "promiscuous"]] }""")]
    [InlineData("InvalidArgument", """{ "step": "pvlan", "dvs": "DSwitch", "changes": [["remove", 100, 100, "promiscuous"]] }""")]
    [InlineData("ResourceInUse", """{ "step": "pvlan", "dvs": "DSwitch", "changes": [["remove", 100, 101, "isolated"]] }""")]
    [InlineData("ConcurrentAccess", """{ "step": "pvlan", "dvs": "DSwitch", "version": "1", "changes": [["add", 100, 104, "community"]] }""")]
    [InlineData("InvalidArgument", """{ "step": "add-portgroup", "dvs": "DSwitch", "name": "other", "pvlan": 999 }""")]
    [InlineData("InvalidArgument", """{ "step": "add-portgroup", "dvs": "DSwitch", "name": "other", "vlan": 4095 }""")]
    [InlineData("DuplicateName", """{ "step": "add-portgroup", "dvs": "DSwitch", "name": "isolated", "pvlan": 101 }""")]
    [InlineData("ConcurrentAccess", """{ "step": "change-portgroup", "name": "isolated", "version": "99", "pvlan": 102 }""")]
    [InlineData("ResourceInUse", """{ "step": "remove-portgroup", "name": "isolated" }""")]
    [InlineData("InvalidArgument", """{ "step": "move", "vm": "t2", "portgroup": "isolated", "portgroupKey": "dvportgroup-1" }""")]
    [InlineData("ConcurrentAccess", """{ "step": "move", "vm": "t2", "portgroup": "isolated", "version": "2020-01-01T00:00:00.000001Z" }""")]
    [InlineData("InvalidDeviceBacking", """{ "step": "move", "vm": "t2", "network": "nowhere" }""")]
    [InlineData("InvalidDeviceSpec", """{ "step": "move", "vm": "t2", "portgroup": "isolated", "operation": "add" }""")]
    [InlineData("InvalidState", """{ "step": "move", "vm": "template-debian12", "portgroup": "isolated" }""")]
    [InlineData("ResourceNotAvailable", """{ "step": "move", "vm": "t2", "portgroup": "full" }""")]
    [InlineData("AlreadyExists", """{ "step": "standard", "do": "add", "host": "esx1.lab", "name": "VM Network" }""")]
    [InlineData("NotFound", """{ "step": "standard", "do": "remove", "host": "esx1.lab", "name": "nothing" }""")]
    [InlineData("NotFound", """{ "step": "standard", "do": "add", "host": "esx1.lab", "name": "new", "vswitch": "vSwitch7" }""")]
    public async Task What_breaks_a_rule_of_maps_port_groups_and_cards_is_refused_by_its_name(string fault, string step)
    {
        await using var server = fixture.Start();
        using var driver = new VSphereProgram(server, "vsphere-pvlan");

        Assert.Equal(
            ["ok", "ok", "ok", "ok", fault],
            await driver.DriveByPyvmomiAsync(
                Map,
                """{ "step": "add-portgroup", "dvs": "DSwitch", "name": "isolated", "pvlan": 101 }""",
                """{ "step": "add-portgroup", "dvs": "DSwitch", "name": "full", "vlan": 7, "ports": 0, "grows": false }""",
                """{ "step": "move", "vm": "t1", "portgroup": "isolated" }""",
                step));
        Assert.Empty(server.Rejected);
    }

    [Theory]
    [InlineData("VspanSameSessionPortConflict", """ "sessionType": "dvPortMirror", "sourcePortReceived": { "cards": ["t2"] }, "destinationPort": { "cards": ["t2"] } """)]
    [InlineData("VspanDestPortConflict", """ "sessionType": "dvPortMirror", "sourcePortReceived": { "cards": ["t2"] }, "destinationPort": { "cards": ["sensor"] } """)]
    [InlineData("VspanPortConflict", """ "sessionType": "dvPortMirror", "sourcePortTransmitted": { "cards": ["sensor"] }, "destinationPort": { "cards": ["t2"] } """)]
    [InlineData("VspanPortConflict", """ "sessionType": "dvPortMirror", "sourcePortReceived": { "cards": ["t2"] }, "destinationPort": { "cards": ["t1"] } """)]
    [InlineData("VspanPromiscuousPortNotSupported", """ "sessionType": "dvPortMirror", "sourcePortReceived": { "cards": ["t2"] }, "destinationPort": { "cards": ["web-001"] } """)]
    [InlineData("InvalidArgument", """ "sessionType": "mixedDestMirror", "sourcePortReceived": { "cards": ["t2"] }, "destinationPort": { "cards": ["web-002"] } """)]
    [InlineData("InvalidArgument", """ "sessionType": "remoteMirrorSource", "sourcePortReceived": { "cards": ["t2"] }, "destinationPort": { "uplinks": ["Uplink 9"] }, "encapsulationVlanId": 9 """)]
    [InlineData("InvalidArgument", """ "sessionType": "remoteMirrorSource", "sourcePortReceived": { "cards": ["t2"] }, "destinationPort": { "uplinks": ["Uplink 1"] } """)]
    [InlineData("InvalidArgument", """ "sessionType": "remoteMirrorDest", "sourcePortReceived": { "cards": ["t2"] }, "destinationPort": { "cards": ["web-002"] } """)]
    [InlineData("InvalidArgument", """ "sessionType": "encapsulatedRemoteMirrorSource", "sourcePortReceived": { "cards": ["t2"] }, "destinationPort": { "cards": ["web-002"] } """)]
    [InlineData("InvalidArgument", """ "sessionType": "dvPortMirror", "sourcePortReceived": { "cards": ["t2"] }, "destinationPort": { "cards": ["web-002"] }, "mirroredPacketLength": 59 """)]
    [InlineData("InvalidArgument", """ "sessionType": "dvPortMirror", "sourcePortReceived": { "cards": ["t2"] }, "destinationPort": { "cards": ["web-002"] }, "samplingRate": 65536 """)]
    [InlineData("InvalidArgument", """ "sessionType": "encapsulatedRemoteMirrorSource", "sourcePortReceived": { "cards": ["t2"] }, "destinationPort": { "addresses": ["192.0.2.9"] }, "encapType": "erspan2", "erspanId": 1024 """)]
    [InlineData("ConcurrentAccess", """ "version": "1", "sessionType": "dvPortMirror", "sourcePortReceived": { "cards": ["t2"] }, "destinationPort": { "cards": ["web-002"] } """)]
    public async Task What_breaks_a_rule_of_mirror_sessions_is_refused_by_its_name(string fault, string fields)
    {
        await using var server = fixture.Start();
        using var driver = new VSphereProgram(server, "vsphere-mirror");

        Assert.Equal(
            ["ok", "ok", "ok", "VspanPortMoveFault", "VspanPortgroupPromiscChangeFault", fault],
            await driver.DriveByPyvmomiAsync(
                """{ "step": "mirror", "dvs": "DSwitch", "do": "add", "name": "first", "sessionType": "dvPortMirror", "sourcePortTransmitted": { "cards": ["t1"] }, "destinationPort": { "cards": ["sensor"] } }""",
                """{ "step": "add-portgroup", "dvs": "DSwitch", "name": "hears-all", "vlan": 7, "listening": "promiscuous" }""",
                """{ "step": "move", "vm": "web-001", "portgroup": "hears-all" }""",
                """{ "step": "move", "vm": "t1", "portgroup": "DPG-servers" }""",
                """{ "step": "change-portgroup", "name": "DPG-original", "listening": "promiscuous" }""",
                $$"""{ "step": "mirror", "dvs": "DSwitch", "do": "add", "name": "second", {{fields}} }"""));
        Assert.Empty(server.Rejected);
    }

    [Fact]
    public async Task A_partial_change_of_a_port_group_keeps_the_rest_and_a_vlan_that_is_inherited_is_lost()
    {
        await using var server = fixture.Start();
        using var driver = new VSphereProgram(server, "vsphere-pvlan");
        Assert.Equal(
            ["ok", "ok", "ok", "ok"],
            await driver.DriveByPyvmomiAsync(
                Map,
                """{ "step": "add-portgroup", "dvs": "DSwitch", "name": "one", "pvlan": 101, "listening": "macLearning", "ports": 24 }""",
                """{ "step": "change-portgroup", "name": "one", "pvlan": 102, "description": "d" }""",
                """{ "step": "add-portgroup", "dvs": "DSwitch", "name": "two", "pvlan": 101, "inherited": true }"""));

        var groups = (await driver.ReadByPyvmomiAsync())["portgroups"]!;

        Assert.Equal((102, true, 24), ((int)groups["one"]!["pvlan"]!, (bool)groups["one"]!["macLearning"]!, (int)groups["one"]!["ports"]!));
        Assert.Equal(0, (int)groups["two"]!["vlan"]!);
    }

    [Fact]
    public async Task It_exports_rectifies_and_looks_at_ports()
    {
        await using var server = fixture.Start();
        var (dvs, host) = (server.Inventory.Switches.First(), server.Inventory.Objects.OfType<Host>().First());
        dvs.Refusals[host] = 2;
        using var driver = new VSphereProgram(server, "vsphere-pvlan");

        Assert.Equal(
            ["DvsOperationBulkFault", "DvsOperationBulkFault", "ok", "ok", "ok"],
            await driver.DriveByPyvmomiAsync(
                Map,
                """{ "step": "rectify", "hosts": ["esx1.lab"] }""",
                """{ "step": "rectify", "hosts": ["esx1.lab", "esx2.lab"] }""",
                """{ "step": "export", "dvs": "DSwitch" }""",
                """{ "step": "look", "dvs": "DSwitch", "card": "t1", "linkUp": true, "usedVlans": [5, 10, 20] }"""));

        Assert.Equal(3, dvs.Pvlans.Count);
        Assert.Empty(dvs.OutOfSync);
        Assert.Empty(server.Rejected);
    }

    /// <summary>Keys are the server's, and so is the count of its versions; all else is the same.</summary>
    private static async Task AssertSameAsync(VSphereProgram driver, VSphereProgram program)
        => Assert.Equal(Plain(await driver.ReadByPyvmomiAsync()), Plain(await program.ReadByPyvmomiAsync()));

    private static string Plain(JObject read)
    {
        var cards = ((JObject)read["cards"]!).Properties().Where(card => card.Value["port"]!.Type == JTokenType.String)
            .ToDictionary(card => (string)card.Value["port"]!, card => "port of " + card.Name);
        foreach (var value in read.Descendants().OfType<JValue>().Where(value => value.Type == JTokenType.String && cards.ContainsKey((string)value!)).ToList())
        {
            value.Replace(cards[(string)value!]);
        }

        foreach (var property in read.Descendants().OfType<JProperty>().Where(property => property.Name is "key" or "version").ToList())
        {
            property.Remove();
        }

        return read.ToString();
    }
}
