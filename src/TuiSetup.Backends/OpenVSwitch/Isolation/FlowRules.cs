using TuiSetup.Backends.OpenVSwitch.OpenFlow;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>Who else decides about the flows of the bridge.</summary>
internal static class FlowRules
{
    public static IEnumerable<Problem> Check(OvsBridge bridge, IsolationRequest request, IsolationFacts facts)
    {
        if (bridge.HasController)
        {
            yield return Problem.Error(IsolationRequest.BridgeField, T($"Bridge '{bridge.Name}' belongs to an OpenFlow controller, which may remove flows of ours at any time."), T($"Have the controller isolate the ports, or take it away (ovs-vsctl del-controller {bridge.Name})."));
            yield break;
        }

        if (!facts.HasFlows(bridge.Name))
        {
            yield return Problem.Error(IsolationRequest.BridgeField, T("Flows are reached on the switch's own machine, and this database is elsewhere."), T("Run this there, or choose the method Port.protected."));
            yield break;
        }

        var declared = facts.DeclaredOn(bridge);
        var others = facts.OthersOn(bridge.Name).ToList();
        var count = IsolationFlows.TablesFor(declared.With(request.ToPrivateVlan()).Vlans);
        var (first, last) = (declared.Table, declared.Table + count - 1);
        if (declared.Vlans.IsEmpty && facts.FreeTable(bridge.Name, count) is null)
        {
            yield return Problem.Error(IsolationRequest.BridgeField, T($"Flows of others fill the tables of bridge '{bridge.Name}': {count} in a row are needed."), T("Free some of them."));
        }
        else if (!declared.Vlans.IsEmpty && others.FirstOrDefault(flow => flow.Table >= first && flow.Table <= last) is { } intruder)
        {
            yield return Problem.Error(IsolationRequest.BridgeField, T($"Someone else has a flow in table {intruder.Table} of bridge '{bridge.Name}', among ours."), T($"Remove it: ovs-ofctl del-flows {bridge.Name} \"table={intruder.Table},cookie=0x{intruder.Cookie:x}/-1\"."));
        }

        if (others.FirstOrDefault(flow => ComesFirst(flow, bridge, request, facts)) is { } before)
        {
            yield return Problem.Error(IsolationRequest.BridgeField, T($"A flow of someone else in table 0 of bridge '{bridge.Name}' has priority {before.Priority}, and would be taken before ours (priority {IsolationFlows.OtherPortPriority} to {IsolationFlows.FramePriority})."), T("Give it a lower priority, or remove it."));
        }

        if (request.Persists && !facts.CanKeep)
        {
            yield return Problem.Warning(IsolationRequest.PersistField, T("systemd does not run here, so no unit makes the flows again after ovs-vswitchd has started anew; the bridge passes nothing then."), T("Keep the plan, and run 'tuisetup apply' on it after a restart."));
        }

        if (bridge.FailMode != "secure" && others.Count(flow => !IsolationSwitch.IsDefault(flow)) is > 0 and var lost)
        {
            yield return Problem.Warning(IsolationRequest.BridgeField, T($"Bridge '{bridge.Name}' has {lost} flows of others. Setting fail_mode to secure deletes them for a moment; they are put back as they are, with their counters at 0."));
        }
    }

    private static bool ComesFirst(Flow flow, OvsBridge bridge, IsolationRequest request, IsolationFacts facts)
        => flow.Table == 0 && flow.Priority >= IsolationFlows.OtherPortPriority
            && (flow.InPort is not { } port || request.Roles.Keys.Any(name => facts.Ovs.Snapshot.FindPort(bridge, name)?.Ofport == port));
}
