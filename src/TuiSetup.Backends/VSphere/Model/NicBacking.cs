using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.VSphere.Model;

/// <summary>What a network card is on.</summary>
internal abstract record NicBacking
{
    /// <summary>A port of a distributed port group.</summary>
    public sealed record Distributed(string SwitchUuid, string PortgroupKey, string PortKey) : NicBacking;

    /// <summary>A port group of a standard switch, known by its name.</summary>
    public sealed record Standard(string Name) : NicBacking;

    /// <summary>Something else, such as an opaque network of NSX; it is left alone.</summary>
    public sealed record Other(string Type) : NicBacking;

    public static NicBacking From(Element? backing) => backing?.Type switch
    {
        "VirtualEthernetCardDistributedVirtualPortBackingInfo" when backing.Child("port") is { } port
            => new Distributed(port["switchUuid"] ?? "", port["portgroupKey"] ?? "", port["portKey"] ?? ""),
        "VirtualEthernetCardNetworkBackingInfo" => new Standard(backing["deviceName"] ?? ""),
        var other => new Other(other ?? "no backing"),
    };

    /// <summary>As plans keep it: where, not on which port.</summary>
    public Value ToValue() => this switch
    {
        Distributed port => Value.Map(("switchUuid", Value.Of(port.SwitchUuid)), ("portgroupKey", Value.Of(port.PortgroupKey))),
        Standard standard => Value.Map(("deviceName", Value.Of(standard.Name))),
        _ => Value.Nothing,
    };

    public static NicBacking FromValue(Value value) => value["deviceName"].AsText is { } name
        ? new Standard(name)
        : new Distributed(value["switchUuid"].AsText ?? "", value["portgroupKey"].AsText ?? "", "");

    /// <summary>Whether both are the same network, whatever the port.</summary>
    public bool IsSameNetwork(NicBacking other) => (this, other) switch
    {
        (Distributed left, Distributed right) => left.SwitchUuid == right.SwitchUuid && left.PortgroupKey == right.PortgroupKey,
        (Standard left, Standard right) => left.Name == right.Name,
        _ => false,
    };

    /// <summary>
    /// The element of a device. A port that is named from before would win over the port group, so none is.
    /// </summary>
    public Element ToElement() => this switch
    {
        Distributed port => Typed(
            "backing",
            "VirtualEthernetCardDistributedVirtualPortBackingInfo",
            Typed("port", null, Leaf("switchUuid", port.SwitchUuid), Leaf("portgroupKey", port.PortgroupKey))),
        Standard standard => Typed("backing", "VirtualEthernetCardNetworkBackingInfo", Leaf("deviceName", standard.Name)),
        _ => throw new InvalidOperationException("Such a network is left alone."),
    };

    private static Element Typed(string name, string? type, params IReadOnlyList<Element> children) => new(name, type, false, null, "", children);

    private static Element Leaf(string name, string text) => new(name, null, false, null, text, []);
}
