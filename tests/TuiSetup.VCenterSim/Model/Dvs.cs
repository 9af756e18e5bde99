using System.Xml.Linq;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.VCenterSim.Model;

/// <summary>An entry of the PVLAN map.</summary>
internal sealed record PvlanEntry(int Primary, int Secondary, string Type)
{
    public static PvlanEntry From(XElement entry) => new(entry.Int("primaryVlanId")!.Value, entry.Int("secondaryVlanId")!.Value, entry.Value("pvlanType")!);

    public XElement ToXml(string element) => Vim.New(element, Vim.New("primaryVlanId", Primary), Vim.New("secondaryVlanId", Secondary), Vim.New("pvlanType", Type));
}

/// <summary>A VMware distributed switch.</summary>
internal sealed class Dvs(string id, string uuid) : Managed("VmwareDistributedVirtualSwitch", id)
{
    public override IReadOnlyList<string> BaseTypes { get; } = ["ManagedEntity", "DistributedVirtualSwitch"];

    public string Uuid { get; } = uuid;

    public int ConfigVersion { get; set; } = 1;

    public int MaxMtu { get; set; } = 1500;

    public required Profile Profile { get; init; }

    public List<Host> Hosts { get; } = [];

    public List<Portgroup> Portgroups { get; } = [];

    public List<string> Uplinks { get; } = ["Uplink 1", "Uplink 2"];

    public List<PvlanEntry> Pvlans { get; } = [];

    /// <summary>Mirror sessions as the client gave them, with keys.</summary>
    public List<XElement> Sessions { get; } = [];

    /// <summary>Tasks that change it now.</summary>
    public int Tasks { get; set; }

    /// <summary>Hosts that do not follow a change, and how often still.</summary>
    public Dictionary<Host, int> Refusals { get; } = [];

    /// <summary>Hosts that have not followed.</summary>
    public HashSet<Host> OutOfSync { get; } = [];

    /// <summary>VLANs that single ports have of their own.</summary>
    public HashSet<int> PortVlans { get; } = [];

    /// <summary>The uplink port group.</summary>
    public Portgroup? UplinkPortgroup { get; set; }

    public IEnumerable<Port> Ports => Portgroups.SelectMany(group => group.Ports);

    /// <summary>Gives hosts what the switch is now.</summary>
    /// <exception cref="SimFault">Some of them did not take it; the switch itself has the change.</exception>
    public void Push(IEnumerable<Host> hosts)
    {
        var failed = new List<object>();
        foreach (var host in hosts)
        {
            OutOfSync.Remove(host);
            if (Refusals.TryGetValue(host, out var times) && times > 0)
            {
                Refusals[host] = times - 1;
                OutOfSync.Add(host);
                failed.Add(Vim.New("hostFault", Vim.Ref("host", host.Ref), new SimFault("PlatformConfigFault", "Unable to set", ("text", "Unable to set")).ToLocalized("fault")));
            }
        }

        if (failed.Count > 0)
        {
            throw new SimFault("DvsOperationBulkFault", "An operation failed on some hosts.", [.. failed.Select(fault => ("hostFault", fault))]);
        }
    }

    protected override XElement? Property(string path) => path switch
    {
        "uuid" => Vim.Text(Uuid),
        "config" => Vim.Typed("val", "VMwareDVSConfigInfo", Config()),
        "config.configVersion" => Vim.Text($"{ConfigVersion}"),
        "config.pvlanConfig" => Vim.Typed("val", "ArrayOfVMwareDVSPvlanMapEntry", Pvlans.Select(entry => (object)entry.ToXml("VMwareDVSPvlanMapEntry")).ToArray()),
        "config.vspanSession" => Vim.Typed("val", "ArrayOfVMwareVspanSession", Sessions.Select(session => (object)new XElement(Vim.Namespace + "VMwareVspanSession", session.Elements())).ToArray()),
        "summary.hostMember" => Vim.RefList(Hosts.Select(host => host.Ref)),
        "portgroup" => Vim.RefList(Portgroups.Select(group => group.Ref)),
        "capability.featuresSupported" => Vim.Typed("val", "VMwareDVSFeatureCapability", Features()),
        _ => throw Unknown(path),
    };

    private object[] Config() =>
    [
        Vim.New("uuid", Uuid),
        Vim.New("name", Name),
        Vim.New("numStandalonePorts", 0),
        Vim.New("numPorts", Ports.Count()),
        Vim.New("maxPorts", int.MaxValue),
        Vim.Typed("uplinkPortPolicy", "DVSNameArrayUplinkPortPolicy", Uplinks.Select(name => (object)Vim.New("uplinkPortName", name)).ToArray()),
        .. UplinkPortgroup is null ? Array.Empty<object>() : [Vim.Ref("uplinkPortgroup", UplinkPortgroup.Ref)],
        Vim.Typed("defaultPortConfig", "VMwareDVSPortSetting", Portgroup.Vlan(0)),
        .. Hosts.Select(host => Vim.New(
            "host",
            Vim.New("runtimeState"),
            Vim.New("config", Vim.Ref("host", host.Ref), Vim.New("maxProxySwitchPorts", 512), Vim.Typed("backing", "DistributedVirtualSwitchHostMemberPnicBacking")),
            Vim.New("productInfo", Vim.New("version", Profile.DvsVersion)),
            Vim.New("uplinkPortKey", "0"),
            Vim.New("status", OutOfSync.Contains(host) ? "outOfSync" : "up"))),
        Vim.New("productInfo", Vim.New("name", "DVS"), Vim.New("vendor", "VMware, Inc."), Vim.New("version", Profile.DvsVersion), Vim.New("forwardingClass", "etherswitch")),
        Vim.New("policy"),
        Vim.New("contact"),
        Vim.New("configVersion", $"{ConfigVersion}"),
        Vim.New("createTime", "2026-01-01T00:00:00Z"),
        Vim.New("networkResourceManagementEnabled", false),
        .. Sessions.Select(session => new XElement(session)),
        .. Pvlans.Select(entry => entry.ToXml("pvlanConfig")),
        Vim.New("maxMtu", MaxMtu),
    ];

    private object?[] Features() =>
    [
        Vim.New("networkResourceManagementSupported", true),
        Vim.New("vmDirectPathGen2Supported", true),
        Profile.HasMacLearning ? Vim.New("macLearningSupported", true) : null,
        Vim.New("vspanSupported", true),
        Vim.New(
            "vspanCapability",
            Vim.New("mixedDestSupported", Profile.HasMixedMirror),
            Vim.New("dvportSupported", true),
            Vim.New("remoteSourceSupported", true),
            Vim.New("remoteDestSupported", true),
            Vim.New("encapRemoteSourceSupported", true),
            Vim.New("erspanProtocolSupported", true)),
    ];
}
