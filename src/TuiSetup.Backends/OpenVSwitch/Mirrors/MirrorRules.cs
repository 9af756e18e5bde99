using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.OpenVSwitch.Mirrors;

/// <summary>
/// What OVSDB accepts and ovs-vswitchd then ignores, logs, or does harm with. Nothing of it shows in the database, so
/// it is found before.
/// </summary>
internal static class MirrorRules
{
    /// <summary>Mirrors that one bridge can have; ovs-vswitchd ignores further ones.</summary>
    private const int MaxMirrors = 32;

    public static IEnumerable<Problem> Check(MirrorRequest request, OvsFacts facts)
    {
        if (request.Bridge.Length == 0)
        {
            return [];
        }

        if (!facts.Snapshot.Bridges.TryGetValue(request.Bridge, out var bridge))
        {
            return [Problem.Error(MirrorRequest.BridgeField, T($"There is no bridge '{request.Bridge}'."), Bridges(facts.Snapshot.Bridges.Keys))];
        }

        return CheckName(request, bridge, facts)
            .Concat(CheckPorts(request, bridge, facts))
            .Concat(SourceRules.Check(request, bridge, facts))
            .Concat(DestinationRules.Check(request, bridge, facts))
            .Concat(CutOffRules.Check(request, bridge, facts));
    }

    /// <summary>What mirrors of one batch mean together.</summary>
    public static IEnumerable<Problem> CheckTogether(IReadOnlyList<MirrorRequest> batch, OvsFacts facts)
    {
        foreach (var twice in batch.GroupBy(request => (request.Bridge, request.Name)).Where(group => group.Count() > 1))
        {
            yield return Problem.Error(MirrorRequest.NameField, T($"Mirror '{twice.Key.Name}' on bridge '{twice.Key.Bridge}' is asked for {twice.Count()} times."), T("Give each its own name."));
        }

        foreach (var group in batch.GroupBy(request => request.Bridge))
        {
            if (!facts.Snapshot.Bridges.TryGetValue(group.Key, out var bridge))
            {
                continue;
            }

            foreach (var problem in SourceRules.CheckTogether(group))
            {
                yield return problem;
            }

            var names = facts.Snapshot.MirrorsOf(bridge).Select(mirror => mirror.Name).ToList();
            var total = names.Count + group.Select(request => request.Name).Distinct().Except(names).Count();
            if (total > MaxMirrors && group.Any(request => request.Name.Length > 0))
            {
                yield return Problem.Error(MirrorRequest.NameField, T($"Bridge '{bridge.Name}' would have {total} mirrors; ovs-vswitchd ignores all beyond {MaxMirrors}."), T("Remove one first."));
            }
        }
    }

    /// <summary>The bridges that there are, as a remedy.</summary>
    public static string Bridges(IEnumerable<string> names) => Some(names) is { } some ? T($"The bridges are {some}.") : T("There are none.");

    /// <summary>The ports of a bridge, as a remedy.</summary>
    public static string Ports(IEnumerable<string> names) => Some(names) is { } some ? T($"Its ports are {some}.") : T("There are none.");

    private static string? Some(IEnumerable<string> names) => names.Take(12).ToList() is { Count: > 0 } some ? string.Join(", ", some) : null;

    private static IEnumerable<Problem> CheckName(MirrorRequest request, OvsBridge bridge, OvsFacts facts)
    {
        if (facts.Snapshot.CurCfg < facts.Snapshot.NextCfg)
        {
            yield return Problem.Warning(MirrorRequest.BridgeField, T("ovs-vswitchd has not yet taken the last change of the database."), T("If it stays so, check that ovs-vswitchd runs."));
        }

        if (facts.Snapshot.MirrorsOf(bridge).Count(mirror => mirror.Name == request.Name) > 1)
        {
            yield return Problem.Error(MirrorRequest.NameField, T($"Bridge '{bridge.Name}' has several mirrors named '{request.Name}'."), T("Choose another name."));
        }
    }

    private static IEnumerable<Problem> CheckPorts(MirrorRequest request, OvsBridge bridge, OvsFacts facts)
    {
        var own = facts.Snapshot.PortsOf(bridge).Select(port => port.Name).ToHashSet();
        foreach (var (field, port) in request.Ports.Where(named => !own.Contains(named.Port)))
        {
            yield return facts.Snapshot.BridgeOf(port) is { } other
                ? Problem.Error(field, T($"Port '{port}' is on bridge '{other.Name}', not on '{bridge.Name}'; a mirror sees its own bridge only."), T($"Choose a port of '{bridge.Name}', or the other bridge."))
                : Problem.Error(field, T($"Bridge '{bridge.Name}' has no port '{port}'."), Ports(own.Order(StringComparer.Ordinal)));
        }
    }
}
