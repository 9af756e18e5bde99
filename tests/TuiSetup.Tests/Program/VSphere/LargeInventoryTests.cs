using TuiSetup.Tests.Backends.VSphere;
using TuiSetup.Tests.Support;
using TuiSetup.VCenterSim;
using TuiSetup.VCenterSim.Model;
using static TuiSetup.Tests.Program.VSphere.Keys;

namespace TuiSetup.Tests.Program.VSphere;

/// <summary>A vCenter with 5,000 machines in a pseudo-terminal: reading it, stopping that, and finding one machine.</summary>
[Collection(VCenterFixture.Name)]
public sealed class LargeInventoryTests(VCenterFixture fixture)
{
    [Fact]
    public async Task One_of_5000_machines_is_found_as_one_types_and_moved()
    {
        await using var server = fixture.Start(machines: 5000);
        using var program = new VSphereProgram(server, "vsphere-vlan");
        await using var terminal = program.Open("run", "vsphere-vlan", "--vcenter", server.Url);
        await program.LogInAsync(terminal);
        await program.AcceptCertificateAsync(terminal);
        await terminal.WaitForTextAsync("Kind of switch (2 of");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Switch (3 of");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("VLANs (4 of");
        terminal.Send(ClearLine + "2000-2099" + F12);
        await terminal.WaitForTextAsync("Machines (5 of");
        terminal.Send("b-47");
        await terminal.WaitForTextAsync("Search: b-47_");
        terminal.Send("11");
        await terminal.WaitForTextAsync("Search: b-4711_");
        await Golden.CheckAsync(terminal, "vsphere-vlan-search");
        terminal.Send(Space + Backspace + Backspace + Backspace + Backspace + Backspace + Backspace + "sensor");
        await terminal.WaitForTextAsync("Search: sensor_");
        terminal.Send(Space + F12);
        await terminal.WaitForTextAsync("Relay (6 of");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Review (7 of");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Every object was read back");
        terminal.Send(Enter);

        Assert.Equal(0, await terminal.WaitForExitAsync());
        Assert.Equal(
            ["sensor", "web-4711"],
            server.Inventory.Machines.Where(machine => machine.Cards.Exists(card => card.Port?.Portgroup.VlanId is 2000 or 2001)).Select(machine => machine.Name).Order(StringComparer.Ordinal));
        Assert.Equal(0, server.Sessions.Open);
    }

    [Fact]
    public async Task Reading_tells_how_far_it_is_and_Esc_stops_it()
    {
        await using var server = fixture.Start(machines: 5000);
        using var program = new VSphereProgram(server, "vsphere-pvlan");
        using var gate = new SemaphoreSlim(0);
        server.Troubles.Add("ContinueRetrievePropertiesEx", new Trouble(), times: 2);
        server.Troubles.Add("ContinueRetrievePropertiesEx", new Trouble(Then: answer =>
        {
            gate.Wait(TimeSpan.FromMinutes(1));
            return answer;
        }));
        await using var terminal = program.Open("run", "vsphere-pvlan", "--vcenter", server.Url);
        await program.LogInAsync(terminal);
        await program.AcceptCertificateAsync(terminal);
        await terminal.WaitForTextAsync("1,500 objects so far");
        await Golden.CheckAsync(terminal, "vsphere-reading");
        terminal.Send(Escape);
        await terminal.WaitForTextAsync("vCenter (1 of");
        gate.Release();
        terminal.Send(F12);
        await terminal.WaitForTextAsync("Switch (2 of");

        Assert.Equal(1, server.Calls["CancelRetrievePropertiesEx"]);
        Assert.Equal(1, server.Calls["Login"]);
    }

    [Fact]
    public async Task One_question_at_a_time_the_same_machine_is_found_by_a_part_of_its_name()
    {
        await using var server = fixture.Start(machines: 5000);
        using var program = new VSphereProgram(server, "vsphere-vlan");
        await using var terminal = program.Open("run", "vsphere-vlan", "--plain", "--answers", program.Answers(""" "dvs": "DSwitch", "vlans": [2000], "nics": ["t1"] """));
        await terminal.WaitForTextAsync("apply, back or quit:");
        terminal.Send("back" + Enter);
        await terminal.WaitForTextAsync("Relay");
        terminal.Send("<" + Enter);
        await terminal.WaitForTextAsync("Which machines");
        terminal.Send("/4711" + Enter);
        await terminal.WaitForTextAsync("web-4711");
        terminal.Send("web-4711" + Enter);
        await terminal.WaitForTextAsync("Relay");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Card web-4711  moves from");
        terminal.Send("quit" + Enter);
        await terminal.WaitForTextAsync("Type stay or leave");
        terminal.Send("leave" + Enter);

        Assert.Equal(1, await terminal.WaitForExitAsync());
    }
}
