using System.Xml.Linq;
using TuiSetup.VCenterSim.Model;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.VCenterSim.Operations;

/// <summary>Standard switches of a host (HostNetworkSystem); these are no tasks.</summary>
internal sealed class HostNetworkOperations(Inventory inventory)
{
    public IEnumerable<(string, Operation)> All =>
    [
        ("AddPortGroup", Operations.Now(Add)),
        ("UpdatePortGroup", Operations.Now(Update)),
        ("RemovePortGroup", Operations.Now(Remove)),
    ];

    private void Add(Call call)
    {
        var (host, spec) = (HostOf(call), call["portgrp"]!);
        if (host.Portgroups.Exists(group => group.Name == spec.Value("name")))
        {
            throw new SimFault("AlreadyExists", "The specified key, name, or identifier already exists.", ("name", spec.Value("name")!));
        }

        host.Portgroups.Add(Read(host, spec));
        inventory.Pulse();
    }

    private void Update(Call call)
    {
        var host = HostOf(call);
        var at = host.Portgroups.FindIndex(group => group.Name == call["pgName"]!.Value);
        host.Portgroups[at >= 0 ? at : throw new SimFault("NotFound", "The port group was not found.")] = Read(host, call["portgrp"]!);
        inventory.Pulse();
    }

    private void Remove(Call call)
    {
        var (host, name) = (HostOf(call), call["pgName"]!.Value);
        if (inventory.Machines.Any(machine => machine.Host == host && machine.Cards.Exists(card => card.Network == name)))
        {
            throw new SimFault("ResourceInUse", $"The resource '{name}' is in use.", ("type", "PortGroup"), ("name", name));
        }

        if (host.Portgroups.RemoveAll(group => group.Name == name) == 0)
        {
            throw new SimFault("NotFound", "The port group was not found.");
        }

        inventory.Pulse();
    }

    private Host HostOf(Call call)
    {
        _ = call.Login;
        return inventory.Objects.OfType<Host>().FirstOrDefault(host => host.NetworkSystem.Id == call.This.Id) ?? throw SimFault.Gone(call.This);
    }

    private static StandardPortgroup Read(Host host, XElement spec)
        => host.Switches.Contains(spec.Value("vswitchName")!) && spec.Int("vlanId") is >= 0 and <= 4095
            ? new StandardPortgroup(spec.Value("name")!, spec.Int("vlanId")!.Value, spec.Value("vswitchName")!, spec.At("policy")!)
            : throw new SimFault("NotFound", "The virtual switch was not found.");
}
