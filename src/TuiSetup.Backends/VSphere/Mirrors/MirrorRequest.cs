using System.Collections.Immutable;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.VSphere.Mirrors;

/// <summary>The mirror session that the answers ask for; what is not answered stays as it is.</summary>
internal sealed record MirrorRequest
{
    public const string ActionField = "action", SessionField = "session", NameField = "name", TypeField = "session_type", TransmittedField = "source_transmitted",
        ReceivedField = "source_received", SourceVlansField = "source_vlans", DestinationField = "destination", UplinksField = "destination_uplinks",
        AddressesField = "destination_addresses", EncapsulationVlanField = "encapsulation_vlan", StripField = "strip_vlan", NormalField = "normal_traffic",
        LengthField = "packet_length", SamplingField = "sampling_rate", EncapTypeField = "encap_type", ErspanIdField = "erspan_id",
        ErspanCosField = "erspan_cos", NanosecondsField = "erspan_nanoseconds", EnabledField = "enabled", DescriptionField = "description";

    public const string Add = "add", Edit = "edit", Remove = "remove";

    public static ImmutableArray<string> Fields { get; } =
    [
        VSphereFacts.SwitchField, ActionField, SessionField, NameField, TypeField, TransmittedField, ReceivedField, SourceVlansField, DestinationField, UplinksField,
        AddressesField, EncapsulationVlanField, StripField, NormalField, LengthField, SamplingField, EncapTypeField, ErspanIdField, ErspanCosField,
        NanosecondsField, EnabledField, DescriptionField,
    ];

    private MirrorRequest(AnswerSheet answers) => Answers = answers;

    public AnswerSheet Answers { get; }

    public string Action => Answers[ActionField].AsText ?? Add;

    public string Switch => Answers[VSphereFacts.SwitchField].AsText ?? "";

    /// <summary>The existing session, by its name or key.</summary>
    public string Session => Answers[SessionField].AsText ?? "";

    public string? Name => Text(NameField);

    public string? Type => Text(TypeField);

    public IReadOnlyList<string> Addresses => [.. (Text(AddressesField) ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)];

    public static MirrorRequest From(AnswerSheet answers) => new(answers);

    public bool Has(string field) => Answers.Has(field);

    public IReadOnlyList<string> Names(string field) => Answers[field].Texts;

    public long? Number(string field) => Answers[field].AsNumber;

    /// <summary>A choice of yes and no, where nothing leaves it as it is.</summary>
    public bool? Truth(string field) => Answers[field] switch
    {
        { AsTruth: { } truth } => truth,
        { AsText: "yes" } => true,
        { AsText: "no" } => false,
        _ => null,
    };

    public string? Text(string field) => Answers[field].AsText is { Length: > 0 } text ? text : null;

    public Value this[string field] => Answers[field];
}
