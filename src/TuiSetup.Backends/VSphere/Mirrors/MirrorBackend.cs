using TuiSetup.Core.Answers;
using TuiSetup.Core.Pictures;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.VSphere.Mirrors;

/// <summary>Mirror sessions of distributed switches: all five kinds, to add, edit and remove.</summary>
internal sealed class MirrorBackend(BackendContext context, VCenterSessions sessions) : VSphereBackend(context, sessions), IPictureBackend
{
    public override string Name => "vsphere-mirror";

    public override BackendVocabulary Vocabulary { get; } = new(
        [.. VCenterEndpoint.Fields, .. MirrorRequest.Fields],
        [VSphereFacts.SwitchList, VSphereFacts.PortList, VSphereFacts.UplinkList, VSphereFacts.SessionList]);

    protected override async Task<IReadOnlyList<Problem>> CheckAsync(AnswerSheet answers, VSphereFacts facts, CancellationToken cancel)
        => [.. MirrorRules.Check(answers, facts), .. facts.Inventory.Switch(answers[VSphereFacts.SwitchField].AsText ?? "") is not { } dvs ? [] : await Rights.CheckAsync(
            facts.Session,
            [new Need([dvs.Ref], T($"switch '{dvs.Name}'"), "DVSwitch.Modify", "DVSwitch.Vspan")],
            VSphereFacts.SwitchField,
            cancel).ConfigureAwait(false)];

    protected override IEnumerable<Step> PlanSteps(IReadOnlyList<AnswerSheet> batch, VSphereFacts facts) => new MirrorPlanner(Name, facts.Inventory).Plan(batch);

    public IReadOnlyList<string> Draw(Plan plan, bool after) => SessionPicture.Draw(plan, after);
}
