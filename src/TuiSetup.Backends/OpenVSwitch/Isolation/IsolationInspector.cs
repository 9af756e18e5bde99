using TuiSetup.Backends.OpenVSwitch.OpenFlow;
using TuiSetup.Core;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>Compares rows and flows with a plan's before and after.</summary>
internal static class IsolationInspector
{
    /// <summary>Ports and bridge of one transaction: all must be as before, or all as after.</summary>
    public static Inspection Inspect(StepUnit unit, OvsSnapshot snapshot)
    {
        StepState? state = null;
        foreach (var step in unit.Steps)
        {
            if (!snapshot.Bridges.TryGetValue(step.Arguments["bridge"].AsText!, out var bridge))
            {
                return new Inspection(StepState.Neither, T($"bridge '{step.Arguments["bridge"]}' is gone."));
            }

            Value now;
            if (step.Operation == IsolationPlanner.BridgeOperation)
            {
                now = IsolationPlanner.BridgeValue(bridge.FailMode, Declaration.Read(bridge, snapshot));
            }
            else if (snapshot.FindPort(bridge, step.Arguments["port"].AsText!) is { } port)
            {
                now = PortValue.Of(port).ToValue();
            }
            else
            {
                return new Inspection(StepState.Neither, T($"port '{step.Arguments["port"]}' of bridge '{bridge.Name}' is gone."));
            }

            if (now != step.Before && now != step.After)
            {
                return new Inspection(StepState.Neither, T($"{step.ShownTarget} is now {Difference(step, now)}."));
            }

            var found = now == step.After ? StepState.After : StepState.Before;
            if (step.Action == StepAction.Same)
            {
                continue;
            }

            if (state is { } others && others != found)
            {
                return new Inspection(StepState.Neither, T($"{step.ShownTarget} is as {(found == StepState.After ? T("after") : T("before"))} the plan, and others are not."));
            }

            state = found;
        }

        return new Inspection(state ?? StepState.After);
    }

    /// <summary>The flows of ours: those of the plan's after, those of its before, or others.</summary>
    public static Inspection InspectFlows(Step step, OvsBridge bridge, OvsSnapshot snapshot, IReadOnlyList<Flow> flows)
    {
        var toAfter = FlowDifferences.Of(Wanted(step.After, bridge, snapshot), flows);
        if (toAfter.AreNone)
        {
            return new Inspection(StepState.After);
        }

        return step.Before[IsolationFacts.FoundKey].AsText is { } digest && digest == IsolationSwitch.Digest(flows)
            || FlowDifferences.Of(Wanted(step.Before, bridge, snapshot), flows).AreNone
                ? new Inspection(StepState.Before)
                : new Inspection(StepState.Neither, $"{toAfter}");
    }

    public static IEnumerable<Flow> Wanted(Value value, OvsBridge bridge, OvsSnapshot snapshot)
        => IsolationFlows.Of(BridgeIsolation.From(value), name => snapshot.FindPort(bridge, name)?.Ofport);

    private static string Difference(Step step, Value now)
        => string.Join(", ", now.Entries.Where(entry => entry.Value != step.After[entry.Key] && entry.Value != step.Before[entry.Key])
            .DefaultIfEmpty(now.Entries[0]).Select(entry => $"{entry.Key}={(entry.Value.IsNothing ? "[]" : entry.Value)}"));
}
