using System.Collections.Immutable;

namespace TuiSetup.Backends.OpenVSwitch.Mirrors;

/// <summary>
/// ovs-vswitchd 3.1 does not look at active flows again when a mirror changes; it does when flood_vlans changes. So
/// VLAN 4095, which IEEE 802.1Q reserves and no frame can have, is put in or taken out with every change of a mirror.
/// </summary>
internal static class Revalidation
{
    public const long Vlan = 4095;

    /// <summary>The same VLANs, with the reserved one the other way round.</summary>
    public static ImmutableArray<long> Toggle(ImmutableArray<long> floodVlans)
        => floodVlans.Contains(Vlan) ? floodVlans.Remove(Vlan) : [.. floodVlans.Add(Vlan).Order()];

    /// <summary>The VLANs that mean something.</summary>
    public static IEnumerable<long> Real(IEnumerable<long> floodVlans) => floodVlans.Where(vlan => vlan != Vlan);
}
