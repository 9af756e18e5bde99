using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Backends.VSphere.Steps;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.VSphere.Pvlan;

/// <summary>
/// Makes the plan: the map, the port groups one after another, the relay's card, the canary, and then all other cards
/// side by side.
/// </summary>
internal sealed class PvlanPlanner(string backend, VSphereInventory inventory)
{
    private readonly StepMaker _make = new(backend, inventory);
    private readonly Dictionary<string, Step> _steps = [];

    public IEnumerable<Step> Plan(IReadOnlyList<AnswerSheet> batch)
    {
        var requests = batch.Select(sheet => (Dvs: inventory.Switch(sheet[VSphereFacts.SwitchField].AsText ?? "")!, Request: PvlanRequest.From(sheet))).ToList();
        var ordered = new List<Step>();
        foreach (var group in requests.GroupBy(pair => (pair.Dvs, pair.Request.Primary)))
        {
            Add(ordered, Map(group.Key.Dvs, [.. group.SelectMany(pair => pair.Request.Entries).Distinct()]));
        }

        foreach (var (dvs, request) in requests)
        {
            foreach (var wish in request.Wishes(dvs, inventory))
            {
                Add(ordered, _make.Portgroup(dvs, wish, LastChange(ordered, dvs)));
            }
        }

        foreach (var (dvs, request) in requests)
        {
            foreach (var step in Moves(dvs, request))
            {
                Add(ordered, step);
            }
        }

        return ordered;
    }

    private void Add(List<Step> ordered, Step step)
    {
        if (_steps.TryAdd(step.Id, step))
        {
            ordered.Add(step);
        }
    }

    /// <summary>A switch takes one change at a time.</summary>
    private static IEnumerable<string> LastChange(List<Step> ordered, DvsRecord dvs)
        => ordered.LastOrDefault(step => step.Text(StepArguments.Dvs) == dvs.Ref.ToText()) is { } last ? [last.Id] : [];

    private Step Map(DvsRecord dvs, List<PvlanEntry> entries)
    {
        var (primary, missing) = (entries[0].Primary, entries.Except(dvs.Pvlans).ToList());
        var before = dvs.Pvlans.Where(entry => entry.Primary == primary).ToList();
        return new Step
        {
            Id = $"pvlan:{dvs.Name}/{primary}",
            Backend = backend,
            Operation = PvlanMapWork.Kind,
            Target = $"PVLAN map of {dvs.Name}",
            Action = missing.Count == 0 ? StepAction.Same : before.Count == 0 ? StepAction.Create : StepAction.Change,
            Summary = T($"primary VLAN {primary} with {entries.Count - 1} secondary"),
            Before = before.Count == 0 ? Value.Nothing : Entries(before),
            After = Entries(before.Union(entries)),
            Arguments = Value.Map((StepArguments.Dvs, StepArguments.Of(dvs.Ref))),
        };
    }

    private static Value Entries(IEnumerable<PvlanEntry> entries) => Value.Map((PvlanMapWork.Entries, Value.List(entries.Select(entry => entry.ToString()))));

    private IEnumerable<Step> Moves(DvsRecord dvs, PvlanRequest request)
    {
        List<string> first = [];
        if (request.Relay is { } relay)
        {
            var step = _make.Move(inventory.Nic(relay)!, dvs, request.PromiscuousPortgroup, [PortgroupId(dvs, request.PromiscuousPortgroup)]);
            first.Add(step.Id);
            yield return step;
        }

        var portgroup = request.PortgroupOf(request.Target!.Value);
        var cards = request.Cards(dvs, inventory);
        if (request.Canary is { } canary)
        {
            var step = _make.Move(inventory.Nic(canary)!, dvs, portgroup, [PortgroupId(dvs, portgroup), .. first]);
            first.Add(step.Id);
            yield return NicWork.AsCanary(step, cards.Count - 1);
        }

        foreach (var nic in cards)
        {
            yield return _make.Move(nic, dvs, portgroup, [PortgroupId(dvs, portgroup), .. first]);
        }
    }

    private static string PortgroupId(DvsRecord dvs, string name) => $"portgroup:{dvs.Name}/{name}";
}
