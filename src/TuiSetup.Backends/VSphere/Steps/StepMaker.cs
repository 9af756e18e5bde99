using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.VSphere.Steps;

/// <summary>Makes the steps that several wizards have in common.</summary>
internal sealed class StepMaker(string backend, VSphereInventory inventory)
{
    /// <summary>
    /// A distributed port group: there already, to be changed, or to be made. A new one gets as many ports as cards will
    /// come, eight at least.
    /// </summary>
    public Step Portgroup(DvsRecord dvs, PortgroupWish wish, IEnumerable<string> dependsOn)
    {
        var existing = inventory.Portgroup(dvs, wish.Name);
        var before = existing is null ? Value.Nothing : PortgroupValue.Of(existing);
        var after = existing is null ? PortgroupValue.Of(wish.Setting) : PortgroupValue.Of(existing, wish.Setting);
        return new Step
        {
            Id = $"portgroup:{dvs.Name}/{wish.Name}",
            Backend = backend,
            Operation = PortgroupWork.Kind,
            Target = $"Port group {wish.Name}",
            Action = existing is null ? StepAction.Create : before == after ? StepAction.Same : StepAction.Change,
            Summary = wish.Summary,
            Before = before,
            After = after,
            Arguments = Value.Map(
                (StepArguments.Dvs, StepArguments.Of(dvs.Ref)),
                (StepArguments.Name, Value.Of(wish.Name)),
                (PortgroupWork.Ports, Value.Of(Math.Max(8, wish.Cards.Count))),
                (PortgroupWork.Was, existing is null || before == after ? Value.Nothing : Value.Of(PortgroupWork.Keep(existing.Raw)))),
            DependsOn = [.. dependsOn],
        };
    }

    /// <summary>A card that moves to a distributed port group, which may be still to be made.</summary>
    public Step Move(NicRecord nic, DvsRecord dvs, string portgroup, IEnumerable<string> dependsOn)
    {
        var isThere = nic.Backing is NicBacking.Distributed port && inventory.Portgroup(dvs, portgroup)?.Key == port.PortgroupKey;
        return Move(
            nic,
            portgroup,
            isThere,
            Value.Map(
                (StepArguments.Dvs, StepArguments.Of(dvs.Ref)),
                ("switchUuid", Value.Of(dvs.Uuid)),
                (StepArguments.Name, Value.Of(portgroup))),
            dvs,
            dependsOn);
    }

    /// <summary>A card that moves to a port group of its host's standard switch.</summary>
    public Step MoveToStandard(NicRecord nic, string portgroup, IEnumerable<string> dependsOn)
    {
        var to = new NicBacking.Standard(portgroup);
        return Move(nic, portgroup, nic.Backing.IsSameNetwork(to), to.ToValue(), null, dependsOn);
    }

    private Step Move(NicRecord nic, string network, bool isThere, Value to, DvsRecord? dvs, IEnumerable<string> dependsOn)
    {
        var from = inventory.NetworkOf(nic.Backing);
        return new Step
        {
            Id = $"nic:{nic.Machine.Value}/{nic.Key}",
            Backend = backend,
            Operation = NicWork.Kind,
            Target = $"Card {inventory.NameOf(nic)}",
            Action = isThere ? StepAction.Same : StepAction.Change,
            Summary = isThere ? T($"is on {network}") : T($"moves from {from} to {network}"),
            Before = NicWork.ToValue(from, nic),
            After = NicWork.ToValue(network, nic),
            Arguments = Value.Map(
                (StepArguments.Machine, StepArguments.Of(nic.Machine)),
                (StepArguments.NicKey, Value.Of(nic.Key)),
                (StepArguments.Dvs, dvs is null ? Value.Nothing : StepArguments.Of(dvs.Ref)),
                (StepArguments.From, nic.Backing.ToValue()),
                (StepArguments.To, to),
                (StepArguments.PortKeys, Value.Of(dvs is not null && inventory.HasPortKeys))),
            DependsOn = [.. dependsOn],
            Transaction = $"vm:{nic.Machine.Value}",
        };
    }
}
