using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>What Port.protected cannot do (ovs-vswitchd.conf.db(5)).</summary>
internal static class ProtectionRules
{
    public static IEnumerable<Problem> Check(IsolationRequest request, OvsBridge bridge, IsolationFacts facts)
    {
        foreach (var (name, text) in request.Roles)
        {
            if (facts.Ovs.Snapshot.FindPort(bridge, name) is not { } port)
            {
                yield return Problem.Error(IsolationRequest.RolesField, T($"Bridge '{bridge.Name}' has no port '{name}'."), Mirrors.MirrorRules.Ports(facts.Ovs.Snapshot.PortsOf(bridge).Select(there => there.Name)));
            }
            else if (text is not ("isolated" or "promiscuous"))
            {
                yield return Problem.Error(IsolationRequest.RolesField, T($"Port '{name}' shall be {text}, which Port.protected cannot do: it knows isolated and promiscuous ports alone."), T("Choose the method flows."));
            }
            else if (text == "isolated" && port.IsHardware)
            {
                yield return Problem.Error(IsolationRequest.RolesField, T($"Port '{name}' is an uplink of the bridge; isolated, it would not reach the hosts."), T("Make it promiscuous."));
            }
        }

        foreach (var vlan in facts.DeclaredOn(bridge).Vlans)
        {
            yield return Problem.Error(IsolationRequest.MethodField, T($"Bridge '{bridge.Name}' has the private VLAN {vlan.Primary} by flows."), T("Leave all its ports alone first, with the method flows."));
        }

        if (bridge.HasController)
        {
            yield return Problem.Warning(IsolationRequest.MethodField, T($"Bridge '{bridge.Name}' belongs to an OpenFlow controller. Port.protected counts only where its flows go the NORMAL way."));
        }
    }
}
