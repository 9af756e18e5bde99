using System.Collections.Immutable;
using TuiSetup.Core.Pictures;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>A bridge with the roles of its ports: to the left what reaches them all, to the right what is kept apart.</summary>
internal static class IsolationPicture
{
    public static IReadOnlyList<string> Draw(Plan plan, bool after)
        => [.. plan.Steps.Where(step => step.Operation == IsolationPlanner.FlowsOperation)
            .SelectMany(step => BridgeIsolation.From(Side(step, after)).Vlans.SelectMany(vlan => Draw(step.Arguments["bridge"].AsText ?? "", vlan)))
            .Concat(Protected(plan, after))];

    private static Value Side(Step step, bool after) => after ? step.After : step.Before;

    private static ImmutableArray<string> Draw(string bridge, PrivateVlan vlan)
    {
        var ports = vlan.Ports.OrderBy(port => port.Value.Kind).ThenBy(port => port.Value.Community).Select(port => (port.Value, new Leg(port.Key, Note(port.Value, vlan)))).ToList();
        return SwitchPicture.Draw(bridge, [.. Legs(isApart: false)], [.. Legs(isApart: true)]);

        IEnumerable<Leg> Legs(bool isApart) => ports.Where(port => port.Value.Kind is PortRoleKind.Isolated or PortRoleKind.Community == isApart).Select(port => port.Item2);
    }

    private static string Note(PortRole role, PrivateVlan vlan) => role.Kind switch
    {
        PortRoleKind.Isolated => $"{ObjectNames.Shown(role.ToString())} {vlan.Isolated}",
        PortRoleKind.PromiscuousTrunk => "prom. trunk",
        _ => ObjectNames.Shown(role.ToString()),
    };

    /// <summary>By Port.protected alone there are no flows.</summary>
    private static ImmutableArray<string> Protected(Plan plan, bool after)
    {
        var ports = plan.Steps.Where(step => step.Operation == IsolationPlanner.PortOperation).ToList();
        var isolated = ports.Where(step => Side(step, after)["protected"].AsTruth == true).Select(step => new Leg(step.Arguments["port"].AsText ?? "", "isolated")).ToList();
        return plan.Steps.Any(step => step.Operation == IsolationPlanner.FlowsOperation) || isolated.Count == 0
            ? []
            : SwitchPicture.Draw(ports[0].Arguments["bridge"].AsText ?? "", [new Leg(T("other ports"), "promiscuous")], isolated);
    }
}
