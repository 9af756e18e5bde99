using System.Collections.Immutable;
using TuiSetup.Core.Answers;

namespace TuiSetup.Backends.OpenVSwitch.Mirrors;

/// <summary>The mirror that the answers ask for. While pages are still to come, parts of it are missing.</summary>
internal sealed record MirrorRequest
{
    public const string BridgeField = "bridge", NameField = "name", SelectAllField = "select_all", SelectSrcPortField = "select_src_port",
        SelectDstPortField = "select_dst_port", SelectVlanField = "select_vlan", OutputPortField = "output_port",
        OutputVlanField = "output_vlan", SnaplenField = "snaplen";

    public static ImmutableArray<string> Fields { get; } =
    [
        BridgeField, NameField, SelectAllField, SelectSrcPortField, SelectDstPortField, SelectVlanField, OutputPortField, OutputVlanField, SnaplenField,
    ];

    public required string Bridge { get; init; }
    public required string Name { get; init; }
    public bool SelectAll { get; init; }
    public ImmutableArray<string> SelectSrcPort { get; init; } = [];
    public ImmutableArray<string> SelectDstPort { get; init; } = [];
    public ImmutableArray<long> SelectVlan { get; init; } = [];
    public string? OutputPort { get; init; }
    public long? OutputVlan { get; init; }
    public long? Snaplen { get; init; }

    public bool SelectsPorts => SelectSrcPort.Length + SelectDstPort.Length > 0;

    /// <summary>Every port that it names, and the field that names it.</summary>
    public IEnumerable<(string Field, string Port)> Ports
        => SelectSrcPort.Select(port => (SelectSrcPortField, port))
            .Concat(SelectDstPort.Select(port => (SelectDstPortField, port)))
            .Concat(OutputPort is { } output ? [(OutputPortField, output)] : []);

    public static MirrorRequest From(AnswerSheet answers) => new()
    {
        Bridge = answers[BridgeField].AsText ?? "",
        Name = answers[NameField].AsText ?? "",
        SelectAll = answers[SelectAllField].AsTruth ?? false,
        SelectSrcPort = [.. answers[SelectSrcPortField].Texts],
        SelectDstPort = [.. answers[SelectDstPortField].Texts],
        SelectVlan = [.. answers[SelectVlanField].Items.Select(vlan => vlan.AsNumber).OfType<long>()],
        OutputPort = answers[OutputPortField].AsText is { Length: > 0 } port ? port : null,
        OutputVlan = answers[OutputVlanField].AsNumber,
        Snaplen = answers[SnaplenField].AsNumber,
    };
}
