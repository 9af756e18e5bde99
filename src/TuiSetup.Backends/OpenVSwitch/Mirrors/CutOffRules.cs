using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.OpenVSwitch.Mirrors;

/// <summary>
/// Open vSwitch keeps an output port for copies alone: whoever is behind it loses the network. The session in use and
/// the uplink are refused, a host must be typed out.
/// </summary>
internal static class CutOffRules
{
    public static IEnumerable<Problem> Check(MirrorRequest request, OvsBridge bridge, OvsFacts facts)
    {
        if (request.OutputPort is not { } name || facts.Snapshot.FindPort(bridge, name) is not { } port || AlreadyOutput(port, bridge, facts))
        {
            yield break;
        }

        if (facts.CarriesSession(bridge, port))
        {
            yield return Problem.Error(MirrorRequest.OutputPortField, T($"Your own session runs through port '{name}'; as a destination it would be cut off."), T("Choose another port."));
            yield break;
        }

        var evidence = facts.HostEvidence(bridge, port);
        if (evidence.Length == 0 && port.Name == bridge.Name)
        {
            evidence = T("it is the interface of this machine on the bridge");
        }

        if (port.IsHardware && (evidence.Length > 0 || port.Interfaces.Length > 1))
        {
            yield return Problem.Error(MirrorRequest.OutputPortField, T($"Port '{name}' is an uplink of bridge '{bridge.Name}'{Because(evidence)}; as a destination it would carry copies alone."), T("Choose another port."));
        }
        else if (evidence.Length > 0)
        {
            yield return Problem.Confirm(MirrorRequest.OutputPortField, name, T($"Port '{name}' carries a host's own traffic{Because(evidence)}. As a destination it gets copies alone, and that host is cut off from the network."));
        }
    }

    private static bool AlreadyOutput(OvsPort port, OvsBridge bridge, OvsFacts facts)
        => facts.Snapshot.MirrorsOf(bridge).Any(mirror => mirror.OutputPort == port.Uuid);

    private static string Because(string evidence) => evidence.Length > 0 ? $" ({evidence})" : "";
}
