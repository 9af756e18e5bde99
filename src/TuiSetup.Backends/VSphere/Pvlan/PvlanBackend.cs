using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Backends.VSphere.Preflight;
using TuiSetup.Backends.VSphere.Steps;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Pictures;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.VSphere.Pvlan;

/// <summary>Isolates machines of one network by a PVLAN on a distributed switch, with a relay on the promiscuous port.</summary>
internal sealed class PvlanBackend(BackendContext context, VCenterSessions sessions) : VSphereBackend(context, sessions), IPictureBackend
{
    public override string Name => "vsphere-pvlan";

    public override BackendVocabulary Vocabulary { get; } = new(
        [.. VCenterEndpoint.Fields, .. PvlanRequest.Fields],
        [VSphereFacts.SwitchList, VSphereFacts.NicList, VSphereFacts.PortgroupList, VSphereFacts.SecondaryList, VSphereFacts.ChosenList]);

    protected override async Task<IReadOnlyList<Problem>> CheckAsync(AnswerSheet answers, VSphereFacts facts, CancellationToken cancel)
        => [.. PvlanRules.Check(answers, facts), .. await AskAsync(answers, facts, cancel).ConfigureAwait(false)];

    protected override IEnumerable<Step> PlanSteps(IReadOnlyList<AnswerSheet> batch, VSphereFacts facts) => new PvlanPlanner(Name, facts.Inventory).Plan(batch);

    /// <summary>What only the vCenter itself can tell: VLANs of single ports, and rights.</summary>
    private static async Task<IReadOnlyList<Problem>> AskAsync(AnswerSheet answers, VSphereFacts facts, CancellationToken cancel)
    {
        if (facts.Inventory.Switch(answers[VSphereFacts.SwitchField].AsText ?? "") is not { } dvs)
        {
            return [];
        }

        var (request, inventory) = (PvlanRequest.From(answers), facts.Inventory);
        var (wishes, cards) = (request.Wishes(dvs, inventory), request.Cards(dvs, inventory).Concat(Relay(request, inventory)).ToList());
        var missing = request.Entries.Except(dvs.Pvlans).ToList();
        return
        [
            .. await VlanChecks.CheckPortsAsync(missing.Select(entry => (entry.Secondary, PvlanRules.FieldOf(entry))), dvs, facts, cancel).ConfigureAwait(false),
            .. await PortgroupChecks.AskAsync(wishes, dvs, facts, cancel).ConfigureAwait(false),
            .. await Rights.CheckAsync(
                facts.Session,
                [
                    .. missing.Count == 0 ? [] : (Need[])[new Need([dvs.Ref], T($"switch '{dvs.Name}'"), "DVSwitch.Modify")],
                    .. NetworkRights.ForPortgroups(wishes, dvs, inventory),
                ],
                VSphereFacts.SwitchField,
                cancel).ConfigureAwait(false),
            .. await Rights.CheckAsync(
                facts.Session,
                [NetworkRights.ForMachines(cards, inventory), .. NetworkRights.ForLeaving(cards, inventory)],
                request.Portgroups.Length > 0 ? PvlanRequest.PortgroupsField : PvlanRequest.NicsField,
                cancel).ConfigureAwait(false),
        ];
    }

    private static IEnumerable<NicRecord> Relay(PvlanRequest request, VSphereInventory inventory)
        => request.Relay is { } name && inventory.Nic(name) is { } card ? [card] : [];

    public IReadOnlyList<string> Draw(Plan plan, bool after) => CardPicture.Draw(plan, [VSphereFacts.SwitchField], PvlanRequest.RelayField, after);
}
