using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using TuiSetup.Backends.Netlink.Native;

namespace TuiSetup.Backends.Netlink;

/// <summary>An interface as bridges see it.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsUp">Whether it is set up, with a cable or without.</param>
/// <param name="Master">Number of the bridge, or whatever else, that has it as a port; 0: none.</param>
/// <param name="IsHairpin">Whether its bridge sends frames out where they came in.</param>
/// <param name="IsLearning">Whether its bridge learns addresses from it.</param>
internal sealed record BridgePort(int Index, string Name, bool IsUp, int Master, bool IsHairpin, bool IsLearning);

/// <summary>Bridges of the kernel in the network namespace of this thread (rtnetlink(7)): RTM_NEWLINK, RTM_DELLINK and RTM_GETLINK.</summary>
internal static class Bridges
{
    private const ushort New = 16, Delete = 17, Get = 18;

    /// <summary>NLM_F_REQUEST and NLM_F_ACK; NLM_F_DUMP; NLM_F_CREATE and NLM_F_EXCL.</summary>
    private const int Acknowledged = 0x1 | 0x4, Dump = 0x1 | 0x300, Create = 0x400 | 0x200;

    /// <summary>Size of struct ifinfomsg, and in it the number, the flags and those that are to be changed; IFF_UP.</summary>
    private const int HeaderSize = 16, IndexAt = 4, FlagsAt = 8, ChangeAt = 12, Up = 1;

    /// <summary>IFLA_IFNAME, IFLA_MASTER and IFLA_LINKINFO; in it IFLA_INFO_KIND, _DATA, _SLAVE_KIND and _SLAVE_DATA.</summary>
    private const int NameAttribute = 3, MasterAttribute = 10, InfoAttribute = 18, Kind = 1, Data = 2, PortKind = 4, PortData = 5;

    /// <summary>IFLA_BR_MCAST_SNOOPING; IFLA_BRPORT_MODE, which is the hairpin, and IFLA_BRPORT_LEARNING.</summary>
    private const int Snooping = 23, Hairpin = 4, Learning = 8;

    private static readonly byte[] BridgeKind = "bridge\0"u8.ToArray();

    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static ImmutableArray<BridgePort> Interfaces()
        => [.. NetlinkSocket.Ask(Get, Dump, new byte[HeaderSize], T("the list of interfaces")).Where(entry => entry.Length >= HeaderSize).Select(Read)];

    /// <summary>Null when there is no such interface.</summary>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static BridgePort? Find(string name) => Interfaces().FirstOrDefault(link => link.Name == name);

    /// <summary>A bridge that passes on every multicast frame, whoever asked for it.</summary>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static void Add(string name)
    {
        var info = NetlinkAttributes.With(NetlinkAttributes.With([], Kind, BridgeKind), Data, NetlinkAttributes.With([], Snooping, [0]));
        var body = NetlinkAttributes.With(new byte[HeaderSize], NameAttribute, Encoding.UTF8.GetBytes(name + '\0'));
        NetlinkSocket.Ask(New, Acknowledged | Create, NetlinkAttributes.With(body, InfoAttribute, info), T($"the bridge {name}"));
    }

    /// <summary>Its ports stay as interfaces of their own.</summary>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static void Remove(BridgePort bridge) => NetlinkSocket.Ask(Delete, Acknowledged, Header(bridge), T($"to remove the bridge {bridge.Name}"));

    /// <param name="link">The interface.</param>
    /// <param name="bridge">Whose port it becomes; null: nobody's.</param>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static void SetMaster(BridgePort link, BridgePort? bridge)
        => NetlinkSocket.Ask(New, Acknowledged, NetlinkAttributes.With(Header(link), MasterAttribute, BitConverter.GetBytes(bridge?.Index ?? 0)), bridge is null ? T($"to take {link.Name} out of its bridge") : T($"{link.Name} as a port of {bridge.Name}"));

    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static void SetHairpin(BridgePort port, bool isOn) => SetPort(port, Hairpin, isOn, "hairpin");

    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static void SetLearning(BridgePort port, bool isOn) => SetPort(port, Learning, isOn, "learning");

    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static void SetUp(BridgePort link, bool isUp)
    {
        var header = Header(link);
        MemoryMarshal.Write(header.AsSpan(FlagsAt), isUp ? Up : 0);
        MemoryMarshal.Write(header.AsSpan(ChangeAt), Up);
        NetlinkSocket.Ask(New, Acknowledged, header, T($"to set {link.Name} {(isUp ? T("up") : T("down"))}"));
    }

    private static void SetPort(BridgePort port, int attribute, bool isOn, string what)
    {
        var info = NetlinkAttributes.With(NetlinkAttributes.With([], PortKind, BridgeKind), PortData, NetlinkAttributes.With([], attribute, [(byte)(isOn ? 1 : 0)]));
        NetlinkSocket.Ask(New, Acknowledged, NetlinkAttributes.With(Header(port), InfoAttribute, info), T($"{what} {(isOn ? T("on") : T("off"))} at {port.Name}"));
    }

    private static byte[] Header(BridgePort link)
    {
        var header = new byte[HeaderSize];
        MemoryMarshal.Write(header.AsSpan(IndexAt), link.Index);
        return header;
    }

    private static BridgePort Read(byte[] entry)
    {
        var info = NetlinkAttributes.Find(entry, HeaderSize, InfoAttribute);
        var port = NetlinkAttributes.Find(info, 0, PortKind).TrimEnd((byte)0).SequenceEqual("bridge"u8) ? NetlinkAttributes.Find(info, 0, PortData) : [];
        return new BridgePort(
            MemoryMarshal.Read<int>(entry.AsSpan(IndexAt)),
            Encoding.UTF8.GetString(NetlinkAttributes.Find(entry, HeaderSize, NameAttribute).TrimEnd((byte)0)),
            (MemoryMarshal.Read<int>(entry.AsSpan(FlagsAt)) & Up) != 0,
            NetlinkAttributes.FindNumber(entry, HeaderSize, MasterAttribute) ?? 0,
            NetlinkAttributes.Find(port, 0, Hairpin) is [1],
            NetlinkAttributes.Find(port, 0, Learning) is [1]);
    }
}
