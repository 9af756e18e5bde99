using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Backends.VSphere.Preflight;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;
using static TuiSetup.Backends.VSphere.Preflight.MoveChecks;
using static TuiSetup.Backends.VSphere.Vlans.VlanRequest;

namespace TuiSetup.Backends.VSphere.Vlans;

/// <summary>Everything that would make one VLAN a machine fail.</summary>
internal static class VlanRules
{
    public static IReadOnlyList<Problem> Check(AnswerSheet answers, VSphereFacts facts)
    {
        var problems = new List<Problem>();
        var (request, inventory) = (From(answers), facts.Inventory);
        var dvs = request.IsStandard ? null : FindSwitch(answers, inventory, problems);
        if (problems.Count > 0 || (!request.IsStandard && dvs is null))
        {
            return problems;
        }

        problems.AddRange(request.IsStandard ? CheckHosts(request, inventory) : []);
        foreach (var vlan in request.Vlans.Where(vlan => vlan is < 1 or > 4094))
        {
            problems.Add(Error("vlan-ids", VlansField, T($"VLAN {vlan} is not between 1 and 4094."), T("Correct it.")));
        }

        var cards = MoveChecks.Find(request.Nics, NicsField, inventory, problems);
        problems.AddRange(cards.SelectMany(nic => MoveChecks.Check(nic, dvs, NicsField, facts)));
        problems.AddRange(CheckTogether(cards, NicsField, inventory));
        problems.AddRange(CheckRange(request, inventory));
        if (dvs is not null)
        {
            problems.AddRange(VlanChecks.CheckUplinks(request.Vlans, dvs, VlansField, inventory));
            problems.AddRange(request.Wishes(dvs, inventory).SelectMany(wish => PortgroupChecks.Check(wish, dvs, inventory)));
        }
        else
        {
            problems.AddRange(cards.Where(nic => request.Hosts(inventory).All(host => host.Ref.Value != inventory.Machine(nic.Machine).Host))
                .Select(nic => Error("hosts", NicsField, T($"'{inventory.NameOf(nic)}' runs on {inventory.HostName(inventory.Machine(nic.Machine).Host)}, outside of cluster '{request.Cluster}'."), T("Leave it out, or choose its cluster."))));
            problems.AddRange(CheckStandard(request, inventory));
        }

        if (request.Relay is { } relay)
        {
            problems.AddRange(inventory.Nic(relay) is { } nic ? MoveChecks.Check(nic, dvs, RelayField, facts) : [Unknown(relay, RelayField, inventory)]);
            if (cards.Any(card => inventory.NameOf(card) == relay))
            {
                problems.Add(Error("names", RelayField, T($"'{relay}' is among the machines that are kept apart."), T("Leave it out there, or choose another relay.")));
            }
        }

        return problems;
    }

    private static IEnumerable<Problem> CheckRange(VlanRequest request, VSphereInventory inventory)
    {
        if (request.Vlans.IsEmpty || request.Nics.IsEmpty)
        {
            yield break;
        }

        var assignment = new VlanAssignment(request, inventory);
        if (assignment.Short > 0)
        {
            yield return Error(
                "vlan-ids",
                VlansField,
                T($"{assignment.Cards.Count} cards need a VLAN each, but {assignment.Cards.Count - assignment.Short} of the range are free{(assignment.Taken.Count > 0 ? T($" ({string.Join(", ", assignment.Taken.Take(10))} are used)") : "")}."),
                T("Give a larger range."));
        }
        else if (assignment.Taken.Count > 0)
        {
            yield return Problem.Warning(VlansField, T($"Of the range, {string.Join(", ", assignment.Taken.Take(10))} are used already and left out.")) with { Check = "vlan-ids" };
        }
    }

    private static IEnumerable<Problem> CheckHosts(VlanRequest request, VSphereInventory inventory)
    {
        if (request.Cluster.Length == 0)
        {
            yield break;
        }

        var hosts = request.Hosts(inventory);
        if (hosts.Count == 0)
        {
            yield return Error("names", ClusterField, T($"There is no cluster '{request.Cluster}' with hosts."), T($"There are {string.Join(", ", inventory.Clusters.Select(cluster => cluster.Name))}."));
        }

        foreach (var host in hosts.Where(host => request.Vswitch.Length > 0 && !host.Switches.Contains(request.Vswitch)))
        {
            yield return Error("hosts", VswitchField, T($"Host '{host.Name}' has no standard switch '{request.Vswitch}'."), host.Switches.IsEmpty ? T("Its network cannot be read; check that it is connected.") : T($"It has {string.Join(", ", host.Switches)}."));
        }
    }

    /// <summary>A name that a host has already must be the same there: machines move between hosts by it.</summary>
    private static IEnumerable<Problem> CheckStandard(VlanRequest request, VSphereInventory inventory)
    {
        var wanted = VlanPlanner.Standard(request, inventory).ToDictionary(group => group.Name);
        return request.Hosts(inventory).SelectMany(host => host.Portgroups.Where(group => wanted.TryGetValue(group.Name, out var other) && other != group)
            .Select(group => Error(
                "portgroups",
                group.Name == request.Trunk ? TrunkField : PrefixField,
                T($"Host '{host.Name}' has a port group '{group.Name}' already, with VLAN {group.Vlan} on {group.Switch}."),
                T("Choose another name."))));
    }
}
