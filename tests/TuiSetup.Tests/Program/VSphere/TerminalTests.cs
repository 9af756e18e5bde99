using TuiSetup.Tests.Backends.VSphere;
using TuiSetup.Tests.Support;
using TuiSetup.VCenterSim;
using TuiSetup.VCenterSim.Model;
using static TuiSetup.Tests.Program.VSphere.Keys;

namespace TuiSetup.Tests.Program.VSphere;

/// <summary>The wizards of vSphere in a pseudo-terminal, by keys alone.</summary>
[Collection(VCenterFixture.Name)]
public sealed class TerminalTests(VCenterFixture fixture)
{
    [Fact, Trait(Screenshot.Trait, Screenshot.Pictures)]
    public async Task An_admin_accepts_the_certificate_isolates_two_machines_and_undoes_it()
    {
        await using var server = fixture.Start(machines: 0);
        using var program = new VSphereProgram(server, "vsphere-pvlan");
        var record = program.File("recorded.json");
        await using var terminal = program.Open("run", "vsphere-pvlan", "--vcenter", server.Url, "--record", record);
        await program.LogInAsync(terminal);
        Assert.DoesNotContain(server.Sessions.Password, terminal.Screen.Text, StringComparison.Ordinal);
        Assert.False(server.Calls.ContainsKey("Login"));
        await program.AcceptCertificateAsync(terminal);
        await terminal.WaitForTextAsync("Switch (2 of");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("PVLAN (3 of");
        terminal.Send("100" + Tab + "101" + F12);
        await terminal.WaitForTextAsync("Port groups (4 of");
        terminal.Send(F12);
        await terminal.WaitForTextAsync("Where to (5 of");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Which machines (6 of");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Machines (7 of");
        await Screenshot.CheckAsync(terminal, "vsphere-pvlan-machines", "Which machines are kept apart");
        terminal.Send(Down + Down + Down + Down + Space + Down + Space + F12);
        await terminal.WaitForTextAsync("Relay (8 of");
        terminal.Send(Down + Down + Enter);
        await terminal.WaitForTextAsync("The relay's port (9 of");
        terminal.Send(F12);
        await terminal.WaitForTextAsync("Canary (10 of");
        terminal.Send(Down + Enter);
        await terminal.WaitForTextAsync("Review (11 of");
        await Screenshot.CheckAsync(terminal, "vsphere-pvlan-review", "The review: a PVLAN map, its port groups and the cards that move");
        await Pictures.CheckAsync(terminal, "picture-vsphere-pvlan");
        Assert.False(server.Calls.ContainsKey("ReconfigureDvs_Task"));
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Go on?");
        Assert.Contains("The canary t1 is on DSwitch-isolated-101.", terminal.Screen.Text, StringComparison.Ordinal);
        Assert.Equal(1, server.Inventory.Machines.Count(machine => machine.Cards.Exists(card => card.Port?.Portgroup.Name == "DSwitch-isolated-101")));
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Every object was read back");
        await Screenshot.CheckAsync(terminal, "vsphere-pvlan-report", "The report: every object was read back from vCenter");
        Assert.Equal(2, server.Inventory.Machines.Count(machine => machine.Cards.Exists(card => card.Port?.Portgroup.Name == "DSwitch-isolated-101")));
        terminal.Send(Tab + Enter);
        await terminal.WaitForTextAsync("Undone.");
        terminal.Send(Enter);

        Assert.Equal(0, await terminal.WaitForExitAsync());
        Assert.Empty(server.Inventory.Switches.First().Pvlans);
        Assert.DoesNotContain(server.Sessions.Password, await File.ReadAllTextAsync(record, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(0, server.Sessions.Open);
        Assert.Equal(1, server.Calls["Login"]);
    }

    [Fact]
    public async Task A_canary_that_does_not_please_is_taken_back_and_nothing_else_was_touched()
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-pvlan");
        var answers = program.Answers(""" "dvs": "DSwitch", "primary": 100, "isolated": 101, "nics": ["t1", "t2", "web-001"], "canary": "t1" """);
        await using var terminal = program.Open("run", "vsphere-pvlan", "--answers", answers);
        await terminal.WaitForTextAsync("Review");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("2 other cards");
        terminal.Send(Tab + Enter);
        await terminal.WaitForTextAsync("Cancelled");
        terminal.Send(Enter);

        Assert.Equal(1, await terminal.WaitForExitAsync());
        Assert.Empty(server.Inventory.Switches.First().Pvlans);
        Assert.All(server.Inventory.Machines, machine => Assert.Equal(machine.Name == "t1" ? 3 : 1, machine.Version));
    }

    [Fact]
    public async Task One_question_at_a_time_a_canary_is_asked_about_too()
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-pvlan");
        var answers = program.Answers(""" "dvs": "DSwitch", "primary": 100, "isolated": 101, "nics": ["t1", "t2"], "canary": "t1" """);
        await using var terminal = program.Open("run", "vsphere-pvlan", "--plain", "--answers", answers);
        await terminal.WaitForTextAsync("apply, back or quit:");
        terminal.Send("apply" + Enter);
        await terminal.WaitForTextAsync("One other card follows.");
        terminal.Send("go on" + Enter);
        await terminal.WaitForTextAsync("Every object was read back");
        terminal.Send(Enter);

        Assert.Equal(0, await terminal.WaitForExitAsync());
    }
}
