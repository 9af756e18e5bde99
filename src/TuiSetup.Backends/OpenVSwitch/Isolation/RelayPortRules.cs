using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>Relays on layer 2 that could pass nothing on, or would pass it on twice.</summary>
internal static class RelayPortRules
{
    public static IEnumerable<Problem> Check(IsolationRequest request, PrivateVlan vlan)
    {
        var (relays, trunks) = (vlan.PortsOf(PortRoleKind.Relay).ToList(), vlan.PortsOf(PortRoleKind.Trunk).ToList());
        if (vlan.Isolated is null && (relays.Count > 0 || request.RelayVlan is not null))
        {
            yield return Problem.Error(IsolationRequest.IsolatedField, T("A relay passes on what isolated hosts say to each other, and there is no isolated VLAN."), T("Give it an ID, or leave the relay away."));
        }

        if (relays.Count > 1)
        {
            yield return Problem.Error(IsolationRequest.RolesField, T($"Ports {string.Join(", ", relays)} are all for a relay: each frame would be passed on more than once."), T("Give the role to one of them, on one of the switches that trunks join."));
        }

        if (relays.Count > 0 && trunks.Count > 0 && request.RelayVlan is null)
        {
            yield return Problem.Error(
                IsolationRequest.RelayVlanField, T($"What the relay passes on has no VLAN of its own on trunk '{trunks[0]}', where it could not be told from what isolated hosts send."),
                T("Give the relay's VLAN an ID that is free, the same on all switches."));
        }

        if (relays.Count == 0 && trunks.Count == 0 && request.RelayVlan is { } alone && request.Roles.Count > 0)
        {
            yield return Problem.Error(IsolationRequest.RelayVlanField, T($"VLAN {alone} is for what a relay passes on, and no port leads to one: neither a relay nor a trunk."), T("Give the relay's port the role relay, or leave the VLAN away."));
        }
    }
}
