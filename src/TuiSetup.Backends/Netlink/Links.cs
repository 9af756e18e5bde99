using System.Collections.Immutable;
using System.Net;
using System.Net.NetworkInformation;
using System.Text;
using System.Runtime.InteropServices;
using TuiSetup.Backends.Netlink.Native;

namespace TuiSetup.Backends.Netlink;

/// <summary>An interface as rtnetlink(7) has it.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Mac">Its MAC address.</param>
/// <param name="Peer">Number of the interface at its other end (IFLA_LINK); its own, or 0, when there is none.</param>
/// <param name="PeerNamespace">What this namespace calls the one in which the other end is (IFLA_LINK_NETNSID); null: this one.</param>
internal sealed record Link(int Index, string Name, PhysicalAddress Mac, int Peer, int? PeerNamespace);

/// <summary>An address of an interface.</summary>
internal sealed record LinkAddress(int Index, IPAddress Address, int PrefixLength)
{
    /// <summary>Whether frames to an address need no router.</summary>
    public bool IsNextTo(IPAddress other) => other.AddressFamily == Address.AddressFamily && new IPNetwork(Masked(), PrefixLength).Contains(other);

    private IPAddress Masked()
    {
        var bytes = Address.GetAddressBytes();
        for (var bit = PrefixLength; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPAddress(bytes);
    }
}

/// <summary>Interfaces in the network namespace of this thread: RTM_GETLINK, RTM_GETADDR and RTM_GETNSID.</summary>
internal static class Links
{
    private const ushort GetLink = 18, GetAddress = 22, GetNamespace = 90;

    /// <summary>NLM_F_REQUEST and NLM_F_DUMP; NLM_F_REQUEST and NLM_F_ACK.</summary>
    private const int Dump = 0x1 | 0x300, Acknowledged = 0x1 | 0x4;

    /// <summary>Sizes of struct ifinfomsg, struct ifaddrmsg, and struct rtgenmsg with its padding.</summary>
    private const int LinkHeader = 16, AddressHeader = 8, GeneralHeader = 4;

    /// <summary>IFLA_ADDRESS, IFLA_IFNAME, IFLA_LINK, IFLA_LINK_NETNSID; NETNSA_NSID, NETNSA_FD.</summary>
    private const int MacAttribute = 1, NameAttribute = 3, LinkAttribute = 5, LinkNamespaceAttribute = 37, NamespaceAttribute = 1, DescriptorAttribute = 3;

    /// <summary>IFA_ADDRESS and IFA_LOCAL; AF_INET and AF_INET6; IFA_F_TENTATIVE and IFA_F_DADFAILED: nobody may use it.</summary>
    private const int AddressAttribute = 1, LocalAttribute = 2, Inet = 2, Inet6 = 10, Unusable = 0x40 | 0x08;

    /// <summary>EINVAL.</summary>
    private const int NotOne = 22;

    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static ImmutableArray<Link> All()
        => [.. NetlinkSocket.Ask(GetLink, Dump, new byte[LinkHeader], T("the list of interfaces")).Where(entry => entry.Length >= LinkHeader).Select(Read)];

    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static ImmutableArray<LinkAddress> Addresses()
        => [.. NetlinkSocket.Ask(GetAddress, Dump, new byte[AddressHeader], T("the list of addresses"))
            .Where(entry => entry.Length >= AddressHeader && (entry[2] & Unusable) == 0).Select(ReadAddress).OfType<LinkAddress>()];

    /// <summary>What this namespace calls another one, of which a descriptor is open.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="number">Null when it has no number for it.</param>
    /// <returns>False: the descriptor is not that of a network namespace.</returns>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static bool TryGetNumber(int descriptor, out int? number)
    {
        var body = NetlinkAttributes.With(new byte[GeneralHeader], DescriptorAttribute, BitConverter.GetBytes(descriptor));
        try
        {
            number = NetlinkSocket.Ask(GetNamespace, Acknowledged, body, T("the number of a network namespace"))
                .Select(entry => NetlinkAttributes.FindNumber(entry, GeneralHeader, NamespaceAttribute)).FirstOrDefault() is >= 0 and var known ? known : null;
            return true;
        }
        catch (NetlinkException other) when (other.Error == NotOne)
        {
            number = null;
            return false;
        }
    }

    private static Link Read(byte[] entry) => new(
        MemoryMarshal.Read<int>(entry.AsSpan(4)),
        Encoding.UTF8.GetString(NetlinkAttributes.Find(entry, LinkHeader, NameAttribute).TrimEnd((byte)0)),
        new PhysicalAddress(NetlinkAttributes.Find(entry, LinkHeader, MacAttribute).ToArray()),
        NetlinkAttributes.FindNumber(entry, LinkHeader, LinkAttribute) ?? 0,
        NetlinkAttributes.FindNumber(entry, LinkHeader, LinkNamespaceAttribute));

    private static LinkAddress? ReadAddress(byte[] entry)
    {
        var address = NetlinkAttributes.Find(entry, AddressHeader, entry[0] == Inet ? LocalAttribute : AddressAttribute);
        return (entry[0], address.Length) is (Inet, 4) or (Inet6, 16) ? new LinkAddress(MemoryMarshal.Read<int>(entry.AsSpan(4)), new IPAddress(address), entry[1]) : null;
    }
}
