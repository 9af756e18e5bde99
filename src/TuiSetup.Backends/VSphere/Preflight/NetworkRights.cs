using TuiSetup.Backends.VSphere.Model;

namespace TuiSetup.Backends.VSphere.Preflight;

/// <summary>What a user must be allowed, for making port groups and moving cards to them, and for taking that back.</summary>
internal static class NetworkRights
{
    private const string Assign = "Network.Assign";

    public static IEnumerable<Need> ForPortgroups(
        IReadOnlyList<PortgroupWish> wishes,
        DvsRecord dvs,
        VSphereInventory inventory)
    {
        var existing = wishes.Select(wish => (Wish: wish, Group: inventory.Portgroup(dvs, wish.Name))).ToList();
        if (existing.Exists(one => one.Group is null))
        {
            // Undo removes what was made.
            yield return new Need([dvs.Ref], T($"switch '{dvs.Name}'"), "DVPortgroup.Create", "DVPortgroup.Delete", Assign);
        }

        foreach (var (wish, group) in existing.Where(one => one.Group is not null))
        {
            yield return new Need([group!.Ref], T($"port group '{wish.Name}'"), group.Setting == wish.Setting ? [Assign] : [Assign, "DVPortgroup.Modify"]);
        }
    }

    /// <summary>The port groups that cards leave: undo assigns them again.</summary>
    public static IEnumerable<Need> ForLeaving(IEnumerable<NicRecord> cards, VSphereInventory inventory)
        => cards.Select(nic => nic.Backing is NicBacking.Distributed port ? inventory.Portgroup(port.PortgroupKey) : null).OfType<PortgroupRecord>().DistinctBy(group => group.Ref)
            .Select(group => new Need([group.Ref], T($"port group '{group.Name}', to which undo brings cards back"), Assign));

    /// <summary>The machines whose cards are edited.</summary>
    public static Need ForMachines(IEnumerable<NicRecord> cards, VSphereInventory inventory)
    {
        var machines = cards.Select(nic => nic.Machine).Distinct().ToList();
        return new Need(machines, machines.Count == 1 ? $"'{inventory.Machine(machines[0]).Name}'" : T($"the {machines.Count} machines"), "VirtualMachine.Config.EditDevice");
    }
}
