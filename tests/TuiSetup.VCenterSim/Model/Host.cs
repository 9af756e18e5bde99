using System.Xml.Linq;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.VCenterSim.Model;

/// <summary>A port group of a standard switch.</summary>
internal sealed record StandardPortgroup(string Name, int VlanId, string Switch, XElement Policy);

/// <summary>An ESXi host with its standard switches.</summary>
internal sealed class Host(string id) : Managed("HostSystem", id)
{
    public List<string> Switches { get; } = ["vSwitch0"];

    public List<StandardPortgroup> Portgroups { get; } = [new("VM Network", 0, "vSwitch0", Vim.New("policy"))];

    /// <summary>Its HostNetworkSystem.</summary>
    public (string Type, string Id) NetworkSystem => ("HostNetworkSystem", "networkSystem-" + Id);

    protected override XElement? Property(string path) => path switch
    {
        "runtime.connectionState" => Vim.Typed("val", "HostSystemConnectionState", "connected"),
        "configManager.networkSystem" => Vim.RefValue(NetworkSystem),
        "config.network.vswitch" => Vim.Typed("val", "ArrayOfHostVirtualSwitch", Switches.Select(name => (object)Vim.New(
            "HostVirtualSwitch",
            Vim.New("name", name),
            Vim.New("key", "key-vim.host.VirtualSwitch-" + name),
            Vim.New("numPorts", 2560),
            Vim.New("numPortsAvailable", 2500),
            Vim.New("spec", Vim.New("numPorts", 128)))).ToArray()),
        "config.network.portgroup" => Vim.Typed("val", "ArrayOfHostPortGroup", Portgroups.Select(group => (object)Vim.New(
            "HostPortGroup",
            Vim.New("key", "key-vim.host.PortGroup-" + group.Name),
            Vim.New("vswitch", "key-vim.host.VirtualSwitch-" + group.Switch),
            Vim.New("computedPolicy"),
            Vim.New("spec", Vim.New("name", group.Name), Vim.New("vlanId", group.VlanId), Vim.New("vswitchName", group.Switch), group.Policy))).ToArray()),
        _ => throw Unknown(path),
    };
}
