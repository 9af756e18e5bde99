using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;

namespace TuiSetup.Backends.Probes;

/// <summary>Probes of IPv6 (RFC 8200): neighbour solicitation (RFC 4861), ICMPv6 echo (RFC 4443) and TCP SYN.</summary>
internal static class Ipv6Probe
{
    public const ushort Type = 0x86dd;

    private const int HeaderSize = 40, AddressSize = 16, SolicitationSize = 32, EchoSize = 16, TcpSize = 20;

    private const byte IcmpProtocol = 58, Solicits = 135, Advertises = 136, EchoRequest = 128;

    /// <summary>Options of neighbour discovery: the MAC address of who asks, and of who answers.</summary>
    private const byte SourceMac = 1, TargetMac = 2;

    /// <summary>Neighbour discovery counts only from the same link, which the hop limit proves; others take the usual one.</summary>
    private const byte SameLink = 255, Usual = 64;

    /// <summary>Asks those who may have the receiver's address: the group of its last three bytes.</summary>
    public static byte[] Solicitation(ProbeWay way)
    {
        var target = way.To.GetAddressBytes();
        byte[] group = [0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0xff, .. target[13..]];
        var frame = Frame(way, [0x33, 0x33, .. group[12..]], group, IcmpProtocol, SameLink, SolicitationSize);
        var icmp = Payload(frame);
        icmp[0] = Solicits;
        target.CopyTo(icmp[8..]);
        ((ReadOnlySpan<byte>)[SourceMac, 1, .. way.Mac.GetAddressBytes()]).CopyTo(icmp[24..]);
        return Checked(frame);
    }

    /// <inheritdoc cref="ProbeFrame.Echo"/>
    public static byte[] Echo(ProbeWay way, ushort mark)
    {
        var frame = Frame(way, way.NextHop.GetAddressBytes(), way.To.GetAddressBytes(), IcmpProtocol, Usual, EchoSize);
        var icmp = Payload(frame);
        icmp[0] = EchoRequest;
        BinaryPrimitives.WriteUInt16BigEndian(icmp[4..], mark);
        return Checked(frame);
    }

    /// <inheritdoc cref="ProbeFrame.TcpSyn"/>
    public static byte[] TcpSyn(ProbeWay way, ushort mark)
    {
        var frame = Frame(way, way.NextHop.GetAddressBytes(), way.To.GetAddressBytes(), ProbeFrame.TcpProtocol, Usual, TcpSize);
        ProbeFrame.WriteSyn(Payload(frame), mark, Addresses(frame));
        return frame;
    }

    /// <summary>What a packet says that came in; null when it is no probe, and no answer of neighbour discovery.</summary>
    public static SeenFrame? Read(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < HeaderSize + 8)
        {
            return null;
        }

        var (from, to) = (new IPAddress(packet[8..24]), new IPAddress(packet[24..40]));
        var payload = packet[HeaderSize..];
        return (packet[6], payload[0]) switch
        {
            (IcmpProtocol, Solicits) when payload.Length >= 24 => new SeenFrame(ProbeProtocol.Ns, from, new IPAddress(payload[8..24]), 0),
            (IcmpProtocol, Advertises) when payload.Length >= SolicitationSize && payload[24] == TargetMac
                => new SeenFrame(ProbeProtocol.Ns, new IPAddress(payload[8..24]), to, 0) { Claims = new PhysicalAddress(payload[26..32].ToArray()) },
            (IcmpProtocol, EchoRequest) => new SeenFrame(ProbeProtocol.Icmp6, from, to, BinaryPrimitives.ReadUInt16BigEndian(payload[4..])),
            (ProbeFrame.TcpProtocol, _) when ProbeFrame.MarkOfSyn(payload) is { } mark => new SeenFrame(ProbeProtocol.Tcp6, from, to, mark),
            _ => null,
        };
    }

    private static byte[] Frame(ProbeWay way, ReadOnlySpan<byte> mac, ReadOnlySpan<byte> to, byte protocol, byte hopLimit, int size)
    {
        var frame = ProbeFrame.Ethernet(mac, way.Mac, Type, HeaderSize + size);
        var header = frame.AsSpan(ProbeFrame.EthernetSize, HeaderSize);
        header[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(header[4..], (ushort)size);
        header[6] = protocol;
        header[7] = hopLimit;
        way.From.GetAddressBytes().CopyTo(header[8..]);
        to.CopyTo(header[(8 + AddressSize)..]);
        return frame;
    }

    private static byte[] Checked(byte[] frame)
    {
        var icmp = Payload(frame);
        BinaryPrimitives.WriteUInt16BigEndian(icmp[2..], ProbeFrame.Checksum(icmp, Addresses(frame) + IcmpProtocol + (uint)icmp.Length));
        return frame;
    }

    private static Span<byte> Payload(byte[] frame) => frame.AsSpan(ProbeFrame.EthernetSize + HeaderSize);

    private static uint Addresses(byte[] frame) => ProbeFrame.Sum(frame.AsSpan(ProbeFrame.EthernetSize + 8, 2 * AddressSize));
}
