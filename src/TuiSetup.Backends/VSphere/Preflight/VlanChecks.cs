using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.VSphere.Preflight;

/// <summary>Who uses a VLAN on a switch already, and whether the uplinks carry it.</summary>
internal static class VlanChecks
{
    /// <summary>Port groups with their own VLAN, uplinks left out.</summary>
    public static string? UserOf(int vlan, DvsRecord dvs, VSphereInventory inventory)
    {
        var group = inventory.PortgroupsOf(dvs).FirstOrDefault(group => group.Setting.Vlan is VlanSetting.Id { Vlan: var id } && id == vlan);
        return group is null ? null : T($"port group '{group.Name}'");
    }

    /// <summary>
    /// IDs that the switch says are in use (QueryUsedVlanIdInDvs) though no port group has them: single ports may have
    /// VLANs of their own.
    /// </summary>
    public static async Task<IReadOnlyList<Problem>> CheckPortsAsync(
        IEnumerable<(int Vlan, string Field)> wanted,
        DvsRecord dvs,
        VSphereFacts facts,
        CancellationToken cancel)
    {
        HashSet<int> used;
        try
        {
            used = [.. (await facts.Session.Client.CallAsync(new SoapCall("QueryUsedVlanIdInDvs", dvs.Ref), cancel).ConfigureAwait(false))
                .Select(vlan => int.TryParse(vlan.Text, out var id) ? id : 0)];
        }
        catch (VimFault unknown) when (unknown.Name is "MethodNotFound" or "NoPermission")
        {
            return [];
        }

        // A switch that counts what its trunks let through says nothing of who uses it: the uplinks' trunk has every ID.
        if (facts.Inventory.PortgroupsOf(dvs).Select(group => group.Setting.Vlan).OfType<VlanSetting.Trunk>()
            .SelectMany(trunk => trunk.Ranges).Any(range => range.Last - range.First >= 100 && Enumerable.Range(range.First, range.Last - range.First).Count(used.Contains) > (range.Last - range.First) / 2))
        {
            return [];
        }

        return [.. wanted.Where(one => used.Contains(one.Vlan) && UserOf(one.Vlan, dvs, facts.Inventory) is null)
            .Select(one => MoveChecks.Error("vlan-ids", one.Field, T($"VLAN {one.Vlan} is used by a single port of switch '{dvs.Name}'."), T("Choose another ID.")))];
    }

    /// <summary>IDs that some uplink port group does not let through.</summary>
    public static IEnumerable<Problem> CheckUplinks(IReadOnlyList<int> vlans, DvsRecord dvs, string field, VSphereInventory inventory)
    {
        foreach (var uplink in inventory.PortgroupsOf(dvs).Where(group => dvs.UplinkPortgroups.Contains(group.Ref.Value)))
        {
            var lost = vlans.Where(vlan => !uplink.Setting.Vlan.Carries(vlan)).ToList();
            if (lost.Count > 0)
            {
                yield return MoveChecks.Error(
                    "uplinks",
                    field,
                    T($"The uplinks '{uplink.Name}' carry {uplink.Setting.Vlan}, without {string.Join(", ", lost)}: between hosts these VLANs would be cut off."),
                    T("Add them to the uplinks' trunk, and to the physical switches."));
            }
        }
    }
}
