using System.Collections.Immutable;

namespace TuiSetup.Backends.OpenVSwitch;

/// <summary>A row of table Bridge.</summary>
internal sealed record OvsBridge(
    string Uuid,
    string Name,
    ImmutableArray<string> PortUuids,
    ImmutableArray<string> MirrorUuids,
    ImmutableArray<long> FloodVlans);

/// <summary>A row of table Port, with its interfaces.</summary>
internal sealed record OvsPort(
    string Uuid,
    string Name,
    long? Tag,
    ImmutableArray<long> Trunks,
    string VlanMode,
    ImmutableArray<OvsInterface> Interfaces);

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
