using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using System.Security.Cryptography;

namespace TuiSetup.Backends.Probes;

/// <summary>
/// Ethernet frames that probes are made of, and what those say that come in: ARP (RFC 826), ICMP echo (RFC 792), TCP SYN
/// (RFC 9293); those of IPv6 are in <see cref="Ipv6Probe"/>.
/// </summary>
internal static class ProbeFrame
{
    public const int EthernetSize = 14;

    public const byte TcpProtocol = 6;

    private const int Ipv4Size = 20, ArpSize = 28, TcpSize = 20;

    private const ushort Ipv4Type = 0x0800, ArpType = 0x0806;

    private const byte IcmpProtocol = 1;

    private const byte ArpAsks = 1, ArpAnswers = 2, EchoRequest = 8, Syn = 2;

    /// <summary>Discard (RFC 863): who does not listen there answers too, with a reset.</summary>
    private const ushort TcpPort = 9;

    private static readonly byte[] Everyone = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff];

    /// <summary>Asks everyone who has the receiver's address.</summary>
    public static byte[] Ask(ProbeWay way)
    {
        if (way.IsIpv6)
        {
            return Ipv6Probe.Solicitation(way);
        }

        var frame = Ethernet(Everyone, way.Mac, ArpType, ArpSize);
        var arp = frame.AsSpan(EthernetSize);
        ((ReadOnlySpan<byte>)[0, 1, 8, 0, 6, 4, 0, ArpAsks]).CopyTo(arp);
        way.Mac.GetAddressBytes().CopyTo(arp[8..]);
        way.From.GetAddressBytes().CopyTo(arp[14..]);
        way.To.GetAddressBytes().CopyTo(arp[24..]);
        return frame;
    }

    /// <param name="way">From whom to whom.</param>
    /// <param name="mark">Its identifier, by which it is known again.</param>
    public static byte[] Echo(ProbeWay way, ushort mark)
    {
        if (way.IsIpv6)
        {
            return Ipv6Probe.Echo(way, mark);
        }

        var frame = Ipv4(way, IcmpProtocol, 16);
        var icmp = frame.AsSpan(EthernetSize + Ipv4Size);
        icmp[0] = EchoRequest;
        BinaryPrimitives.WriteUInt16BigEndian(icmp[4..], mark);
        BinaryPrimitives.WriteUInt16BigEndian(icmp[2..], Checksum(icmp, 0));
        return frame;
    }

    /// <param name="way">From whom to whom.</param>
    /// <param name="mark">The sender's port, by which it is known again.</param>
    public static byte[] TcpSyn(ProbeWay way, ushort mark)
    {
        if (way.IsIpv6)
        {
            return Ipv6Probe.TcpSyn(way, mark);
        }

        var frame = Ipv4(way, TcpProtocol, TcpSize);
        WriteSyn(frame.AsSpan(EthernetSize + Ipv4Size), mark, Sum(frame.AsSpan(EthernetSize + 12, 8)));
        return frame;
    }

    /// <summary>What a frame says that came in; null when it is no probe, and no answer of ARP.</summary>
    public static SeenFrame? Read(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < EthernetSize)
        {
            return null;
        }

        var payload = frame[EthernetSize..];
        return BinaryPrimitives.ReadUInt16BigEndian(frame[12..]) switch
        {
            ArpType when payload.Length >= ArpSize && payload[7] is ArpAsks or ArpAnswers
                => new SeenFrame(ProbeProtocol.Arp, new IPAddress(payload[14..18]), new IPAddress(payload[24..28]), 0)
                {
                    Claims = payload[7] == ArpAnswers ? new PhysicalAddress(payload[8..14].ToArray()) : null,
                },
            Ipv4Type when payload.Length >= Ipv4Size && (payload[0] & 0xf) * 4 is var header && payload.Length >= header + 8
                && MarkOf(payload[9], payload[header..]) is var (protocol, mark)
                => new SeenFrame(protocol, new IPAddress(payload[12..16]), new IPAddress(payload[16..20]), mark),
            Ipv6Probe.Type => Ipv6Probe.Read(payload),
            _ => null,
        };
    }

    /// <summary>The mark of a segment that is such a SYN; null when it is none.</summary>
    public static ushort? MarkOfSyn(ReadOnlySpan<byte> segment)
        => segment.Length >= TcpSize && segment[13] == Syn && BinaryPrimitives.ReadUInt16BigEndian(segment[2..]) == TcpPort ? BinaryPrimitives.ReadUInt16BigEndian(segment) : null;

    /// <summary>A segment that begins a connection.</summary>
    /// <param name="tcp">Where it stands, up to the end of the frame.</param>
    /// <param name="mark">The sender's port.</param>
    /// <param name="addresses">Sum of both addresses.</param>
    public static void WriteSyn(Span<byte> tcp, ushort mark, uint addresses)
    {
        BinaryPrimitives.WriteUInt16BigEndian(tcp, mark);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], TcpPort);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], (uint)RandomNumberGenerator.GetInt32(int.MaxValue));
        tcp[12] = (TcpSize / 4) << 4;
        tcp[13] = Syn;
        BinaryPrimitives.WriteUInt16BigEndian(tcp[14..], 1024);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[16..], Checksum(tcp, addresses + TcpProtocol + (uint)tcp.Length));
    }

    private static (ProbeProtocol Protocol, ushort Mark)? MarkOf(byte protocol, ReadOnlySpan<byte> payload) => protocol switch
    {
        IcmpProtocol when payload[0] == EchoRequest => (ProbeProtocol.Icmp, BinaryPrimitives.ReadUInt16BigEndian(payload[4..])),
        TcpProtocol when MarkOfSyn(payload) is { } mark => (ProbeProtocol.Tcp, mark),
        _ => null,
    };

    public static byte[] Ethernet(ReadOnlySpan<byte> to, PhysicalAddress from, ushort type, int size)
    {
        var frame = new byte[EthernetSize + size];
        to.CopyTo(frame);
        from.GetAddressBytes().CopyTo(frame, 6);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(12), type);
        return frame;
    }

    private static byte[] Ipv4(ProbeWay way, byte protocol, int size)
    {
        var frame = Ethernet(way.NextHop.GetAddressBytes(), way.Mac, Ipv4Type, Ipv4Size + size);
        var header = frame.AsSpan(EthernetSize, Ipv4Size);
        header[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)(Ipv4Size + size));
        header[6] = 0x40;
        header[8] = 64;
        header[9] = protocol;
        way.From.GetAddressBytes().CopyTo(header[12..]);
        way.To.GetAddressBytes().CopyTo(header[16..]);
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], Checksum(header, 0));
        return frame;
    }

    /// <summary>The checksum of the internet protocols (RFC 1071).</summary>
    public static ushort Checksum(ReadOnlySpan<byte> data, uint more)
    {
        var sum = Sum(data) + more;
        while (sum > 0xffff)
        {
            sum = (sum & 0xffff) + (sum >> 16);
        }

        return (ushort)~sum;
    }

    public static uint Sum(ReadOnlySpan<byte> data)
    {
        var sum = 0u;
        for (var at = 0; at + 1 < data.Length; at += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(data[at..]);
        }

        return sum;
    }
}
