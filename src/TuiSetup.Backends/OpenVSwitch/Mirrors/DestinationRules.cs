using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.OpenVSwitch.Mirrors;

/// <summary>Destinations that do not work, or that mix copies with what guests say.</summary>
internal static class DestinationRules
{
    public static IEnumerable<Problem> Check(MirrorRequest request, OvsBridge bridge, OvsFacts facts)
    {
        switch (request)
        {
            case { OutputPort: not null, OutputVlan: not null }:
                yield return Problem.Error(MirrorRequest.OutputVlanField, T("Both output_port and output_vlan are given; Open vSwitch ignores output_vlan then."), T("Take one of the two."));
                break;
            case { OutputPort: null, OutputVlan: null }:
                yield return Problem.Error(MirrorRequest.OutputVlanField, T("There is no destination; Open vSwitch ignores such a mirror."), T("Choose a port (output_port), or enter a VLAN (output_vlan)."));
                break;
        }

        if (request.OutputPort is { } output && (request.SelectSrcPort.Contains(output) || request.SelectDstPort.Contains(output)))
        {
            yield return Problem.Error(MirrorRequest.OutputPortField, T($"Port '{output}' is the destination and also a source; what goes over it is not copied."), T("Choose another port for one of the two."));
        }

        if (request.OutputPort is { } port && SelectedBy(port, request, bridge, facts) is { } mirror)
        {
            yield return Problem.Error(MirrorRequest.OutputPortField, T($"Mirror '{mirror.Name}' copies what goes over port '{port}'; as a destination it carries copies alone, and that mirror would lose it."), T("Choose another port, or change that mirror first."));
        }

        if (request.Snaplen is < 14 or > 65535)
        {
            yield return Problem.Error(MirrorRequest.SnaplenField, T($"snaplen {request.Snaplen} is not between 14 and 65535 bytes."), T("Correct it, or leave it empty for whole packets."));
        }

        if (request.OutputVlan is { } vlan)
        {
            foreach (var problem in CheckVlan(request, vlan, bridge, facts))
            {
                yield return problem;
            }
        }
    }

    /// <summary>Another mirror that has the port as a source.</summary>
    private static OvsMirror? SelectedBy(string name, MirrorRequest request, OvsBridge bridge, OvsFacts facts)
    {
        var port = facts.Snapshot.FindPort(bridge, name);
        return port is null ? null : facts.Snapshot.MirrorsOf(bridge).FirstOrDefault(mirror => mirror.Name != request.Name
            && (mirror.SelectSrcPort.Contains(port.Uuid) || mirror.SelectDstPort.Contains(port.Uuid)));
    }

    private static IEnumerable<Problem> CheckVlan(MirrorRequest request, long vlan, OvsBridge bridge, OvsFacts facts)
    {
        if (vlan is < 1 or > 4095)
        {
            yield return Problem.Error(MirrorRequest.OutputVlanField, T($"VLAN {vlan} is not between 1 and 4095."), T("Correct it."));
            yield break;
        }

        if (request.SelectVlan.Contains(vlan))
        {
            yield return Problem.Error(MirrorRequest.OutputVlanField, T($"VLAN {vlan} is copied (select_vlan) and is also where the copies go."), T("Choose another VLAN for the copies."));
        }

        if (GuestOf(vlan, bridge, facts, request) is { } guest)
        {
            yield return Problem.Error(MirrorRequest.OutputVlanField, T($"VLAN {vlan} is a guest's VLAN: {guest}. Its ports would be flooded with the copies."), T("Choose a VLAN that carries nothing else."));
        }
    }

    /// <summary>Who uses a VLAN already; null when nobody is seen there. The port that receives the copies sends nothing.</summary>
    private static string? GuestOf(long vlan, OvsBridge bridge, OvsFacts facts, MirrorRequest request)
    {
        if (facts.LearnedIn(bridge).FirstOrDefault(mac => mac.Vlan == vlan) is { } learned)
        {
            return T($"{learned.Mac} was learned in it");
        }

        var sources = request.SelectSrcPort.Concat(request.SelectDstPort).ToHashSet();
        foreach (var port in facts.Snapshot.PortsOf(bridge).Where(port => port.Tag == vlan))
        {
            if (sources.Contains(port.Name))
            {
                return T($"port '{port.Name}', which is copied, is in it");
            }

            if (facts.HostEvidence(bridge, port) is { Length: > 0 } evidence)
            {
                return T($"port '{port.Name}' is in it ({evidence})");
            }
        }

        return null;
    }
}
