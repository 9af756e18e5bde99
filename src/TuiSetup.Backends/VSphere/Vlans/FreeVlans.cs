using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.VSphere.Vlans;

/// <summary>Which VLANs are in use where the port groups will be, and which range is not.</summary>
internal static class FreeVlans
{
    private const int First = 1000, Count = 100, Last = 4094;

    /// <summary>The first hundred of which none is in use; nothing when there is none, or no switch yet.</summary>
    public static Value Propose(VlanRequest request, VSphereInventory inventory)
    {
        if (request.IsStandard ? request.Hosts(inventory).Count == 0 : inventory.Switch(request.Switch) is null)
        {
            return Value.Nothing;
        }

        var used = Used(request, inventory);
        for (var start = First; start + Count - 1 <= Last; start += Count)
        {
            var range = Enumerable.Range(start, Count).ToList();
            if (!range.Exists(used.Contains))
            {
                return Value.List(range.Select(vlan => Value.Of(vlan)));
            }
        }

        return Value.Nothing;
    }

    /// <summary>VLANs of port groups that are not ours by their name.</summary>
    public static HashSet<int> Used(VlanRequest request, VSphereInventory inventory)
    {
        if (request.IsStandard)
        {
            return [.. request.Hosts(inventory).SelectMany(host => host.Portgroups).Where(group => group.Name != request.PortgroupOf(group.Vlan)).Select(group => group.Vlan)];
        }

        if (inventory.Switch(request.Switch) is not { } dvs)
        {
            return [];
        }

        return
        [
            .. inventory.PortgroupsOf(dvs).Where(group => group.Setting.Vlan is VlanSetting.Id id && group.Name != request.PortgroupOf(id.Vlan)).Select(group => ((VlanSetting.Id)group.Setting.Vlan).Vlan),
            .. dvs.Pvlans.Select(entry => entry.Secondary),
        ];
    }
}
