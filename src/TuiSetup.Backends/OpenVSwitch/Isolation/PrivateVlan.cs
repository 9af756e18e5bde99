using System.Collections.Immutable;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>One private VLAN of a bridge: its VLANs, and the ports that have a role in it.</summary>
internal sealed record PrivateVlan(
    long Primary,
    long? Isolated,
    ImmutableSortedSet<long> Communities,
    ImmutableSortedDictionary<string, PortRole> Ports)
{
    /// <summary>In which frames go over trunks that a relay on layer 2 has passed on; null: over none.</summary>
    public long? RelayVlan { get; init; }

    /// <summary>All that a trunk carries: primary, isolated, communities, and that of a relay.</summary>
    public IEnumerable<long> Vlans => ((IEnumerable<long>)[Primary]).Concat(Secondaries).Concat(RelayVlan is { } relay ? [relay] : []);

    public IEnumerable<long> Secondaries => (Isolated is { } isolated ? (IEnumerable<long>)[isolated] : []).Concat(Communities);

    /// <summary>Whether isolated hosts reach each other by a relay on layer 2, at a port of this bridge or beyond a trunk.</summary>
    public bool HasRelay => Isolated is not null && (RelayVlan is not null || Ports.Values.Any(role => role.Kind == PortRoleKind.Relay));

    public IEnumerable<string> PortsOf(PortRoleKind kind) => Ports.Where(port => port.Value.Kind == kind).Select(port => port.Key);

    public IEnumerable<string> PortsOf(PortRole role) => Ports.Where(port => port.Value == role).Select(port => port.Key);

    /// <summary>Whether a host on a port with one role may reach one on a port with another.</summary>
    public static bool MayReach(PortRole from, PortRole to)
        => from.Kind == PortRoleKind.Promiscuous || to.Kind == PortRoleKind.Promiscuous || (from.Kind == PortRoleKind.Community && from == to);

    /// <summary>As plans have it: VLANs by kind, ports by role.</summary>
    public Value ToValue()
        => Value.Map(
            ((string, Value)[])
            [
                ("primary", Value.Of(Primary)),
                ("isolated", Isolated is { } isolated ? Value.Of(isolated) : Value.Nothing),
                ("communities", Value.List(Communities)),
                .. RelayVlan is { } relay ? [("relay", Value.Of(relay))] : ((string, Value)[])[],
                .. Ports.GroupBy(port => port.Value.ToString()).OrderBy(role => role.Key, StringComparer.Ordinal)
                    .Select(role => (PortsKey + role.Key, Value.List(role.Select(port => port.Key)))),
            ]);

    /// <summary>The other way round. Null: it is not one.</summary>
    public static PrivateVlan? From(Value value)
    {
        if (value["primary"].AsNumber is not { } primary)
        {
            return null;
        }

        var ports = value.Entries.Where(entry => entry.Key.StartsWith(PortsKey, StringComparison.Ordinal))
            .SelectMany(entry => PortRole.Parse(entry.Key[PortsKey.Length..]) is { } role ? entry.Value.Texts.Select(port => KeyValuePair.Create(port, role)) : []);
        return new PrivateVlan(
            primary,
            value["isolated"].AsNumber,
            [.. value["communities"].Items.Select(item => item.AsNumber).OfType<long>()],
            ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, ports))
        {
            RelayVlan = value["relay"].AsNumber,
        };
    }

    private const string PortsKey = "ports ";
}
