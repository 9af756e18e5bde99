using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>Roles that a port cannot have, and those that take something from it.</summary>
internal static class RoleRules
{
    public static IEnumerable<Problem> Check(IsolationRequest request, OvsBridge bridge, IsolationFacts facts)
    {
        if (request.Primary is not { } primary || !request.AreRolesAnswered)
        {
            yield break;
        }

        var declared = facts.DeclaredOn(bridge);
        if (request.Roles.Count == 0 && declared.Find(primary) is null)
        {
            yield return Problem.Error(IsolationRequest.RolesField, T("No port has a role, so nothing would be isolated."), T("Give at least the gateway's port and the hosts' ports a role."));
            yield break;
        }

        var vlan = request.ToPrivateVlan();
        foreach (var (name, text) in request.Roles)
        {
            foreach (var problem in CheckPort(name, text, request, vlan, bridge, facts))
            {
                yield return problem;
            }
        }

        foreach (var problem in RelayPortRules.Check(request, vlan))
        {
            yield return problem;
        }

        if (vlan.Ports.Count > 0 && !vlan.Ports.Values.Any(role => role.Kind != PortRoleKind.Isolated && role.Kind != PortRoleKind.Community))
        {
            yield return Problem.Warning(IsolationRequest.RolesField, T("No port is promiscuous or a trunk: isolated hosts reach nobody at all."), T("Give the gateway's port the role promiscuous, if there is one."));
        }

        var moved = vlan.Ports.Where(role => !role.Value.IsTagged && facts.Ovs.Snapshot.FindPort(bridge, role.Key) is { Tag: { } tag } && !vlan.Vlans.Contains(tag)
            && declared.Find(primary)?.Ports.ContainsKey(role.Key) != true).Select(role => role.Key).ToList();
        if (moved.Count > 0)
        {
            var (port, tag) = (moved[0], facts.Ovs.Snapshot.FindPort(bridge, moved[0])!.Tag!.Value);
            yield return Problem.Confirm(
                IsolationRequest.RolesField,
                $"VLAN {primary}",
                T($"Port '{port}' is in VLAN {tag} now{(moved.Count > 1 ? T($", and {moved.Count - 1} more are in others") : "")}; with a role it is in the private VLAN {primary}, and reaches VLAN {tag} no more. If the hosts should keep their VLAN, make it the primary one."));
        }
    }

    private static IEnumerable<Problem> CheckPort(string name, string text, IsolationRequest request, PrivateVlan vlan, OvsBridge bridge, IsolationFacts facts)
    {
        const string field = IsolationRequest.RolesField;
        if (facts.Ovs.Snapshot.FindPort(bridge, name) is not { } port)
        {
            yield return Problem.Error(field, T($"Bridge '{bridge.Name}' has no port '{name}'."), Mirrors.MirrorRules.Ports(facts.Ovs.Snapshot.PortsOf(bridge).Select(there => there.Name)));
            yield break;
        }

        if (PortRole.Parse(text) is not { } role)
        {
            yield return Problem.Error(field, T($"'{text}' is not a role for port '{name}'."), T("The roles are promiscuous, isolated, community ID, trunk, promiscuous trunk and relay."));
            yield break;
        }

        if (role.Kind == PortRoleKind.Isolated && vlan.Isolated is null)
        {
            yield return Problem.Error(field, T($"Port '{name}' is isolated, but there is no isolated VLAN."), T("Give the isolated VLAN an ID."));
        }

        if (role.Kind == PortRoleKind.Community && !vlan.Communities.Contains(role.Community))
        {
            yield return Problem.Error(field, T($"Port '{name}' is in community {role.Community}, which is not among the communities."), T($"Add {role.Community} to the communities, or choose another."));
        }

        if (!role.IsTagged && port.IsHardware)
        {
            yield return Problem.Error(field, T($"Port '{name}' is an uplink of the bridge; as {text} it would carry untagged frames alone."), T("Give it the role trunk, or promiscuous trunk where the other end knows no private VLANs."));
        }

        if (port.Interfaces.Length > 1)
        {
            yield return Problem.Error(field, T($"Port '{name}' is a bond, which has no number of its own in OpenFlow."), T("Leave it alone, or bond the interfaces in the kernel."));
        }
        else if (port.Ofport is null)
        {
            yield return Problem.Warning(field, T($"Port '{name}' has no interface at the moment. It passes nothing until it has one and the flows are made again."), T("Run this wizard again when it is there."));
        }

        foreach (var problem in CheckVlans(name, port, role, vlan, bridge, facts))
        {
            yield return problem;
        }

        if (facts.Ovs.Snapshot.MirrorsOf(bridge).FirstOrDefault(mirror => mirror.OutputPort == port.Uuid) is { } output)
        {
            yield return Problem.Error(field, T($"Port '{name}' is the output of mirror '{output.Name}' and carries copies alone."), T("Leave it alone."));
        }

        if (role.Kind is PortRoleKind.Isolated or PortRoleKind.Community or PortRoleKind.Relay && facts.Ovs.CarriesSession(bridge, port)
            && facts.DeclaredOn(bridge).Find(vlan.Primary)?.Ports.GetValueOrDefault(name) != role)
        {
            yield return Problem.Confirm(field, name, T($"Your own session runs through port '{name}'. As {text} it reaches {Reach(role)} alone, and the session may be cut off. Unless you confirm in time that you can still work, it is taken back by itself."));
        }
    }

    private static string Reach(PortRole role) => role.Kind switch
    {
        PortRoleKind.Community => T("promiscuous ports and its community"),
        PortRoleKind.Relay => T("isolated ports"),
        _ => T("promiscuous ports"),
    };

    private static IEnumerable<Problem> CheckVlans(string name, OvsPort port, PortRole role, PrivateVlan vlan, OvsBridge bridge, IsolationFacts facts)
    {
        const string field = IsolationRequest.RolesField;
        if (role.IsTagged && port.Tag is { } tag)
        {
            yield return Problem.Error(field, T($"Port '{name}' is an access port of VLAN {tag}, and cannot be a trunk."), T($"Clear its tag first: ovs-vsctl clear Port {name} tag."));
        }

        var carried = role.Kind == PortRoleKind.Trunk ? vlan.Vlans : [vlan.Primary];
        if (role.IsTagged && port.Trunks.Length > 0 && carried.Except(port.Trunks).ToList() is { Count: > 0 } lacking)
        {
            yield return Problem.Error(field, T($"The trunks of port '{name}' lack VLAN {string.Join(", ", lacking)}."), T("Add them, or clear trunks, which means all."));
        }

        if (!role.IsTagged && port.Trunks.Length > 0)
        {
            yield return Problem.Error(field, T($"Port '{name}' is a trunk of VLAN {string.Join(", ", port.Trunks)}; as {role} it carries untagged frames alone."), T($"Clear its trunks first (ovs-vsctl clear Port {name} trunks), or give it the role trunk."));
        }

        if (port.VlanMode.Length > 0 && !role.IsTagged && port.VlanMode != "access")
        {
            yield return Problem.Error(field, T($"Port '{name}' has vlan_mode {port.VlanMode}; a port with this role is an access port."), T($"Clear it first: ovs-vsctl clear Port {name} vlan_mode."));
        }

        foreach (var other in facts.DeclaredOn(bridge).Vlans.Where(other => other.Primary != vlan.Primary && other.Ports.TryGetValue(name, out var there) && !(there.IsTagged && role.IsTagged && there == role)))
        {
            yield return Problem.Error(field, T($"Port '{name}' has the role {other.Ports[name]} in the private VLAN {other.Primary}."), T("A port has a role in one of them; a trunk can be one in several."));
        }
    }
}
