using System.Collections.Immutable;

namespace TuiSetup.Backends.OpenVSwitch;

/// <summary>A row of table Bridge.</summary>
internal sealed record OvsBridge(
    string Uuid,
    string Name,
    ImmutableArray<string> PortUuids,
    ImmutableArray<string> MirrorUuids,
    ImmutableArray<long> FloodVlans)
{
    /// <summary>What the bridge does without a controller: <c>standalone</c>, <c>secure</c>, or empty, which is standalone.</summary>
    public string FailMode { get; init; } = "";

    public bool HasController { get; init; }

    public IReadOnlyDictionary<string, string> ExternalIds { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>A row of table Port, with its interfaces.</summary>
internal sealed record OvsPort(
    string Uuid,
    string Name,
    long? Tag,
    ImmutableArray<long> Trunks,
    string VlanMode,
    ImmutableArray<OvsInterface> Interfaces)
{
    /// <summary>Whether it exchanges nothing with other protected ports.</summary>
    public bool IsProtected { get; init; }

    public IReadOnlyDictionary<string, string> ExternalIds { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>A bond, or an interface of real hardware, which Open vSwitch shows by its driver.</summary>
    public bool IsHardware
        => Interfaces.Length > 1 || Interfaces.Any(link => link.Type == "dpdk"
            || (link.Type is "" or "system" && link.Status.TryGetValue("driver_name", out var driver) && !VirtualDrivers.Contains(driver)));

    /// <summary>Drivers of interfaces that lead to guests and namespaces, never out of the machine.</summary>
    private static readonly HashSet<string> VirtualDrivers = ["veth", "tun", "tap", "openvswitch", "bridge", "dummy", "macvlan", "ifb"];

    /// <summary>OpenFlow's number of it; null while it has none, and for a bond, which has several.</summary>
    public long? Ofport => Interfaces is [{ Ofport: > 0 and var number }] ? number : null;
}

/// <summary>A row of table Interface.</summary>
internal sealed record OvsInterface(
    string Name,
    string Type,
    long? Ofport,
    string MacInUse,
    IReadOnlyDictionary<string, string> ExternalIds,
    IReadOnlyDictionary<string, string> Status,
    long? ReceivedPackets);

/// <summary>A row of table Mirror. Ports are their row's uuids.</summary>
internal sealed record OvsMirror(
    string Uuid,
    string Name,
    bool SelectAll,
    ImmutableArray<string> SelectSrcPort,
    ImmutableArray<string> SelectDstPort,
    ImmutableArray<long> SelectVlan,
    string? OutputPort,
    long? OutputVlan,
    long? Snaplen);
