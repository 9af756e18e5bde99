using System.Xml.Linq;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.VCenterSim.Model;

/// <summary>What vCenter accepts of mirror sessions.</summary>
internal static class VspanRules
{
    private static readonly string[] Types = ["mixedDestMirror", "dvPortMirror", "remoteMirrorSource", "remoteMirrorDest", "encapsulatedRemoteMirrorSource"];

    /// <summary>The sessions after some operations; new ones get keys.</summary>
    public static List<XElement> Apply(Dvs dvs, IEnumerable<XElement> specs, Func<string> newKey)
    {
        var sessions = dvs.Sessions.ToList();
        foreach (var spec in specs)
        {
            var session = new XElement(Vim.Namespace + "vspanSession", spec.At("vspanSession")!.Elements());
            var key = session.Value("key");
            var at = sessions.FindIndex(one => one.Value("key") == key);
            switch (spec.Value("operation"))
            {
                case "add" when string.IsNullOrEmpty(key):
                    session.At("key")?.Remove();
                    session.AddFirst(Vim.New("key", newKey()));
                    Check(dvs, sessions, session);
                    sessions.Add(session);
                    break;
                case "edit" when at >= 0:
                    sessions.RemoveAt(at);
                    Check(dvs, sessions, session);
                    sessions.Insert(at, session);
                    break;
                case "remove" when at >= 0:
                    sessions.RemoveAt(at);
                    break;
                default:
                    throw SimFault.Argument("spec.vspanConfigSpec");
            }
        }

        return sessions;
    }

    /// <summary>Sessions that name a port.</summary>
    public static XElement? Naming(Dvs dvs, string portKey)
        => dvs.Sessions.Find(session => session.Descendants(Vim.Namespace + "portKey").Any(port => port.Value == portKey));

    /// <summary>The session in which a port may not see what is not for it.</summary>
    public static XElement? Forbidding(Dvs dvs, string portKey)
        => dvs.Sessions.Find(session => Ports(session, "sourcePortTransmitted").Concat(Ports(session, "destinationPort")).Contains(portKey));

    private static void Check(Dvs dvs, List<XElement> others, XElement session)
    {
        CheckShape(dvs, session);
        var key = session.Value("key")!;
        var (sent, received, destinations) = (Ports(session, "sourcePortTransmitted"), Ports(session, "sourcePortReceived"), Ports(session, "destinationPort"));
        foreach (var port in sent.Concat(received).Concat(destinations))
        {
            if (dvs.Ports.All(one => one.Key != port))
            {
                throw SimFault.Argument("spec.vspanConfigSpec.vspanSession");
            }
        }

        if (destinations.FirstOrDefault(port => sent.Concat(received).Contains(port)) is { } both)
        {
            throw new SimFault("VspanSameSessionPortConflict", "A port is a source and a destination.", ("vspanSessionKey", key), ("portKey", both));
        }

        foreach (var other in others)
        {
            var theirs = Ports(other, "destinationPort");
            if (destinations.FirstOrDefault(theirs.Contains) is { } twice)
            {
                throw new SimFault("VspanDestPortConflict", "A port is the destination of two sessions.", ("vspanSessionKey1", other.Value("key")!), ("vspanSessionKey2", key), ("portKey", twice));
            }

            var crossed = sent.FirstOrDefault(theirs.Contains) ?? destinations.FirstOrDefault(Ports(other, "sourcePortTransmitted").Contains);
            if (crossed is not null)
            {
                throw new SimFault("VspanPortConflict", "A port is a transmitted source of one session and a destination of another.", ("vspanSessionKey1", other.Value("key")!), ("vspanSessionKey2", key), ("portKey", crossed));
            }
        }

        if (sent.Concat(destinations).FirstOrDefault(port => dvs.Ports.First(one => one.Key == port).Portgroup.IsPromiscuous) is { } promiscuous)
        {
            throw new SimFault("VspanPromiscuousPortNotSupported", "A promiscuous port cannot be mirrored so.", ("vspanSessionKey", key), ("portKey", promiscuous));
        }
    }

    private static void CheckShape(Dvs dvs, XElement session)
    {
        var type = session.Value("sessionType") ?? "mixedDestMirror";
        var destination = session.At("destinationPort");
        var good = Types.Contains(type) && (type != "mixedDestMirror" || dvs.Profile.HasMixedMirror) && type switch
        {
            "dvPortMirror" => destination.All("portKey").Any() && !destination.All("uplinkPortName").Any() && !destination.All("ipAddress").Any(),
            "remoteMirrorSource" => destination.All("uplinkPortName").Any() && destination.All("uplinkPortName").All(name => dvs.Uplinks.Contains(name.Value))
                && session.Int("encapsulationVlanId") is > 0 and < 4095,
            "remoteMirrorDest" => destination.All("portKey").Any() && session.At("sourcePortReceived").All("vlans").Any() && session.At("sourcePortTransmitted") is null,
            "encapsulatedRemoteMirrorSource" => destination.All("ipAddress").Any(),
            _ => true,
        };
        good &= session.Int("mirroredPacketLength") is null or >= 60;
        good &= session.Int("samplingRate") is null or (>= 1 and <= 65535);
        good &= session.Int("erspanId") is null or (>= 0 and <= 0x3ff);
        good &= session.Int("erspanCOS") is null or (>= 0 and <= 7);
        if (!good)
        {
            throw SimFault.Argument("spec.vspanConfigSpec.vspanSession");
        }
    }

    private static IReadOnlyList<string> Ports(XElement session, string role) => [.. session.At(role).All("portKey").Select(port => port.Value)];
}
