using TuiSetup.Backends.VSphere.Model;

namespace TuiSetup.Backends.VSphere.Vlans;

/// <summary>Which card gets which VLAN: one that has its own already keeps it, the others get the first free ones of the range.</summary>
internal sealed class VlanAssignment
{
    private readonly Dictionary<NicRecord, int> _vlans = [];

    public VlanAssignment(VlanRequest request, VSphereInventory inventory)
    {
        Cards = [.. request.Nics.Select(inventory.Nic).OfType<NicRecord>().Distinct()];
        var used = FreeVlans.Used(request, inventory);
        Taken = [.. request.Vlans.Where(used.Contains)];
        foreach (var nic in Cards)
        {
            var own = request.Vlans.FirstOrDefault(vlan => request.PortgroupOf(vlan) == inventory.NetworkOf(nic.Backing));
            if (own > 0)
            {
                _vlans[nic] = own;
            }
        }

        var free = new Queue<int>(request.Vlans.Order().Except(used).Except(_vlans.Values));
        foreach (var nic in Cards.Where(nic => !_vlans.ContainsKey(nic)))
        {
            if (free.TryDequeue(out var vlan))
            {
                _vlans[nic] = vlan;
            }
        }

        Short = Cards.Count - _vlans.Count;
    }

    /// <summary>The cards, in the order of the answer.</summary>
    public IReadOnlyList<NicRecord> Cards { get; }

    /// <summary>VLANs of the range that others use.</summary>
    public IReadOnlyList<int> Taken { get; }

    /// <summary>Cards that got none.</summary>
    public int Short { get; }

    public int Of(NicRecord nic) => _vlans[nic];
}
