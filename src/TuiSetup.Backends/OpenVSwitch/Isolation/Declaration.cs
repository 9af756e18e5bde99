using System.Collections.Immutable;
using System.Globalization;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>
/// The declared state, kept in OVSDB as external_ids: of a bridge, which VLANs belong together and where the flows are;
/// of a port, its role in each private VLAN. Flows are derived from it.
/// </summary>
internal static class Declaration
{
    /// <summary>Key of the bridge and of the port, followed by the primary VLAN.</summary>
    private const string VlanKey = "tuisetup-pvlan-";
    private const string TableKey = "tuisetup-pvlan-table", OthersKey = "tuisetup-pvlan-others", Normal = "NORMAL";

    public static bool IsOurs(string key) => key.StartsWith(VlanKey, StringComparison.Ordinal);

    public static BridgeIsolation Read(OvsBridge bridge, OvsSnapshot snapshot)
    {
        var vlans = new List<PrivateVlan>();
        var ports = snapshot.PortsOf(bridge).ToList();
        foreach (var (key, text) in bridge.ExternalIds)
        {
            if (IsOurs(key) && long.TryParse(key[VlanKey.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var primary))
            {
                vlans.Add(Parse(primary, text) with
                {
                    Ports = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, ports
                        .Select(port => (port.Name, Role: PortRole.Parse(port.ExternalIds.GetValueOrDefault(key, ""))))
                        .Where(port => port.Role is not null).Select(port => KeyValuePair.Create(port.Name, port.Role!))),
                });
            }
        }

        return vlans.Count == 0
            ? BridgeIsolation.None
            : new BridgeIsolation(
                int.TryParse(bridge.ExternalIds.GetValueOrDefault(TableKey), NumberStyles.None, CultureInfo.InvariantCulture, out var table) ? table : BridgeIsolation.UsualTable,
                bridge.ExternalIds.GetValueOrDefault(OthersKey) == Normal,
                [.. vlans.OrderBy(vlan => vlan.Primary)]);
    }

    /// <summary>external_ids of the bridge, ours alone.</summary>
    public static ImmutableSortedDictionary<string, string> OfBridge(BridgeIsolation isolation)
    {
        var ids = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (isolation.Vlans.IsEmpty)
        {
            return ids.ToImmutable();
        }

        ids[TableKey] = isolation.Table.ToString(CultureInfo.InvariantCulture);
        ids[OthersKey] = isolation.FallsThrough ? Normal : "";
        foreach (var vlan in isolation.Vlans)
        {
            ids[VlanKey + vlan.Primary] = $"isolated={vlan.Isolated} community={string.Join(',', vlan.Communities)}{(vlan.RelayVlan is { } relay ? $" relay={relay}" : "")}";
        }

        return ids.ToImmutable();
    }

    /// <summary>external_ids of a port, ours alone.</summary>
    public static ImmutableSortedDictionary<string, string> OfPort(BridgeIsolation isolation, string port)
        => ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, isolation.Vlans
            .Where(vlan => vlan.Ports.ContainsKey(port)).Select(vlan => KeyValuePair.Create(VlanKey + vlan.Primary, vlan.Ports[port].ToString())));

    private static PrivateVlan Parse(long primary, string text)
    {
        var words = text.Split(' ').Select(word => word.Split('=', 2)).Where(pair => pair.Length == 2).ToLookup(pair => pair[0], pair => pair[1]);
        return new PrivateVlan(
            primary,
            Numbers(words["isolated"]).Cast<long?>().FirstOrDefault(),
            [.. Numbers(words["community"])],
            ImmutableSortedDictionary<string, PortRole>.Empty)
        {
            RelayVlan = Numbers(words["relay"]).Cast<long?>().FirstOrDefault(),
        };
    }

    private static IEnumerable<long> Numbers(IEnumerable<string> lists)
        => lists.SelectMany(list => list.Split(',')).Select(word => long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).Where(number => number > 0);
}
