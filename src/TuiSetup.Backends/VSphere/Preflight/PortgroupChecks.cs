using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.VSphere.Preflight;

/// <summary>
/// Whether a port group can be made, or changed where one of the name is there with other settings. A change is for
/// those alone who are to be there: whoever else is on it would be moved to another network without having been named.
/// </summary>
internal static class PortgroupChecks
{
    public static IEnumerable<Problem> Check(PortgroupWish wish, DvsRecord dvs, VSphereInventory inventory)
    {
        if (inventory.Portgroup(dvs, wish.Name) is { } existing)
        {
            return existing.Setting == wish.Setting ? CheckRoom(wish, existing, inventory)
                : [.. CheckChange(wish, existing, dvs, inventory), .. CheckRoom(wish, existing, inventory)];
        }

        // Names are one of a kind within a datacenter.
        return inventory.Switches.FirstOrDefault(other => other.Datacenter == dvs.Datacenter && inventory.Portgroup(other, wish.Name) is not null) is { } elsewhere
            ? [MoveChecks.Error("portgroups", wish.Field, T($"A port group '{wish.Name}' is there already, on switch '{elsewhere.Name}'."), T("Choose another name."))]
            : [];
    }

    /// <summary>
    /// What only the switch itself can tell of port groups that will be changed: ports of hosts (vmkernel), and of
    /// machines that the user may not see (FetchDVPorts).
    /// </summary>
    public static async Task<IReadOnlyList<Problem>> AskAsync(IEnumerable<PortgroupWish> wishes, DvsRecord dvs, VSphereFacts facts, CancellationToken cancel)
    {
        var problems = new List<Problem>();
        foreach (var wish in wishes)
        {
            if (facts.Inventory.Portgroup(dvs, wish.Name) is not { } existing || existing.Setting == wish.Setting)
            {
                continue;
            }

            var call = new SoapCall("FetchDVPorts", dvs.Ref, to => to.Group("criteria", criteria =>
            {
                criteria.Truth("connected", true);
                criteria.Text("portgroupKey", existing.Key);
                criteria.Truth("inside", true);
            }));
            var strangers = (await facts.Session.Client.CallAsync(call, cancel).ConfigureAwait(false))
                .Where(port => port.At("connectee") is { } connectee && !IsSeen(connectee, facts.Inventory)).ToList();
            if (strangers.Count > 0)
            {
                problems.Add(MoveChecks.Error(
                    "portgroups",
                    wish.Field,
                    T($"Port group '{wish.Name}' has other settings than are needed, and a change would touch {strangers.Count} of its ports ({string.Join(", ", strangers.Take(3).Select(port => T($"{port.At("connectee", "type")?.Text} on port {port["key"]}")))})."),
                    T("Choose another name.")));
            }
        }

        return problems;
    }

    private static bool IsSeen(Element connectee, VSphereInventory inventory)
        => connectee["type"] == "vmVnic" && inventory.Machines.Any(machine => machine.Ref.Value == connectee["connectedEntity"]);

    private static IEnumerable<Problem> CheckChange(PortgroupWish wish, PortgroupRecord existing, DvsRecord dvs, VSphereInventory inventory)
    {
        var differs = T($"Port group '{wish.Name}' is there already, with VLAN {existing.Setting.Vlan} and {Words(existing.Setting)}; the plan needs {wish.Setting.Vlan} and {Words(wish.Setting)}");
        if (dvs.UplinkPortgroups.Contains(existing.Ref.Value) || existing.IsNsx)
        {
            yield return MoveChecks.Error("portgroups", wish.Field, T($"{differs}. It is {(existing.IsNsx ? T("one of NSX") : T("that of the uplinks"))}, and is left alone."), T("Choose another name."));
            yield break;
        }

        var there = On(existing, inventory).ToList();
        var strangers = there.Where(nic => !wish.Cards.Any(card => (card.Machine, card.Key) == (nic.Machine, nic.Key))).ToList();
        if (strangers.Count > 0)
        {
            yield return MoveChecks.Error(
                "portgroups",
                wish.Field,
                T($"{differs}. A change would move {string.Join(", ", strangers.Take(3).Select(inventory.NameOf))}{(strangers.Count > 3 ? T($" and {strangers.Count - 3} more") : "")} too, which you did not name."),
                T("Choose another name, or move them first."));
            yield break;
        }

        if (wish.Setting.Listening == Listening.Promiscuous && there.Exists(nic => MoveChecks.SessionOf(nic, inventory) is not null))
        {
            yield return MoveChecks.Error("mirrors", wish.Field, T($"Port group '{wish.Name}' has a port in a mirror session; such a port cannot become promiscuous."), T("Take it out of the session first."));
            yield break;
        }

        yield return Problem.Warning(wish.Field, T($"{differs}. It is changed; undo puts it back.")) with { Check = "portgroups" };
    }

    private static IEnumerable<Problem> CheckRoom(PortgroupWish wish, PortgroupRecord existing, VSphereInventory inventory)
    {
        if (existing.Type == "ephemeral")
        {
            yield return Problem.Warning(wish.Field, T($"Port group '{wish.Name}' has ephemeral binding: its ports have no lasting keys.")) with { Check = "binding" };
        }

        var there = On(existing, inventory).ToList();
        var coming = wish.Cards.Count(card => !there.Exists(nic => (card.Machine, card.Key) == (nic.Machine, nic.Key)));
        if (!existing.AutoExpand && existing.Type != "ephemeral" && existing.NumPorts < coming + there.Count)
        {
            yield return MoveChecks.Error("ports", wish.Field, T($"Port group '{wish.Name}' has {existing.NumPorts} ports, {there.Count} in use, and does not grow; {coming} more are needed."), T("Give it more ports, or let it grow."));
        }
    }

    private static IEnumerable<NicRecord> On(PortgroupRecord group, VSphereInventory inventory)
        => inventory.Nics.Where(nic => nic.Backing is NicBacking.Distributed port && port.PortgroupKey == group.Key);

    private static string Words(PortSetting setting) => setting.Listening switch
    {
        Listening.MacLearning => T("MAC learning"),
        Listening.Promiscuous => T("promiscuous mode"),
        _ => setting.ForgedTransmits ? T("forged transmits") : T("neither MAC learning nor promiscuous mode"),
    };
}
