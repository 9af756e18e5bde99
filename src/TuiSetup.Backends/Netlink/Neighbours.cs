using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using TuiSetup.Backends.Netlink.Native;

namespace TuiSetup.Backends.Netlink;

/// <summary>Proxy entries of the neighbour table by rtnetlink(7): RTM_NEWNEIGH, RTM_DELNEIGH and RTM_GETNEIGH with NTF_PROXY.</summary>
internal sealed class Neighbours : INeighbours
{
    private const ushort New = 28, Delete = 29, Get = 30;

    /// <summary>NLM_F_REQUEST and NLM_F_ACK; NLM_F_DUMP; NLM_F_CREATE and NLM_F_REPLACE.</summary>
    private const ushort Acknowledged = 0x1 | 0x4, Dump = 0x1 | 0x300, Create = 0x400 | 0x100;

    /// <summary>NTF_PROXY, NUD_PERMANENT, NDA_DST and AF_INET6 of the kernel.</summary>
    private const byte Proxy = 0x8, Permanent = 0x80, Destination = 1, Inet6 = 10;

    /// <summary>struct ndmsg: family, index, state, flags and type.</summary>
    private const int HeaderSize = 12, AddressSize = 16;

    public IReadOnlyList<IPAddress> Proxies(int interfaceIndex)
    {
        var found = new List<IPAddress>();
        foreach (var entry in NetlinkSocket.Ask(Get, Dump, Body(0, null), T("the list of proxy neighbours")).Where(entry => entry.Length >= HeaderSize))
        {
            if (entry[0] == Inet6 && (entry[10] & Proxy) != 0 && MemoryMarshal.Read<int>(entry.AsSpan(4)) == interfaceIndex && Address(entry) is { } address)
            {
                found.Add(address);
            }
        }

        return found;
    }

    public void AddProxy(int interfaceIndex, IPAddress address)
        => NetlinkSocket.Ask(New, Acknowledged | Create, Body(interfaceIndex, address), T($"to answer for {address}"));

    public void RemoveProxy(int interfaceIndex, IPAddress address)
        => NetlinkSocket.Ask(Delete, Acknowledged, Body(interfaceIndex, address), T($"to answer for {address} no longer"));

    private static byte[] Body(int interfaceIndex, IPAddress? address)
    {
        var header = new byte[HeaderSize];
        header[0] = Inet6;
        MemoryMarshal.Write(header.AsSpan(4), interfaceIndex);
        MemoryMarshal.Write(header.AsSpan(8), (ushort)Permanent);
        header[10] = Proxy;
        return address is { AddressFamily: AddressFamily.InterNetworkV6 } ? NetlinkAttributes.With(header, Destination, address.GetAddressBytes()) : header;
    }

    private static IPAddress? Address(byte[] entry)
        => NetlinkAttributes.Find(entry, HeaderSize, Destination) is { Length: AddressSize } bytes ? new IPAddress(bytes) : null;
}
