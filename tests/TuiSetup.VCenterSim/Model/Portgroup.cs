using System.Xml.Linq;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.VCenterSim.Model;

/// <summary>A port of a distributed port group.</summary>
internal sealed class Port(Portgroup portgroup, string key)
{
    public Portgroup Portgroup { get; } = portgroup;

    public string Key { get; } = key;

    public int Cookie { get; set; }

    /// <summary>The host whose own network interface (vmkernel) is on it.</summary>
    public Host? Vmkernel { get; set; }

    /// <summary>Who is on it.</summary>
    public (Machine Machine, NetworkCard Card)? Connectee { get; set; }
}

/// <summary>A distributed port group.</summary>
internal sealed class Portgroup(string id, Dvs dvs) : Managed("DistributedVirtualPortgroup", id)
{
    public override IReadOnlyList<string> BaseTypes { get; } = ["ManagedEntity", "Network"];

    public Dvs Dvs { get; } = dvs;

    public List<Port> Ports { get; } = [];

    public int ConfigVersion { get; set; } = 1;

    public string Kind { get; set; } = "earlyBinding";

    public bool AutoExpand { get; set; } = true;

    public string Description { get; set; } = "";

    public string? BackingType { get; set; }

    /// <summary>The port setting, field by field, as clients gave it.</summary>
    public XElement Setting { get; set; } = Vim.Typed("defaultPortConfig", "VMwareDVSPortSetting", Vlan(0));

    public XElement? VlanSetting => Setting.At("vlan");

    public int? PvlanId => VlanSetting.Int("pvlanId");

    public int? VlanId => VlanSetting.TypeOf() == "VmwareDistributedVirtualSwitchVlanIdSpec" ? VlanSetting.Int("vlanId") : null;

    /// <summary>Whether a port of it sees what is not for it.</summary>
    public bool IsPromiscuous
        => Setting.Bool("macManagementPolicy", "allowPromiscuous") == true || Setting.Bool("securityPolicy", "allowPromiscuous", "value") == true;

    public static XElement Vlan(int id) => Vim.Typed("vlan", "VmwareDistributedVirtualSwitchVlanIdSpec", Vim.New("inherited", false), Vim.New("vlanId", id));

    protected override XElement? Property(string path) => path switch
    {
        "key" => Vim.Text(Id),
        "config" => Vim.Typed("val", "DVPortgroupConfigInfo", Config()),
        "config.configVersion" => Vim.Text($"{ConfigVersion}"),
        "config.distributedVirtualSwitch" => Vim.RefValue(Dvs.Ref),
        "config.defaultPortConfig" => new XElement(Vim.Namespace + "val", Setting.Attributes(), Setting.Elements()),
        "portKeys" => Vim.Typed("val", "ArrayOfString", Ports.Select(port => (object)Vim.New("string", port.Key)).ToArray()),
        "vm" => Vim.RefList(Ports.Select(port => port.Connectee?.Machine.Ref).OfType<(string, string)>().Distinct()),
        _ => throw Unknown(path),
    };

    private object?[] Config() =>
    [
        Vim.New("key", Id),
        Vim.New("name", Name),
        Vim.New("numPorts", Ports.Count),
        Vim.Ref("distributedVirtualSwitch", Dvs.Ref),
        Setting,
        Description.Length > 0 ? Vim.New("description", Description) : null,
        Vim.New("type", Kind),
        BackingType is null ? null : Vim.New("backingType", BackingType),
        Vim.Typed(
            "policy",
            "VMwareDVSPortgroupPolicy",
            Vim.New("blockOverrideAllowed", true),
            Vim.New("shapingOverrideAllowed", false),
            Vim.New("vendorConfigOverrideAllowed", false),
            Vim.New("livePortMovingAllowed", false),
            Vim.New("portConfigResetAtDisconnect", true),
            Vim.New("vlanOverrideAllowed", false),
            Vim.New("uplinkTeamingOverrideAllowed", false),
            Vim.New("securityPolicyOverrideAllowed", false)),
        Vim.New("configVersion", $"{ConfigVersion}"),
        Vim.New("autoExpand", AutoExpand),
    ];
}
