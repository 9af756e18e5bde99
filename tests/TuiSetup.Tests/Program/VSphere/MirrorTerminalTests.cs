using TuiSetup.TestKit;
using TuiSetup.Tests.Backends.VSphere;
using TuiSetup.Tests.Support;
using TuiSetup.VCenterSim;
using TuiSetup.VCenterSim.Model;
using TuiSetup.VCenterSim.Xml;
using static TuiSetup.Tests.Program.VSphere.Keys;

namespace TuiSetup.Tests.Program.VSphere;

/// <summary>The wizard vsphere-mirror in a pseudo-terminal, by keys alone: a session is added, edited and removed, and each is undone.</summary>
[Collection(VCenterFixture.Name)]
public sealed class MirrorTerminalTests(VCenterFixture fixture)
{
    [Fact, Trait(Screenshot.Trait, Screenshot.Pictures)]
    public async Task A_port_mirror_is_made_and_undone()
    {
        await using var server = fixture.Start(machines: 0);
        using var program = new VSphereProgram(server, "vsphere-mirror");
        await using var terminal = program.Open("run", "vsphere-mirror", "--vcenter", server.Url);
        await program.LogInAsync(terminal);
        await program.AcceptCertificateAsync(terminal);
        await terminal.WaitForTextAsync("Switch (2 of");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Add, edit or remove (3 of");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Kind of session (4 of");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("A new session needs a kind");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Kind of session (4 of");
        await Golden.CheckAsync(terminal, "vsphere-mirror-kind");
        terminal.Send(Down + Enter);
        await terminal.WaitForTextAsync("Name (5 of");
        terminal.Send("ids" + F12);
        await terminal.WaitForTextAsync("Transmitted (6 of");
        await Golden.CheckAsync(terminal, "vsphere-mirror-cards");
        await ChooseAsync(terminal, "t1");
        await terminal.WaitForTextAsync("Received (7 of");
        await ChooseAsync(terminal, "t1", "t2");
        await terminal.WaitForTextAsync("Destination (8 of");
        await ChooseAsync(terminal, "t1");
        await terminal.WaitForTextAsync("a source and a destination");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Destination (8 of");
        await ChooseAsync(terminal, "t1", "sensor");
        await terminal.WaitForTextAsync("Settings (9 of");
        terminal.Send("128" + Tab + "4" + F12);
        await terminal.WaitForTextAsync("Review (10 of");
        await Golden.CheckAsync(terminal, "vsphere-mirror-review");
        await Pictures.CheckAsync(terminal, "picture-vsphere-mirror");
        Assert.False(server.Calls.ContainsKey("ReconfigureDvs_Task"));
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Every object was read back");
        var session = Assert.Single(server.Inventory.Switches.First().Sessions);
        Assert.Equal(("ids", "dvPortMirror", 128, 4), (session.Value("name"), session.Value("sessionType"), session.Int("mirroredPacketLength"), session.Int("samplingRate")));
        Assert.Equal([PortOf(server, "t1"), PortOf(server, "t2")], session.At("sourcePortReceived").All("portKey").Select(key => key.Value));
        terminal.Send(Tab + Enter);
        await terminal.WaitForTextAsync("Undone.");
        terminal.Send(Enter);

        Assert.Equal(0, await terminal.WaitForExitAsync());
        Assert.Empty(server.Inventory.Switches.First().Sessions);
        Assert.Equal(0, server.Sessions.Open);
    }

    [Fact]
    public async Task A_session_is_edited_from_what_it_is_and_undone()
    {
        await using var server = fixture.Start(machines: 0);
        using var program = new VSphereProgram(server, "vsphere-mirror");
        await MakeAsync(program);
        var before = server.Inventory.Switches.First().Sessions.Select(session => session.ToString()).ToList();
        await using var terminal = program.Open("run", "vsphere-mirror", "--vcenter", server.Url);
        await StartAsync(terminal, server);
        terminal.Send(Down + Enter);
        await terminal.WaitForTextAsync("Session (4 of");
        await Golden.CheckAsync(terminal, "vsphere-mirror-sessions");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Kind of session (5 of");
        terminal.Send(F12);
        await terminal.WaitForTextAsync("Name (6 of");
        Assert.Contains("for the sensor", terminal.Screen.Text, StringComparison.Ordinal);
        terminal.Send(F12);
        await terminal.WaitForTextAsync("Transmitted (7 of");
        Assert.Contains("[*] t1", terminal.Screen.Text, StringComparison.Ordinal);
        terminal.Send(F12);
        await terminal.WaitForTextAsync("Received (8 of");
        await ChooseAsync(terminal, "t2");
        await terminal.WaitForTextAsync("Destination (9 of");
        Assert.Contains("[*] sensor", terminal.Screen.Text, StringComparison.Ordinal);
        terminal.Send(F12);
        await terminal.WaitForTextAsync("Settings (10 of");
        await Golden.CheckAsync(terminal, "vsphere-mirror-settings");
        terminal.Send(F12);
        await terminal.WaitForTextAsync("Review (11 of");
        await Golden.CheckAsync(terminal, "vsphere-mirror-edit-review");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Every object was read back");
        Assert.Equal([PortOf(server, "t1")], server.Inventory.Switches.First().Sessions[0].At("sourcePortReceived").All("portKey").Select(key => key.Value));
        terminal.Send(Tab + Enter);
        await terminal.WaitForTextAsync("Undone.");
        terminal.Send(Enter);

        Assert.Equal(0, await terminal.WaitForExitAsync());
        Assert.Equal(before.Select(Plain), server.Inventory.Switches.First().Sessions.Select(session => Plain(session.ToString())));
    }

    [Fact]
    public async Task Another_session_that_is_chosen_after_going_back_shows_its_own_values()
    {
        await using var server = fixture.Start(machines: 0);
        using var program = new VSphereProgram(server, "vsphere-mirror");
        await MakeAsync(program);
        Assert.Equal(0, (await program.ApplyAsync(""" "dvs": "DSwitch", "name": "zwei", "session_type": "encapsulatedRemoteMirrorSource", "source_received": ["t2"], "destination_addresses": "192.0.2.9" """)).ExitCode);
        await using var terminal = program.Open("run", "vsphere-mirror", "--vcenter", server.Url);
        await StartAsync(terminal, server);
        terminal.Send(Down + Enter);
        await terminal.WaitForTextAsync("Session (4 of");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Kind of session (5 of");
        terminal.Send(F12);
        await terminal.WaitForTextAsync("Name (6 of");
        Assert.Contains("ids___", terminal.Screen.Text, StringComparison.Ordinal);
        terminal.Send(Tab + Tab + Tab + Enter);
        await terminal.WaitForTextAsync("Kind of session (5 of");
        terminal.Send(Tab + Tab + Enter);
        await terminal.WaitForTextAsync("Session (4 of");
        terminal.Send(Down + Enter);
        await terminal.WaitForTextAsync("Kind of session (5 of");
        terminal.Send(F12);
        await terminal.WaitForTextAsync("Name (6 of");

        Assert.Contains("zwei___", terminal.Screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("for the sensor", terminal.Screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_is_removed_and_comes_back()
    {
        await using var server = fixture.Start(machines: 0);
        using var program = new VSphereProgram(server, "vsphere-mirror");
        await MakeAsync(program);
        await using var terminal = program.Open("run", "vsphere-mirror", "--vcenter", server.Url);
        await StartAsync(terminal, server);
        terminal.Send(Down + Down + Enter);
        await terminal.WaitForTextAsync("Session (4 of");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Review (5 of");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Every object was read back");
        Assert.Empty(server.Inventory.Switches.First().Sessions);
        terminal.Send(Tab + Enter);
        await terminal.WaitForTextAsync("Undone.");
        terminal.Send(Enter);

        Assert.Equal(0, await terminal.WaitForExitAsync());
        Assert.Equal("ids", Assert.Single(server.Inventory.Switches.First().Sessions).Value("name"));
    }

    private static async Task MakeAsync(VSphereProgram program)
    {
        var made = await program.ApplyAsync("""
            "dvs": "DSwitch", "name": "ids", "session_type": "dvPortMirror", "source_transmitted": ["t1"], "source_received": ["t1", "t2"], "destination": ["sensor"],
            "packet_length": 128, "sampling_rate": 4, "description": "for the sensor", "strip_vlan": "yes"
            """);
        Assert.True(made.ExitCode == 0, made.Stdout + made.Stderr);
    }

    /// <summary>With the password from the environment and the certificate known, up to the question what to do.</summary>
    private static async Task StartAsync(PtyProcess terminal, VCenterServer server)
    {
        await terminal.WaitForTextAsync("vCenter (1 of");
        terminal.Send(Tab + server.Sessions.User + F12);
        await terminal.WaitForTextAsync("Switch (2 of");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Add, edit or remove (3 of");
    }

    /// <summary>Marks or unmarks the rows of a list that does not scroll, and goes on.</summary>
    private static async Task ChooseAsync(PtyProcess terminal, params IReadOnlyList<string> rows)
    {
        await terminal.WaitForTextAsync("] " + rows[0]);
        var listed = terminal.Screen.Text.Split('\n').Where(line => line.Contains("[ ] ", StringComparison.Ordinal) || line.Contains("[*] ", StringComparison.Ordinal)).ToList();
        var at = 0;
        foreach (var row in rows.Select(row => listed.FindIndex(line => line.Contains($"] {row} ", StringComparison.Ordinal))).Order())
        {
            terminal.Send(string.Concat(Enumerable.Repeat(Down, row - at)) + Space);
            at = row;
        }

        terminal.Send(F12);
    }

    private static string PortOf(VCenterServer server, string machine) => server.Inventory.Machines.First(one => one.Name == machine).Cards[0].Port!.Key;

    private static string Plain(string session) => string.Join('\n', session.Split('\n').Skip(1).Select(line => line.Trim()));
}
