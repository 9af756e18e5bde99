using TuiSetup.Tests.Backends.VSphere;
using TuiSetup.Tests.Support;
using TuiSetup.VCenterSim;
using TuiSetup.VCenterSim.Model;
using static TuiSetup.Tests.Program.VSphere.Keys;

namespace TuiSetup.Tests.Program.VSphere;

/// <summary>The wizard vsphere-vlan in a pseudo-terminal, by keys alone, on both kinds of switches.</summary>
[Collection(VCenterFixture.Name)]
public sealed class VlanTerminalTests(VCenterFixture fixture)
{
    [Fact, Trait(Screenshot.Trait, Screenshot.Pictures)]
    public async Task Two_machines_get_a_vlan_each_with_a_relay_and_it_is_undone()
    {
        await using var server = fixture.Start(machines: 0);
        server.Inventory.AddPortgroup(server.Inventory.Switches.First(), "in use", 8, 1050);
        using var program = new VSphereProgram(server, "vsphere-vlan");
        var before = Networks(server);
        await using var terminal = program.Open("run", "vsphere-vlan", "--vcenter", server.Url);
        await program.LogInAsync(terminal);
        await program.AcceptCertificateAsync(terminal);
        await terminal.WaitForTextAsync("Kind of switch (2 of");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Switch (3 of");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("VLANs (4 of");
        Assert.Contains("1100-1199_", terminal.Screen.Text, StringComparison.Ordinal);
        terminal.Send(ClearLine + "5000" + F12);
        await terminal.WaitForTextAsync("4094");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("VLANs (4 of");
        terminal.Send(ClearLine + "19-22" + F12);
        await terminal.WaitForTextAsync("Machines (5 of");
        terminal.Send(Down + Down + Down + Down + Space + Down + Space + F12);
        await terminal.WaitForTextAsync("Relay (6 of");
        terminal.Send(Down + Down + Enter);
        await terminal.WaitForTextAsync("The relay's port (7 of");
        Assert.Contains("isolated-trunk__", terminal.Screen.Text, StringComparison.Ordinal);
        terminal.Send(F12);
        await terminal.WaitForTextAsync("Review (8 of");
        await Golden.CheckAsync(terminal, "vsphere-vlan-review");
        await Pictures.CheckAsync(terminal, "picture-vsphere-vlan");
        Assert.False(server.Calls.ContainsKey("AddDVPortgroup_Task"));
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Every object was read back");
        Assert.Equal(
            ["relay isolated-trunk", "t1 isolated-19", "t2 isolated-21"],
            Networks(server).Where(line => line.Contains("isolated", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        terminal.Send(Tab + Enter);
        await terminal.WaitForTextAsync("Undone.");
        terminal.Send(Enter);

        Assert.Equal(0, await terminal.WaitForExitAsync());
        Assert.Equal(before, Networks(server));
        Assert.DoesNotContain(server.Inventory.Objects.OfType<Portgroup>(), group => group.Name.StartsWith("isolated", StringComparison.Ordinal));
        Assert.Equal(0, server.Sessions.Open);
    }

    [Fact]
    public async Task On_standard_switches_each_host_of_the_cluster_gets_it_and_loses_it_again()
    {
        await using var server = fixture.Start(machines: 0);
        using var program = new VSphereProgram(server, "vsphere-vlan");
        var before = Networks(server);
        await using var terminal = program.Open("run", "vsphere-vlan", "--vcenter", server.Url);
        await program.LogInAsync(terminal);
        await program.AcceptCertificateAsync(terminal);
        await terminal.WaitForTextAsync("Kind of switch (2 of");
        terminal.Send(Down + Enter);
        await terminal.WaitForTextAsync("Cluster (3 of");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("VLANs (4 of");
        await Golden.CheckAsync(terminal, "vsphere-vlan-standard");
        terminal.Send(Tab + ClearLine + "2000-2010" + F12);
        await terminal.WaitForTextAsync("Machines (5 of");
        terminal.Send(Down + Down + Down + Down + Space + F12);
        await terminal.WaitForTextAsync("Relay (6 of");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Review (7 of");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Every object was read back");
        Assert.Equal(["esx1.lab", "esx2.lab"], server.Inventory.Objects.OfType<Host>().Where(host => host.Portgroups.Exists(group => group is { Name: "isolated-2000", VlanId: 2000 })).Select(host => host.Name));
        Assert.Contains("t1 isolated-2000", Networks(server));
        terminal.Send(Tab + Enter);
        await terminal.WaitForTextAsync("Undone.");
        terminal.Send(Enter);

        Assert.Equal(0, await terminal.WaitForExitAsync());
        Assert.Equal(before, Networks(server));
        Assert.All(server.Inventory.Objects.OfType<Host>(), host => Assert.Equal("VM Network", Assert.Single(host.Portgroups).Name));
    }

    private static IReadOnlyList<string> Networks(VCenterServer server)
        => [.. server.Inventory.Machines.SelectMany(machine => machine.Cards.Select(card => $"{machine.Name} {card.Port?.Portgroup.Name ?? card.Network}"))];
}
