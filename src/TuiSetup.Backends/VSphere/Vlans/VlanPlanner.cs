using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Backends.VSphere.Steps;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.VSphere.Vlans;

/// <summary>Makes the plan: a port group a card, the relay's trunk, then the relay's card and all others.</summary>
internal sealed class VlanPlanner(string backend, VSphereInventory inventory)
{
    private readonly StepMaker _make = new(backend, inventory);

    public IEnumerable<Step> Plan(IReadOnlyList<AnswerSheet> batch)
        => batch.Select(VlanRequest.From).SelectMany(request => request.IsStandard ? OnStandard(request) : OnDistributed(request)).DistinctBy(step => step.Id);

    /// <summary>The port groups that each host gets.</summary>
    public static IEnumerable<StandardPortgroup> Standard(VlanRequest request, VSphereInventory inventory)
    {
        var assignment = new VlanAssignment(request, inventory);
        var groups = assignment.Short > 0
            ? []
            : assignment.Cards.Select(assignment.Of).Select(vlan => new StandardPortgroup(request.PortgroupOf(vlan), vlan, request.Vswitch, Promiscuous: false));
        return request.Relay is null ? groups : groups.Append(new StandardPortgroup(request.Trunk, VlanRequest.GuestTagging, request.Vswitch, Promiscuous: true));
    }

    private List<Step> OnDistributed(VlanRequest request)
    {
        var dvs = inventory.Switch(request.Switch)!;
        var assignment = new VlanAssignment(request, inventory);
        var steps = new List<Step>();
        foreach (var wish in request.Wishes(dvs, inventory))
        {
            // A switch takes one change at a time.
            steps.Add(_make.Portgroup(dvs, wish, steps.Count > 0 ? [steps[^1].Id] : []));
        }

        List<string> first = [];
        if (request.Relay is { } relay)
        {
            first.Add(Add(_make.Move(inventory.Nic(relay)!, dvs, request.Trunk, [Id(request.Trunk)])));
        }

        foreach (var nic in assignment.Cards)
        {
            var portgroup = request.PortgroupOf(assignment.Of(nic));
            Add(_make.Move(nic, dvs, portgroup, [Id(portgroup), .. first]));
        }

        return steps;

        string Id(string portgroup) => $"portgroup:{dvs.Name}/{portgroup}";

        string Add(Step step)
        {
            steps.Add(step);
            return step.Id;
        }
    }

    private List<Step> OnStandard(VlanRequest request)
    {
        var steps = new List<Step>();
        var hosts = request.Hosts(inventory);
        foreach (var group in Standard(request, inventory))
        {
            foreach (var host in hosts)
            {
                var last = steps.LastOrDefault(step => step.Arguments[StandardPortgroupWork.Host] == StepArguments.Of(host.Ref));
                steps.Add(Portgroup(host, group, last is null ? [] : [last.Id]));
            }
        }

        List<string> first = [];
        if (request.Relay is { } relay)
        {
            var move = _make.MoveToStandard(inventory.Nic(relay)!, request.Trunk, hosts.Select(host => Id(host, request.Trunk)));
            steps.Add(move);
            first.Add(move.Id);
        }

        var assignment = new VlanAssignment(request, inventory);
        steps.AddRange(assignment.Cards.Select(nic =>
        {
            var name = request.PortgroupOf(assignment.Of(nic));
            return _make.MoveToStandard(nic, name, [.. hosts.Select(host => Id(host, name)), .. first]);
        }));
        return steps;
    }

    private Step Portgroup(HostRecord host, StandardPortgroup group, IEnumerable<string> dependsOn)
    {
        var existing = host.Portgroups.FirstOrDefault(one => one.Name == group.Name);
        return new Step
        {
            Id = Id(host, group.Name),
            Backend = backend,
            Operation = StandardPortgroupWork.Kind,
            Target = $"Port group {group.Name} of {host.Name}",
            Action = existing is null ? StepAction.Create : StepAction.Same,
            Summary = group.Vlan == VlanRequest.GuestTagging ? T("carries every VLAN to the relay") : T($"VLAN {group.Vlan} on {group.Switch}"),
            Before = existing is null ? Value.Nothing : StandardPortgroupWork.ToValue(existing),
            After = StandardPortgroupWork.ToValue(group),
            Arguments = Value.Map(
                (StandardPortgroupWork.Host, StepArguments.Of(host.Ref)),
                (StandardPortgroupWork.NetworkSystem, StepArguments.Of(host.NetworkSystem!)),
                (StepArguments.Name, Value.Of(group.Name))),
            DependsOn = [.. dependsOn],
        };
    }

    private static string Id(HostRecord host, string name) => $"portgroup:{host.Ref.Value}/{name}";
}
