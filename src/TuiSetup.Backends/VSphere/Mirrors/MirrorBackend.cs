using TuiSetup.Backends.VSphere.Preflight;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.VSphere.Mirrors;

/// <summary>Mirror sessions of distributed switches: all five kinds, to add, edit and remove.</summary>
internal sealed class MirrorBackend(BackendContext context, VCenterSessions sessions) : VSphereBackend(context, sessions)
{
    public override string Name => "vsphere-mirror";

    public override BackendVocabulary Vocabulary { get; } = new(
        [.. VCenterEndpoint.Fields, .. MirrorRequest.Fields],
        [VSphereFacts.SwitchList, VSphereFacts.PortList, VSphereFacts.UplinkList, VSphereFacts.SessionList]);

    protected override async Task<IReadOnlyList<Problem>> CheckAsync(IReadOnlyList<AnswerSheet> batch, VSphereFacts facts, CancellationToken cancel)
    {
        var problems = new List<Problem>();
        for (var index = 0; index < batch.Count; index++)
        {
            var place = batch.Count > 1 ? $"answers[{index}]" : "";
            problems.AddRange(MirrorRules.Check(batch[index], facts).Select(problem => problem with { Place = place }));
        }

        foreach (var dvs in batch.Select(sheet => facts.Inventory.Switch(sheet[VSphereFacts.SwitchField].AsText ?? "")).OfType<Model.DvsRecord>().Distinct())
        {
            problems.AddRange(await Rights.CheckAsync(
                facts.Session,
                [new Need([dvs.Ref], $"switch '{dvs.Name}'", "DVSwitch.Modify", "DVSwitch.Vspan")],
                VSphereFacts.SwitchField,
                cancel).ConfigureAwait(false));
        }

        problems.AddRange(BatchChecks.Check(batch));
        return problems;
    }

    protected override IEnumerable<Step> PlanSteps(IReadOnlyList<AnswerSheet> batch, VSphereFacts facts) => new MirrorPlanner(Name, facts.Inventory).Plan(batch);
}
