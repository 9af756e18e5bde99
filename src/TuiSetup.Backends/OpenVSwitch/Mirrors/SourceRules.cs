using TuiSetup.Backends.OpenVSwitch.Isolation;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.OpenVSwitch.Mirrors;

/// <summary>Selections that copy nothing, or not what they seem to.</summary>
internal static class SourceRules
{
    public static IEnumerable<Problem> Check(MirrorRequest request, OvsBridge bridge, OvsFacts facts)
    {
        if (request.SelectAll && request.SelectsPorts)
        {
            yield return Problem.Error(
                request.SelectSrcPort.Length > 0 ? MirrorRequest.SelectSrcPortField : MirrorRequest.SelectDstPortField,
                T("select_all copies every packet of the bridge already; selected ports change nothing beside it."),
                T("Take one of the two."));
        }

        if (!request.SelectAll && !request.SelectsPorts)
        {
            yield return request.SelectVlan.Length > 0
                ? Problem.Error(MirrorRequest.SelectVlanField, T("select_vlan alone copies nothing: it only narrows down a selection of ports."), T("Select ports too, or everything (select_all)."))
                : Problem.Error(MirrorRequest.SelectDstPortField, T("Nothing is selected, so nothing would be copied."), T("Select everything (select_all), or at least one port."));
        }

        foreach (var vlan in request.SelectVlan.Where(vlan => vlan is < 0 or > 4095))
        {
            yield return Problem.Error(MirrorRequest.SelectVlanField, T($"VLAN {vlan} is not between 0 and 4095."), T("Correct it."));
        }

        var ports = facts.Snapshot.PortsOf(bridge).ToDictionary(port => port.Name);
        foreach (var name in request.SelectSrcPort.Concat(request.SelectDstPort).Distinct())
        {
            if (ports.TryGetValue(name, out var port) && OutputOf(port, bridge, request, facts) is { } mirror)
            {
                yield return Problem.Error(
                    request.FieldOf(name),
                    T($"Port '{name}' is the output of mirror '{mirror.Name}': it carries copies alone, and those are not copied again."),
                    T("Select another port."));
            }
        }

        foreach (var name in request.SelectDstPort)
        {
            if (ports.GetValueOrDefault(name) is { Interfaces: [{ Type: "patch" }] })
            {
                yield return Problem.Error(request.FieldOf(name), T($"Port '{name}' is a patch port; Open vSwitch does not copy what leaves through one."), T("Mirror the bridge at its other end."));
            }
        }

        foreach (var problem in CheckRelay(request, bridge, facts))
        {
            yield return problem;
        }
    }

    /// <summary>A relay that is not where a relay can be.</summary>
    private static IEnumerable<Problem> CheckRelay(MirrorRequest request, OvsBridge bridge, OvsFacts facts)
    {
        var roles = Declaration.Read(bridge, facts.Snapshot).Vlans.SelectMany(vlan => vlan.Ports).Where(port => port.Key == request.RelayPort).Select(port => port.Value);
        foreach (var role in roles.Where(role => role.Kind is PortRoleKind.Isolated or PortRoleKind.Community))
        {
            yield return Problem.Error(MirrorRequest.RelayPortField, T($"Port '{request.RelayPort}' has the role {role} in a private VLAN; a relay is on a promiscuous port, or on one with the role relay."), T("Choose the relay's port."));
        }
    }

    /// <summary>Mirrors of one batch and bridge: one's output is no source for another.</summary>
    public static IEnumerable<Problem> CheckTogether(IEnumerable<MirrorRequest> batch)
    {
        var outputs = batch.Where(request => request.OutputPort is not null).ToLookup(request => request.OutputPort!);
        foreach (var request in batch)
        {
            foreach (var name in request.SelectSrcPort.Concat(request.SelectDstPort).Distinct())
            {
                if (outputs[name].FirstOrDefault(other => other.Name != request.Name) is { } other)
                {
                    yield return Problem.Error(
                        request.FieldOf(name),
                        T($"Port '{name}' is the output of mirror '{other.Name}': it carries copies alone, so mirror '{request.Name}' would get none of them."),
                        T("Select another port."));
                }
            }
        }
    }

    private static OvsMirror? OutputOf(OvsPort port, OvsBridge bridge, MirrorRequest request, OvsFacts facts)
        => facts.Snapshot.MirrorsOf(bridge).FirstOrDefault(mirror => mirror.OutputPort == port.Uuid && mirror.Name != request.Name);
}
