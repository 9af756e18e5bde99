using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Backends.VSphere.Preflight;
using TuiSetup.Backends.VSphere.Steps;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Pictures;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.VSphere.Vlans;

/// <summary>Isolates machines by one VLAN each, on a distributed switch or on the standard switches of a cluster's hosts.</summary>
internal sealed class VlanBackend(BackendContext context, VCenterSessions sessions) : VSphereBackend(context, sessions), IPictureBackend
{
    public override string Name => "vsphere-vlan";

    public override BackendVocabulary Vocabulary { get; } = new(
        [.. VCenterEndpoint.Fields, .. VlanRequest.Fields],
        [VSphereFacts.SwitchList, VSphereFacts.NicList, VSphereFacts.ClusterList]);

    protected override async Task<IReadOnlyList<Problem>> CheckAsync(AnswerSheet answers, VSphereFacts facts, CancellationToken cancel)
        => [.. VlanRules.Check(answers, facts), .. await AskAsync(VlanRequest.From(answers), facts, cancel).ConfigureAwait(false)];

    protected override IEnumerable<Step> PlanSteps(IReadOnlyList<AnswerSheet> batch, VSphereFacts facts) => new VlanPlanner(Name, facts.Inventory).Plan(batch);

    private static async Task<IReadOnlyList<Problem>> AskAsync(VlanRequest request, VSphereFacts facts, CancellationToken cancel)
    {
        var inventory = facts.Inventory;
        var cards = request.Nics.Append(request.Relay ?? "").Select(inventory.Nic).OfType<NicRecord>().ToList();
        var problems = new List<Problem>();
        if (request.IsStandard)
        {
            problems.AddRange(await Rights.CheckAsync(
                facts.Session,
                [new Need([.. request.Hosts(inventory).Select(host => host.Ref)], T($"the hosts of '{request.Cluster}'"), "Host.Config.Network")],
                VlanRequest.ClusterField,
                cancel).ConfigureAwait(false));
        }
        else if (inventory.Switch(request.Switch) is { } dvs)
        {
            var (assignment, wishes) = (new VlanAssignment(request, inventory), request.Wishes(dvs, inventory));
            problems.AddRange(assignment.Short > 0 ? [] : await VlanChecks.CheckPortsAsync(
                assignment.Cards.Select(assignment.Of).Select(vlan => (vlan, VlanRequest.VlansField)), dvs, facts, cancel).ConfigureAwait(false));
            problems.AddRange(await PortgroupChecks.AskAsync(wishes, dvs, facts, cancel).ConfigureAwait(false));
            problems.AddRange(await Rights.CheckAsync(facts.Session, [.. NetworkRights.ForPortgroups(wishes, dvs, inventory)], VSphereFacts.SwitchField, cancel).ConfigureAwait(false));
        }

        problems.AddRange(await Rights.CheckAsync(
            facts.Session,
            [NetworkRights.ForMachines(cards, inventory), .. NetworkRights.ForLeaving(cards, inventory)],
            VlanRequest.NicsField,
            cancel).ConfigureAwait(false));
        return problems;
    }

    public IReadOnlyList<string> Draw(Plan plan, bool after) => CardPicture.Draw(plan, [VSphereFacts.SwitchField, VlanRequest.VswitchField], VlanRequest.RelayField, after);
}
