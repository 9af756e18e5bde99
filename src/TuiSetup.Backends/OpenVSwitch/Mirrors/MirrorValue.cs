using TuiSetup.Core.Values;

namespace TuiSetup.Backends.OpenVSwitch.Mirrors;

/// <summary>A mirror as plans have it: OVSDB's columns, ports by name, sets in order.</summary>
internal static class MirrorValue
{
    public static Value Of(OvsMirror mirror, OvsSnapshot snapshot)
        => Of(
            mirror.Name,
            mirror.SelectAll,
            Names(mirror.SelectSrcPort, snapshot),
            Names(mirror.SelectDstPort, snapshot),
            mirror.SelectVlan,
            mirror.OutputPort is { } port ? Names([port], snapshot)[0] : null,
            mirror.OutputVlan,
            mirror.Snaplen);

    public static Value Of(MirrorRequest request)
        => Of(request.Name, request.SelectAll, request.SelectSrcPort, request.SelectDstPort, request.SelectVlan, request.OutputPort, request.OutputVlan, request.Snaplen);

    private static Value Of(
        string name,
        bool selectAll,
        IEnumerable<string> sources,
        IEnumerable<string> destinations,
        IEnumerable<long> vlans,
        string? outputPort,
        long? outputVlan,
        long? snaplen)
        => Value.Map(
            ("name", Value.Of(name)),
            ("select_all", Value.Of(selectAll)),
            ("select_src_port", Value.List(sources.Order(StringComparer.Ordinal))),
            ("select_dst_port", Value.List(destinations.Order(StringComparer.Ordinal))),
            ("select_vlan", Value.List(vlans.Order())),
            ("output_port", outputPort is null ? Value.Nothing : Value.Of(outputPort)),
            ("output_vlan", outputVlan is null ? Value.Nothing : Value.Of(outputVlan.Value)),
            ("snaplen", snaplen is null ? Value.Nothing : Value.Of(snaplen.Value)));

    /// <summary>A port that went away keeps its uuid, so that a comparison sees the difference.</summary>
    private static IReadOnlyList<string> Names(IEnumerable<string> uuids, OvsSnapshot snapshot)
        => [.. uuids.Select(uuid => snapshot.PortsByUuid.GetValueOrDefault(uuid)?.Name ?? uuid)];
}
