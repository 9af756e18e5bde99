using System.Collections.Immutable;
using TuiSetup.Core.Answers;

namespace TuiSetup.Backends.OpenVSwitch.Mirrors;

/// <summary>The mirror that the answers ask for. While pages are still to come, parts of it are missing.</summary>
internal sealed record MirrorRequest
{
    public const string BridgeField = "bridge", NameField = "name", SelectAllField = "select_all", SelectSrcPortField = "select_src_port",
        SelectDstPortField = "select_dst_port", SelectVlanField = "select_vlan", OutputPortField = "output_port",
        OutputVlanField = "output_vlan", SnaplenField = "snaplen", RelayField = "relay", RelayPortField = "relay_port", RelayTrafficField = "relay_traffic";

    /// <summary>What comes to a relay, whatever its policy says, or what it sends on.</summary>
    public const string Received = "received", PassedOn = "passed_on";

    public static ImmutableArray<string> Fields { get; } =
    [
        BridgeField, NameField, SelectAllField, SelectSrcPortField, SelectDstPortField, SelectVlanField, OutputPortField, OutputVlanField, SnaplenField,
        RelayField, RelayPortField, RelayTrafficField,
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

    /// <summary>The relay's port, of which one direction is copied: each packet between two hosts passes it in both.</summary>
    public string? RelayPort { get; init; }

    public bool SelectsPorts => SelectSrcPort.Length + SelectDstPort.Length > 0;

    /// <summary>Every port that it names, and the field that names it.</summary>
    public IEnumerable<(string Field, string Port)> Ports
        => SelectSrcPort.Select(port => (RelayPort is null ? SelectSrcPortField : RelayPortField, port))
            .Concat(SelectDstPort.Select(port => (RelayPort is null ? SelectDstPortField : RelayPortField, port)))
            .Concat(OutputPort is { } output ? [(OutputPortField, output)] : []);

    /// <summary>The field by which a port was selected.</summary>
    public string FieldOf(string port)
        => RelayPort is not null ? RelayPortField : SelectSrcPort.Contains(port) ? SelectSrcPortField : SelectDstPortField;

    public static MirrorRequest From(AnswerSheet answers)
    {
        var relay = answers[RelayField].AsTruth == true ? answers[RelayPortField].AsText : null;
        var isPassedOn = answers[RelayTrafficField].AsText == PassedOn;
        return new MirrorRequest
        {
            Bridge = answers[BridgeField].AsText ?? "",
            Name = answers[NameField].AsText ?? "",
            SelectAll = answers[SelectAllField].AsTruth ?? false,
            RelayPort = relay,
            SelectSrcPort = [.. relay is null ? answers[SelectSrcPortField].Texts : isPassedOn ? [relay] : []],
            SelectDstPort = [.. relay is null ? answers[SelectDstPortField].Texts : isPassedOn ? [] : [relay]],
            SelectVlan = [.. answers[SelectVlanField].Items.Select(vlan => vlan.AsNumber).OfType<long>()],
            OutputPort = answers[OutputPortField].AsText is { Length: > 0 } port ? port : null,
            OutputVlan = answers[OutputVlanField].AsNumber,
            Snaplen = answers[SnaplenField].AsNumber,
        };
    }
}
