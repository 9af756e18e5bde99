using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Backends.VSphere.Preflight;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;
using static TuiSetup.Backends.VSphere.Pvlan.PvlanRequest;

namespace TuiSetup.Backends.VSphere.Pvlan;

/// <summary>Everything that would make an isolation fail, or be less than it seems.</summary>
internal static class PvlanRules
{
    public static IReadOnlyList<Problem> Check(AnswerSheet answers, VSphereFacts facts)
    {
        var problems = new List<Problem>();
        var (request, inventory) = (From(answers), facts.Inventory);
        if (MoveChecks.FindSwitch(answers, inventory, problems) is not { } dvs)
        {
            return problems;
        }

        problems.AddRange(CheckMap(request, dvs, inventory));
        problems.AddRange(CheckNames(request, dvs, inventory));
        problems.AddRange(CheckRelay(request, dvs, facts));
        foreach (var name in request.Portgroups.Where(name => inventory.Portgroup(dvs, name) is null))
        {
            problems.Add(MoveChecks.Error("names", PortgroupsField, T($"Switch '{dvs.Name}' has no port group '{name}'."), T("Check the spelling.")));
        }

        MoveChecks.Find(request.Nics, NicsField, inventory, problems);
        var cards = request.Cards(dvs, inventory);
        var field = request.Portgroups.Length > 0 ? PortgroupsField : NicsField;
        problems.AddRange(cards.SelectMany(nic => MoveChecks.Check(nic, dvs, field, facts)));
        problems.AddRange(MoveChecks.CheckTogether(cards, field, inventory));
        problems.AddRange(CheckCanary(request, cards, inventory));
        return problems;
    }

    private static IEnumerable<Problem> CheckMap(PvlanRequest request, DvsRecord dvs, VSphereInventory inventory)
    {
        if (request.Primary is not { } primary)
        {
            yield break;
        }

        if (request is { Isolated: null, Communities.IsEmpty: true })
        {
            yield return MoveChecks.Error("pvlan-map", IsolatedField, T("There is neither an isolated VLAN nor a community."), T("Enter at least one of them."));
        }

        var fields = request.Entries.Select(entry => (Entry: entry, Field: FieldOf(entry))).ToList();
        foreach (var twice in fields.GroupBy(pair => pair.Entry.Secondary).Where(group => group.Count() > 1))
        {
            yield return MoveChecks.Error("vlan-ids", twice.Last().Field, T($"VLAN {twice.Key} is there {twice.Count()} times."), T("Give each its own ID."));
        }

        foreach (var (entry, field) in fields)
        {
            if (entry.Secondary is < 1 or > 4094)
            {
                yield return MoveChecks.Error("vlan-ids", field, T($"VLAN {entry.Secondary} is not between 1 and 4094."), T("Correct it."));
            }

            if (dvs.Pvlans.FirstOrDefault(other => other.Secondary == entry.Secondary && other != entry) is { } clash)
            {
                yield return MoveChecks.Error("pvlan-map", field, T($"VLAN {entry.Secondary} is in the PVLAN map of '{dvs.Name}' already, as {clash}."), T("Choose another ID."));
            }
            else if (entry.Type != PvlanEntry.Promiscuous && dvs.Pvlans.Any(other => other.Primary == entry.Secondary))
            {
                yield return MoveChecks.Error("pvlan-map", field, T($"VLAN {entry.Secondary} is the primary of another PVLAN of '{dvs.Name}'."), T("Choose another ID."));
            }

            if (!dvs.Pvlans.Contains(entry) && VlanChecks.UserOf(entry.Secondary, dvs, inventory) is { } user)
            {
                yield return MoveChecks.Error("vlan-ids", field, T($"VLAN {entry.Secondary} is used by {user}."), T("Choose another ID."));
            }
        }

        if (request.Isolated is { } isolated && dvs.Pvlans.FirstOrDefault(entry => entry.Primary == primary && entry.Type == PvlanEntry.Isolated && entry.Secondary != isolated) is { } only)
        {
            yield return MoveChecks.Error("pvlan-map", IsolatedField, T($"Primary VLAN {primary} has an isolated VLAN already, {only.Secondary}; it can have one."), T($"Enter {only.Secondary}."));
        }

        foreach (var problem in VlanChecks.CheckUplinks([.. request.Entries.Select(entry => entry.Secondary)], dvs, PrimaryField, inventory))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Problem> CheckNames(PvlanRequest request, DvsRecord dvs, VSphereInventory inventory)
    {
        foreach (var problem in request.Wishes(dvs, inventory).SelectMany(wish => PortgroupChecks.Check(wish, dvs, inventory)))
        {
            yield return problem;
        }

        if (request.Primary is not null && request.Target is null && request.Isolated is not null | !request.Communities.IsEmpty)
        {
            yield return MoveChecks.Error("pvlan-map", IntoField, T($"'{request.Into}' is not a secondary VLAN of this PVLAN."), T($"Choose {string.Join(", ", Targets(request))}."));
        }
    }

    /// <summary>The question that an entry is the answer to.</summary>
    public static string FieldOf(PvlanEntry entry) => entry.Type switch
    {
        PvlanEntry.Promiscuous => PrimaryField,
        PvlanEntry.Isolated => IsolatedField,
        _ => CommunitiesField,
    };

    /// <summary>What cards may go to.</summary>
    public static IEnumerable<string> Targets(PvlanRequest request)
        => (request.Isolated is null ? Enumerable.Empty<string>() : [IsolatedTarget]).Concat(request.Communities.Select(community => $"{community}"));

    private static IEnumerable<Problem> CheckRelay(PvlanRequest request, DvsRecord dvs, VSphereFacts facts)
    {
        if (request.Relay is not { } name)
        {
            yield break;
        }

        if (request.RelayListening == "mac-learning" && !dvs.Features.MacLearning)
        {
            yield return MoveChecks.Error("capability", ListeningField, T($"Switch '{dvs.Name}' cannot learn MAC addresses (that needs version 6.6.0)."), T("Choose promiscuous mode."));
        }

        if (facts.Inventory.Nic(name) is not { } relay)
        {
            yield return MoveChecks.Unknown(name, RelayField, facts.Inventory);
            yield break;
        }

        foreach (var problem in MoveChecks.Check(relay, dvs, RelayField, facts))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Problem> CheckCanary(PvlanRequest request, IReadOnlyList<NicRecord> cards, VSphereInventory inventory)
    {
        if (request.Canary is { } canary && (inventory.Nic(canary) is not { } first || cards.All(nic => (nic.Machine, nic.Key) != (first.Machine, first.Key))))
        {
            yield return MoveChecks.Error("names", CanaryField, T($"'{canary}' is not among the cards that move."), T("Choose one of them, or none."));
        }
    }
}
