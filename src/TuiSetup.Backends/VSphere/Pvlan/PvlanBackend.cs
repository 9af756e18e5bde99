using TuiSetup.Backends.VSphere.Preflight;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.VSphere.Pvlan;

/// <summary>Isolates machines of one network by a PVLAN on a distributed switch, with a relay on the promiscuous port.</summary>
internal sealed class PvlanBackend(BackendContext context, VCenterSessions sessions) : VSphereBackend(context, sessions)
{
    public override string Name => "vsphere-pvlan";

    public override BackendVocabulary Vocabulary { get; } = new(
        [.. VCenterEndpoint.Fields, .. PvlanRequest.Fields],
        [VSphereFacts.SwitchList, VSphereFacts.NicList, VSphereFacts.PortgroupList, VSphereFacts.SecondaryList, VSphereFacts.ChosenList]);

    protected override async Task<IReadOnlyList<Problem>> CheckAsync(IReadOnlyList<AnswerSheet> batch, VSphereFacts facts, CancellationToken cancel)
    {
        var problems = new List<Problem>();
        for (var index = 0; index < batch.Count; index++)
        {
            var place = batch.Count > 1 ? $"answers[{index}]" : "";
            problems.AddRange(PvlanRules.Check(batch[index], facts).Select(problem => problem with { Place = place }));
            problems.AddRange((await AskAsync(batch[index], facts, cancel).ConfigureAwait(false)).Select(problem => problem with { Place = place }));
        }

        problems.AddRange(BatchChecks.Check(batch));
        return problems;
    }

    protected override IEnumerable<Step> PlanSteps(IReadOnlyList<AnswerSheet> batch, VSphereFacts facts) => new PvlanPlanner(Name, facts.Inventory).Plan(batch);

    /// <summary>What only the vCenter itself can tell: VLANs of single ports, and rights.</summary>
    private static async Task<IReadOnlyList<Problem>> AskAsync(AnswerSheet answers, VSphereFacts facts, CancellationToken cancel)
    {
        if (facts.Inventory.Switch(answers[VSphereFacts.SwitchField].AsText ?? "") is not { } dvs)
        {
            return [];
        }

        var request = PvlanRequest.From(answers);
        var machines = request.Cards(dvs, facts.Inventory).Select(nic => nic.Machine).ToList();
        if (request.Relay is { } relay && facts.Inventory.Nic(relay) is { } card)
        {
            machines.Add(card.Machine);
        }

        var problems = (await VlanChecks.CheckPortsAsync(
            request.Entries.Except(dvs.Pvlans).Select(entry => (entry.Secondary, PvlanRules.FieldOf(entry))), dvs, facts, cancel).ConfigureAwait(false)).ToList();
        problems.AddRange(await Rights.CheckAsync(
            facts.Session,
            [([dvs.Ref], $"switch '{dvs.Name}'", ["DVSwitch.Modify", "DVPortgroup.Create", "Network.Assign"])],
            VSphereFacts.SwitchField,
            cancel).ConfigureAwait(false));
        problems.AddRange(await Rights.CheckAsync(
            facts.Session,
            [(machines, machines.Count == 1 ? $"'{facts.Inventory.Machine(machines[0]).Name}'" : $"the {machines.Count} machines", ["VirtualMachine.Config.EditDevice"])],
            request.Portgroups.Length > 0 ? PvlanRequest.PortgroupsField : PvlanRequest.NicsField,
            cancel).ConfigureAwait(false));
        return problems;
    }
}
