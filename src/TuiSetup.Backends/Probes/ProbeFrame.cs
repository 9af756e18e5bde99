using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using System.Security.Cryptography;

namespace TuiSetup.Backends.Probes;

/// <summary>Ethernet frames that probes are made of, and what those say that come in: ARP (RFC 826), ICMP echo (RFC 792), TCP SYN (RFC 9293).</summary>
internal static class ProbeFrame
{
    private const int EthernetSize = 14, Ipv4Size = 20, ArpSize = 28;

    private const ushort Ipv4Type = 0x0800, ArpType = 0x0806;

    private const byte IcmpProtocol = 1, TcpProtocol = 6;

    private const byte ArpAsks = 1, ArpAnswers = 2, EchoRequest = 8, Syn = 2;

    /// <summary>Discard (RFC 863): who does not listen there answers too, with a reset.</summary>
    private const ushort TcpPort = 9;

    private static readonly byte[] Everyone = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff];

    /// <summary>Asks everyone who has an address.</summary>
    public static byte[] ArpRequest(PhysicalAddress mac, IPAddress from, IPAddress target)
    {
        var frame = Ethernet(Everyone, mac, ArpType, ArpSize);
        var arp = frame.AsSpan(EthernetSize);
        ((ReadOnlySpan<byte>)[0, 1, 8, 0, 6, 4, 0, ArpAsks]).CopyTo(arp);
        mac.GetAddressBytes().CopyTo(arp[8..]);
        from.GetAddressBytes().CopyTo(arp[14..]);
        target.GetAddressBytes().CopyTo(arp[24..]);
        return frame;
    }

    /// <param name="way">From whom to whom.</param>
    /// <param name="mark">Its identifier, by which it is known again.</param>
    public static byte[] Echo(ProbeWay way, ushort mark)
    {
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
        const int size = 20;
        var frame = Ipv4(way, TcpProtocol, size);
        var tcp = frame.AsSpan(EthernetSize + Ipv4Size);
        BinaryPrimitives.WriteUInt16BigEndian(tcp, mark);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], TcpPort);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], (uint)RandomNumberGenerator.GetInt32(int.MaxValue));
        tcp[12] = (size / 4) << 4;
        tcp[13] = Syn;
        BinaryPrimitives.WriteUInt16BigEndian(tcp[14..], 1024);
        var addresses = frame.AsSpan(EthernetSize + 12, 8);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[16..], Checksum(tcp, Sum(addresses) + TcpProtocol + size));
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
            _ => null,
        };
    }

    private static (ProbeProtocol Protocol, ushort Mark)? MarkOf(byte protocol, ReadOnlySpan<byte> payload) => protocol switch
    {
        IcmpProtocol when payload[0] == EchoRequest => (ProbeProtocol.Icmp, BinaryPrimitives.ReadUInt16BigEndian(payload[4..])),
        TcpProtocol when payload.Length >= 20 && payload[13] == Syn && BinaryPrimitives.ReadUInt16BigEndian(payload[2..]) == TcpPort
            => (ProbeProtocol.Tcp, BinaryPrimitives.ReadUInt16BigEndian(payload)),
        _ => null,
    };

    private static byte[] Ethernet(ReadOnlySpan<byte> to, PhysicalAddress from, ushort type, int size)
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
    private static ushort Checksum(ReadOnlySpan<byte> data, uint more)
    {
        var sum = Sum(data) + more;
        while (sum > 0xffff)
        {
            sum = (sum & 0xffff) + (sum >> 16);
        }

        return (ushort)~sum;
    }

    private static uint Sum(ReadOnlySpan<byte> data)
    {
        var sum = 0u;
        for (var at = 0; at + 1 < data.Length; at += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(data[at..]);
        }

        return sum;
    }
}

/// <summary>From whom to whom a probe goes, and to which MAC address first.</summary>
internal sealed record ProbeWay(PhysicalAddress Mac, IPAddress From, IPAddress To, PhysicalAddress NextHop);

/// <summary>What a probe is made of.</summary>
internal enum ProbeProtocol
{
    Arp,
    Icmp,
    Tcp,
}

/// <summary>A probe that came in, or an answer of ARP.</summary>
/// <param name="Protocol">What it is made of.</param>
/// <param name="From">Whose it is.</param>
/// <param name="To">For whom.</param>
/// <param name="Mark">The mark of ICMP and TCP.</param>
internal sealed record SeenFrame(ProbeProtocol Protocol, IPAddress From, IPAddress To, ushort Mark)
{
    /// <summary>Of an answer of ARP, the MAC address that it tells; else null.</summary>
    public PhysicalAddress? Claims { get; init; }
}
