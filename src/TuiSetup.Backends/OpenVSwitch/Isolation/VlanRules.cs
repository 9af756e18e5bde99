using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>VLANs that cannot be told apart.</summary>
internal static class VlanRules
{
    public static IEnumerable<Problem> Check(IsolationRequest request, OvsBridge bridge, IsolationFacts facts)
    {
        if (request.Primary is not { } primary)
        {
            yield break;
        }

        foreach (var (field, id) in Named(request).Where(named => named.Id is < 1 or > 4094))
        {
            yield return Problem.Error(field, T($"VLAN {id} is not between 1 and 4094."), T("Choose another."));
        }

        foreach (var twice in Named(request).GroupBy(named => named.Id).Where(group => group.Count() > 1))
        {
            yield return Problem.Error(twice.Last().Field, T($"VLAN {twice.Key} is asked for {twice.Count()} times; primary, isolated, communities and the relay's must differ."), T("Choose an ID that is not used yet."));
        }

        foreach (var other in facts.DeclaredOn(bridge).Vlans.Where(other => other.Primary != primary))
        {
            foreach (var (field, id) in Named(request).Where(named => other.Vlans.Contains(named.Id)))
            {
                yield return Problem.Error(field, T($"VLAN {id} belongs to the private VLAN {other.Primary} of bridge '{bridge.Name}'."), T("Choose an ID that is not used yet."));
            }
        }

        var ids = Named(request).Select(named => named.Id).ToHashSet();
        foreach (var port in facts.Ovs.Snapshot.PortsOf(bridge).Where(port => port.Tag is { } tag && ids.Contains(tag) && !request.Roles.ContainsKey(port.Name)))
        {
            if (request.Roles.Count > 0)
            {
                yield return Problem.Error(IsolationRequest.RolesField, T($"Port '{port.Name}' is in VLAN {port.Tag} and gets no role: it would reach none of the others."), T("Give it a role, or put it into another VLAN first."));
            }
        }

        foreach (var mirror in facts.Ovs.Snapshot.MirrorsOf(bridge).Where(mirror => mirror.OutputVlan is { } output && ids.Contains(output)))
        {
            yield return Problem.Error(IsolationRequest.PrimaryField, T($"Mirror '{mirror.Name}' sends its copies into VLAN {mirror.OutputVlan}."), T("Choose other VLANs, or change that mirror first."));
        }
    }

    private static IEnumerable<(string Field, long Id)> Named(IsolationRequest request)
        => ((IEnumerable<(string, long)>)[(IsolationRequest.PrimaryField, request.Primary!.Value)])
            .Concat(request.Isolated is { } isolated ? [(IsolationRequest.IsolatedField, isolated)] : [])
            .Concat(request.Communities.Select(id => (IsolationRequest.CommunitiesField, id)))
            .Concat(request.RelayVlan is { } relay ? [(IsolationRequest.RelayVlanField, relay)] : []);
}
