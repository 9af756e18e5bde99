using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>What would not isolate, would cut someone off, or is already someone else's.</summary>
internal static class IsolationRules
{
    public static IEnumerable<Problem> Check(IsolationRequest request, IsolationFacts facts)
    {
        if (request.Bridge.Length == 0)
        {
            return [];
        }

        if (!facts.Ovs.Snapshot.Bridges.TryGetValue(request.Bridge, out var bridge))
        {
            return [Problem.Error(IsolationRequest.BridgeField, T($"There is no bridge '{request.Bridge}'."), Mirrors.MirrorRules.Bridges(facts.Ovs.Snapshot.Bridges.Keys))];
        }

        return request.IsByFlows
            ? VlanRules.Check(request, bridge, facts).Concat(FlowRules.Check(bridge, request, facts)).Concat(RoleRules.Check(request, bridge, facts))
            : ProtectionRules.Check(request, bridge, facts);
    }
}
