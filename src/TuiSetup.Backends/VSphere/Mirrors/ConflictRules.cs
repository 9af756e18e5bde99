using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using static TuiSetup.Backends.VSphere.Preflight.MoveChecks;

namespace TuiSetup.Backends.VSphere.Mirrors;

/// <summary>Ports that sessions cannot share, and copies that never arrive.</summary>
internal static class ConflictRules
{
    public static IEnumerable<Problem> Check(Value session, DvsRecord dvs, VSphereInventory inventory)
    {
        var text = new SessionText(inventory, dvs);
        var (sent, received, destinations) = (Ports(session, SessionValue.Transmitted), Ports(session, SessionValue.Received), Ports(session, SessionValue.Destination));
        foreach (var port in destinations.Intersect(sent.Union(received)))
        {
            yield return Error("conflicts", MirrorRequest.DestinationField, T($"{Name(port)} is a source and a destination of the same session."), T("Choose another destination."));
        }

        foreach (var other in dvs.Sessions.Select(SessionValue.From).Where(other => other[SessionValue.Key] != session[SessionValue.Key] && other[SessionValue.Name] != session[SessionValue.Name]))
        {
            var (label, theirs) = (other[SessionValue.Name].AsText ?? other[SessionValue.Key].AsText, Ports(other, SessionValue.Destination));
            foreach (var port in destinations.Intersect(theirs))
            {
                yield return Error("conflicts", MirrorRequest.DestinationField, T($"{Name(port)} is the destination of session '{label}' already."), T("A port is the destination of one session."));
            }

            foreach (var port in sent.Intersect(theirs))
            {
                yield return Error("conflicts", MirrorRequest.TransmittedField, T($"{Name(port)} is the destination of session '{label}'; what it transmits cannot be mirrored."), T("Choose another source."));
            }

            foreach (var port in destinations.Intersect(Ports(other, SessionValue.Transmitted)))
            {
                yield return Error("conflicts", MirrorRequest.DestinationField, T($"What {Name(port)} transmits is mirrored by session '{label}'; it cannot be a destination."), T("Choose another destination."));
            }
        }

        if (session[SessionValue.Type].AsText == SessionType.PortMirror)
        {
            foreach (var problem in CheckHosts([.. sent, .. received], destinations, dvs, inventory))
            {
                yield return problem;
            }
        }

        string Name(string port) => text.Of(Value.Map((SessionValue.Destination, Value.Map((SessionValue.Ports, Value.List([port]))))))[SessionValue.Destination].Texts[0];
    }

    /// <summary>A port mirror stays within one host, and vCenter does not say so.</summary>
    private static IEnumerable<Problem> CheckHosts(IReadOnlyList<string> sources, IReadOnlyList<string> destinations, DvsRecord dvs, VSphereInventory inventory)
    {
        var hosts = inventory.Nics.Where(nic => nic.Backing is NicBacking.Distributed port && port.SwitchUuid == dvs.Uuid && port.PortKey.Length > 0)
            .DistinctBy(SessionBuilder.PortKey).ToDictionary(SessionBuilder.PortKey, nic => (Card: nic, inventory.Machine(nic.Machine).Host));
        var there = destinations.Select(port => hosts.TryGetValue(port, out var at) ? at.Host : "").Where(host => host.Length > 0).ToHashSet();
        foreach (var source in sources.Where(port => hosts.TryGetValue(port, out var at) && there.Count > 0 && !there.Contains(at.Host)).Distinct())
        {
            yield return Error(
                "hosts",
                MirrorRequest.DestinationField,
                T($"'{inventory.NameOf(hosts[source].Card)}' runs on {inventory.HostName(hosts[source].Host)}, and no destination does: a port mirror does not leave its host."),
                T("Move one of the machines, or use a remote session type."));
        }

        if (there.Count > 0)
        {
            yield return Problem.Warning(MirrorRequest.DestinationField, T("A port mirror ends without a word when vMotion takes its source or its destination to another host."), T("A DRS rule keeps them together.")) with { Check = "hosts" };
        }
    }

    private static IReadOnlyList<string> Ports(Value session, string role) => session[role][SessionValue.Ports].Texts;
}
