using System.Collections.Immutable;
using System.Net.Sockets;
using TuiSetup.Backends.Probes;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Probes;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>Tests what the roles of a plan promise, between the hosts behind its ports.</summary>
internal sealed class IsolationProbes(TimeProvider time)
{
    /// <summary>The ports behind which one host is, with their roles. Trunks lead to many.</summary>
    public static IEnumerable<(string Port, PortRole Role)> Hosts(Plan plan)
        => plan.Answers.Select(IsolationRequest.From).SelectMany(request => request.Roles)
            .Select(role => (role.Key, Role: PortRole.Parse(role.Value))).Where(host => host.Role is { IsHosts: true }).Select(host => (host.Key, host.Role!));

    /// <exception cref="BackendException">Probes cannot be sent from here, or a name is not one of the plan's hosts.</exception>
    public async Task<ProbeReport> RunAsync(Plan plan, OvsSnapshot snapshot, IReadOnlyList<string> names, IProgress<string> progress, CancellationToken cancel)
    {
        var all = Hosts(plan).ToList();
        if (names.FirstOrDefault(name => all.All(host => host.Port != name)) is { } unknown)
        {
            throw new ProblemException([Problem.Error("--ports", T($"'{unknown}' is not a port to which the plan gives a host's role."), T($"They are {string.Join(", ", all.Select(host => host.Port))}."))]);
        }

        using var places = await Task.Run(() => new ProbePoints(), cancel);
        var asked = all.Where(host => names.Count == 0 || names.Contains(host.Port)).ToList();
        var request = IsolationRequest.From(plan.Answers[0]);
        var found = Choose(await Task.Run(() => Find(asked, snapshot, request.Bridge, places), cancel));
        var points = found.Select(host => host.Point).OfType<ProbePoint>().ToList();
        var vlan = request.ToPrivateVlan();
        var relay = vlan.HasRelay ? await Task.Run(() => FindRelay(vlan, snapshot, places), cancel) : null;
        var measured = await new Prober(time).RunAsync(points, relay, progress, cancel);
        var isUntold = vlan.HasRelay && relay is null;
        return new ProbeReport(
            [.. found.Select(host => new ProbeHost(host.Port, host.Role.ToString(), host.Point?.AddressOf(AddressFamily.InterNetwork) ?? "", host.Point?.AddressOf(AddressFamily.InterNetworkV6) ?? "", host.Missing))],
            [.. found.SelectMany(from => found.Where(to => to != from).Select(to => new ProbePair(
                from.Port, to.Port, PrivateVlan.MayReach(from.Role, to.Role), Tell(from, to, measured.GetValueOrDefault((from.Port, to.Port), []), isUntold))))],
            asked.Count - found.Count)
        {
            Remark = isUntold ? T("A relay on layer 2 passes frames on as they were sent, and its port is not on this machine: what reaches isolated hosts from each other may have come by it, or directly.") : "",
        };
    }

    private static ImmutableArray<ProbeFinding> Tell(Host from, Host to, IReadOnlyList<ProbeFinding> findings, bool isUntold)
        => [.. isUntold && from.Role.Kind == PortRoleKind.Isolated && to.Role.Kind == PortRoleKind.Isolated
            ? findings.Select(finding => finding.Passage == Passage.Direct ? finding with { Passage = Passage.Untold } : finding)
            : findings];

    /// <summary>The relay's port, on whichever bridge of this database it is.</summary>
    private static ProbeWire? FindRelay(PrivateVlan vlan, OvsSnapshot snapshot, ProbePoints places)
        => snapshot.Bridges.Values
            .SelectMany(bridge => (Declaration.Read(bridge, snapshot).Find(vlan.Primary)?.PortsOf(PortRoleKind.Relay) ?? []).Select(port => snapshot.FindPort(bridge, port)?.Interfaces.FirstOrDefault()))
            .Select(link => link is null ? null : places.FindWire(link.Name, link.MacInUse, link.Type == "internal")).OfType<ProbeWire>().FirstOrDefault();

    /// <summary>As many as there is room for, some of each role, and first those from where something can be sent.</summary>
    private static List<Host> Choose(List<Host> all)
        => [.. all.OrderBy(host => host.Point is null).GroupBy(host => host.Role).SelectMany(role => role.Select((host, place) => (host, place))).OrderBy(host => host.place)
            .Take(ProbeText.MaxHosts).Select(host => host.host).OrderBy(host => host.Role.Kind).ThenBy(host => host.Role.Community).ThenBy(host => host.Port, StringComparer.Ordinal)];

    private static List<Host> Find(List<(string Port, PortRole Role)> hosts, OvsSnapshot snapshot, string bridge, ProbePoints places)
        => [.. hosts.Select(host =>
        {
            var link = snapshot.Bridges.TryGetValue(bridge, out var there) ? snapshot.FindPort(there, host.Port)?.Interfaces.FirstOrDefault() : null;
            if (link is null)
            {
                return new Host(host.Port, host.Role, null, T($"Bridge '{bridge}' has no such port any more."));
            }

            var point = places.Find(host.Port, link.Name, link.MacInUse, out var missing);
            return new Host(host.Port, host.Role, point, missing);
        })];

    private sealed record Host(string Port, PortRole Role, ProbePoint? Point, string Missing);
}
