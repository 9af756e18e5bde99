using System.Net;
using System.Net.NetworkInformation;

namespace TuiSetup.Backends.Probes;

/// <summary>What a probe is made of: in IPv4 the first three, in IPv6 the others.</summary>
internal enum ProbeProtocol
{
    Arp,
    Icmp,
    Tcp,

    /// <summary>Neighbour solicitation.</summary>
    Ns,
    Icmp6,
    Tcp6,
}

internal static class ProbeProtocols
{
    private static readonly ProbeProtocol[] Ipv4 = [ProbeProtocol.Arp, ProbeProtocol.Icmp, ProbeProtocol.Tcp], Ipv6 = [ProbeProtocol.Ns, ProbeProtocol.Icmp6, ProbeProtocol.Tcp6];

    public static IReadOnlyList<ProbeProtocol> Of(ProbeWay way) => way.IsIpv6 ? Ipv6 : Ipv4;

    /// <summary>What people call it.</summary>
    public static string Word(this ProbeProtocol protocol) => protocol == ProbeProtocol.Icmp6 ? "ICMPv6" : protocol.ToString().ToUpperInvariant();
}

/// <summary>A probe that came in, or an answer to one of ARP or neighbour discovery.</summary>
/// <param name="Protocol">What it is made of.</param>
/// <param name="From">Whose it is.</param>
/// <param name="To">For whom.</param>
/// <param name="Mark">The mark of ICMP and TCP.</param>
internal sealed record SeenFrame(ProbeProtocol Protocol, IPAddress From, IPAddress To, ushort Mark)
{
    /// <summary>Of an answer, the MAC address that it tells; else null.</summary>
    public PhysicalAddress? Claims { get; init; }

    /// <summary>Whether it asks for a MAC address, and so has no mark.</summary>
    public bool Asks => Protocol is ProbeProtocol.Arp or ProbeProtocol.Ns && Claims is null;
}
