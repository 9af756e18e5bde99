using System.Collections.Immutable;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.NetworkManager;

/// <summary>What the answers want of the network.</summary>
internal sealed record NetworkRequest
{
    public const string TypeField = "type", DeviceField = "device", MacField = "mac", InterfaceField = "interface", VlanField = "vlan_id", PortsField = "ports",
        BondModeField = "bond_mode", StpField = "stp", MtuField = "mtu", DnsField = "dns", SearchField = "dns_search", RoutesField = "routes";

    public const string Ethernet = "802-3-ethernet", Vlan = "vlan", Bridge = "bridge", Bond = "bond";

    public static ImmutableArray<string> Fields { get; } =
    [
        TypeField, DeviceField, MacField, InterfaceField, VlanField, PortsField, BondModeField, StpField, MtuField, DnsField, SearchField, RoutesField,
        .. FamilyRequest.FieldsOf("ipv4"), .. FamilyRequest.FieldsOf("ipv6"),
    ];

    /// <summary>Type of the profile, by NetworkManager's own names.</summary>
    public required string Type { get; init; }

    /// <summary>The network card, by its interface or its MAC address; of a VLAN, what carries it.</summary>
    public string Device { get; init; } = "";

    /// <summary>MAC address that the card must have; empty when that is all the same.</summary>
    public string Mac { get; init; } = "";

    /// <summary>Name of the interface that a VLAN, a bridge or a bond makes.</summary>
    public string Interface { get; init; } = "";

    public long? VlanId { get; init; }

    public ImmutableArray<string> Ports { get; init; } = [];

    public string BondMode { get; init; } = "";

    /// <summary>Whether a bridge takes part in the spanning tree; null leaves it to NetworkManager, which does.</summary>
    public bool? Stp { get; init; }

    public long? Mtu { get; init; }

    public ImmutableArray<string> Dns { get; init; } = [];

    public ImmutableArray<string> Search { get; init; } = [];

    public ImmutableArray<string> Routes { get; init; } = [];

    public required FamilyRequest Ipv4 { get; init; }

    public required FamilyRequest Ipv6 { get; init; }

    /// <summary>Whether the interface is made by the profile.</summary>
    public bool IsVirtual => Type is not Ethernet;

    public static NetworkRequest From(AnswerSheet answers) => new()
    {
        Type = answers[TypeField].AsText is { Length: > 0 } type && type != "ethernet" ? type : Ethernet,
        Device = answers[DeviceField].AsText ?? "",
        Mac = answers[MacField].AsText ?? "",
        Interface = answers[InterfaceField].AsText ?? "",
        VlanId = answers[VlanField].AsNumber,
        Ports = [.. answers[PortsField].Texts],
        BondMode = answers[BondModeField].AsText ?? "",
        Stp = answers[StpField].AsTruth,
        Mtu = answers[MtuField].AsNumber,
        Dns = SplitList(answers[DnsField]),
        Search = SplitList(answers[SearchField]),
        Routes = SplitList(answers[RoutesField], ',', ';'),
        Ipv4 = FamilyRequest.From("ipv4", answers),
        Ipv6 = FamilyRequest.From("ipv6", answers),
    };

    /// <summary>The items of a list, or of a text with the items between separators.</summary>
    internal static ImmutableArray<string> SplitList(Value value, params char[] separators)
        => [.. value.Texts.SelectMany(text => text.Split(
            separators is [] ? [',', ' ', ';'] : separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}

/// <summary>What the answers want of one family of addresses.</summary>
/// <param name="Family">ipv4 or ipv6.</param>
/// <param name="Method">NetworkManager's method; empty leaves it as it is.</param>
/// <param name="Addresses">Addresses with prefix lengths.</param>
/// <param name="Gateway">Empty for none.</param>
internal sealed record FamilyRequest(string Family, string Method, ImmutableArray<string> Addresses, string Gateway)
{
    public string MethodField => Family + "_method";

    public string AddressesField => Family + "_addresses";

    public string GatewayField => Family + "_gateway";

    public bool IsIp6 => Family == "ipv6";

    public static IEnumerable<string> FieldsOf(string family) => [family + "_method", family + "_addresses", family + "_gateway"];

    public static FamilyRequest From(string family, AnswerSheet answers) => new(
        family,
        answers[family + "_method"].AsText ?? "",
        NetworkRequest.SplitList(answers[family + "_addresses"]),
        answers[family + "_gateway"].AsText ?? "");
}
