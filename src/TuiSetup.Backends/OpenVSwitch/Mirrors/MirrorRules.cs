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
            return [Problem.Error(MirrorRequest.BridgeField, $"There is no bridge '{request.Bridge}'.", Exist("The bridges are", facts.Snapshot.Bridges.Keys))];
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
            yield return Problem.Error(MirrorRequest.NameField, $"Mirror '{twice.Key.Name}' on bridge '{twice.Key.Bridge}' is asked for {twice.Count()} times.", "Give each its own name.");
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
                yield return Problem.Error(MirrorRequest.NameField, $"Bridge '{bridge.Name}' would have {total} mirrors; ovs-vswitchd ignores all beyond {MaxMirrors}.", "Remove one first.");
            }
        }
    }

    public static string Exist(string intro, IEnumerable<string> names)
        => names.Take(12).ToList() is { Count: > 0 } some ? $"{intro} {string.Join(", ", some)}." : "There are none.";

    private static IEnumerable<Problem> CheckName(MirrorRequest request, OvsBridge bridge, OvsFacts facts)
    {
        if (facts.Snapshot.CurCfg < facts.Snapshot.NextCfg)
        {
            yield return Problem.Warning(MirrorRequest.BridgeField, "ovs-vswitchd has not yet taken the last change of the database.", "If it stays so, check that ovs-vswitchd runs.");
        }

        if (facts.Snapshot.MirrorsOf(bridge).Count(mirror => mirror.Name == request.Name) > 1)
        {
            yield return Problem.Error(MirrorRequest.NameField, $"Bridge '{bridge.Name}' has several mirrors named '{request.Name}'.", "Choose another name.");
        }
    }

    private static IEnumerable<Problem> CheckPorts(MirrorRequest request, OvsBridge bridge, OvsFacts facts)
    {
        var own = facts.Snapshot.PortsOf(bridge).Select(port => port.Name).ToHashSet();
        foreach (var (field, port) in request.Ports.Where(named => !own.Contains(named.Port)))
        {
            yield return facts.Snapshot.BridgeOf(port) is { } other
                ? Problem.Error(field, $"Port '{port}' is on bridge '{other.Name}', not on '{bridge.Name}'; a mirror sees its own bridge only.", $"Choose a port of '{bridge.Name}', or the other bridge.")
                : Problem.Error(field, $"Bridge '{bridge.Name}' has no port '{port}'.", Exist("Its ports are", own.Order(StringComparer.Ordinal)));
        }
    }
}
