using System.Collections.Immutable;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>The columns of a port that isolation sets. Other keys of external_ids are not its business.</summary>
internal sealed record PortValue(long? Tag, bool IsProtected, ImmutableSortedDictionary<string, string> ExternalIds)
{
    public static PortValue Of(OvsPort port)
        => new(port.Tag, port.IsProtected, ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, port.ExternalIds.Where(id => Declaration.IsOurs(id.Key))));

    /// <summary>What a port becomes; null when it has no role and had none.</summary>
    /// <remarks>
    /// The tag is the secondary VLAN, by which mirrors select; it also keeps the port out of what goes the NORMAL way.
    /// Isolated ports are protected as well: a port whose flow is missing exchanges nothing with them. With a relay on
    /// layer 2 they are not: what it sends counts as coming from the port of its origin, so that it never goes back there.
    /// </remarks>
    public static PortValue? Wanted(OvsPort port, BridgeIsolation before, BridgeIsolation after)
    {
        var vlan = after.Vlans.FirstOrDefault(vlan => vlan.Ports.ContainsKey(port.Name));
        if (vlan is not null)
        {
            var role = vlan.Ports[port.Name];
            return new PortValue(
                role.IsTagged ? port.Tag : role.VlanIn(vlan),
                role.Kind == PortRoleKind.Isolated && !vlan.HasRelay,
                Declaration.OfPort(after, port.Name));
        }

        return before.Vlans.FirstOrDefault(had => had.Ports.ContainsKey(port.Name)) is { } former
            ? new PortValue(former.Ports[port.Name].IsTagged ? port.Tag : former.Primary, false, ImmutableSortedDictionary<string, string>.Empty)
            : null;
    }

    public Value ToValue()
        => Value.Map(
            ("tag", Tag is { } tag ? Value.Of(tag) : Value.Nothing),
            ("protected", Value.Of(IsProtected)),
            ("external_ids", Value.Map(ExternalIds.Select(id => (id.Key, Value.Of(id.Value))))));
}
