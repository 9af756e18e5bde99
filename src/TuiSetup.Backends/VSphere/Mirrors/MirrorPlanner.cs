using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Backends.VSphere.Steps;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.VSphere.Mirrors;

/// <summary>Makes the plan: one step a session, one after another on each switch.</summary>
internal sealed class MirrorPlanner(string backend, VSphereInventory inventory)
{
    public IEnumerable<Step> Plan(IReadOnlyList<AnswerSheet> batch)
    {
        var steps = new List<Step>();
        foreach (var sheet in batch)
        {
            var dvs = inventory.Switch(sheet[VSphereFacts.SwitchField].AsText ?? "")!;
            var last = steps.LastOrDefault(step => step.Text(StepArguments.Dvs) == dvs.Ref.ToText());
            steps.Add(Make(MirrorRequest.From(sheet), dvs) with { DependsOn = last is null ? [] : [last.Id] });
        }

        return steps;
    }

    private Step Make(MirrorRequest request, DvsRecord dvs)
    {
        var was = request.Action == MirrorRequest.Add
            ? dvs.Sessions.Select(SessionValue.From).FirstOrDefault(one => one[SessionValue.Name].AsText == request.Name) ?? Value.Nothing
            : MirrorRules.FindSession(request, dvs, inventory, []);
        var will = request.Action == MirrorRequest.Remove ? Value.Nothing : SessionBuilder.Build(request, was, inventory);
        var name = (will.IsNothing ? was : will)[SessionValue.Name].AsText ?? was[SessionValue.Key].AsText ?? "";
        var text = new SessionText(inventory, dvs);
        var action = will.IsNothing ? StepAction.Remove : was.IsNothing ? StepAction.Create : SessionValue.IsSo(was, will) ? StepAction.Same : StepAction.Change;
        return new Step
        {
            Id = $"mirror:{dvs.Name}/{name}",
            Backend = backend,
            Operation = SessionWork.Kind,
            Target = $"Mirror session {name}",
            Action = action,
            Summary = T($"{(will.IsNothing ? was : will)[SessionValue.Type]} on {dvs.Name}"),
            Before = text.Of(was),
            After = text.Of(will),
            Arguments = Value.Map(
                (StepArguments.Dvs, StepArguments.Of(dvs.Ref)),
                (StepArguments.Name, Value.Of(name)),
                (SessionWork.Was, was),
                (SessionWork.Will, will),
                (SessionWork.Cards, Value.List(CardsOf(will, dvs)))),
        };
    }

    /// <summary>Cards that the session names by their ports, for finding out later that they are elsewhere.</summary>
    private IEnumerable<Value> CardsOf(Value session, DvsRecord dvs)
    {
        var ports = ((string[])[SessionValue.Transmitted, SessionValue.Received, SessionValue.Destination])
            .SelectMany(role => session[role][SessionValue.Ports].Texts).ToHashSet();
        return inventory.Nics.Where(nic => nic.Backing is NicBacking.Distributed port && port.SwitchUuid == dvs.Uuid && ports.Contains(port.PortKey))
            .Select(nic => Value.Map(
                (StepArguments.Machine, StepArguments.Of(nic.Machine)),
                (StepArguments.NicKey, Value.Of(nic.Key)),
                (StepArguments.Name, Value.Of(inventory.NameOf(nic))),
                ("portKey", Value.Of(SessionBuilder.PortKey(nic)))));
    }
}
