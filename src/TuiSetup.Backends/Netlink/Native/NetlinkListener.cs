using System.Runtime.InteropServices;

namespace TuiSetup.Backends.Netlink.Native;

/// <summary>What the kernel tells everyone over netlink(7) when something changes, in the network namespace of this process.</summary>
internal static unsafe partial class NetlinkListener
{
    /// <summary>NETLINK_ROUTE: interfaces and addresses. NETLINK_NETFILTER: the tables of nftables.</summary>
    public const int Route = 0, Netfilter = 12;

    /// <summary>RTMGRP_LINK, RTMGRP_IPV4_IFADDR and RTMGRP_IPV6_IFADDR; NFNLGRP_NFTABLES.</summary>
    private const uint RouteGroups = 0x1 | 0x10 | 0x100, NftablesGroup = 1 << 6;

    private const int AfNetlink = 16, SockRaw = 3, CloseOnExec = 0x80000;

    /// <summary>ENOBUFS: more happened than could be told, which is news too; EINTR.</summary>
    private const int NoBuffers = 105, Interrupted = 4;

    /// <summary>Calls back from a thread of its own whenever something changed; what, is for the callee to look up.</summary>
    /// <param name="protocol"><see cref="Route"/> or <see cref="Netfilter"/>.</param>
    /// <param name="changed">Is called after each message.</param>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static void Start(int protocol, Action changed)
    {
        const string doing = "to tell of changes";
        var descriptor = socket(AfNetlink, SockRaw | CloseOnExec, protocol);
        var address = new Address { Family = AfNetlink, Groups = protocol == Route ? RouteGroups : NftablesGroup };
        if (descriptor < 0 || bind(descriptor, &address, sizeof(Address)) != 0)
        {
            throw new NetlinkException(Marshal.GetLastPInvokeError(), doing);
        }

        new Thread(() => Listen(descriptor, changed)) { IsBackground = true, Name = "netlink" }.Start();
    }

    private static void Listen(int descriptor, Action changed)
    {
        var buffer = new byte[1 << 16];
        while (true)
        {
            nint count;
            fixed (byte* bytes = buffer)
            {
                count = recv(descriptor, bytes, (nuint)buffer.Length, 0);
            }

            if (count < 0 && Marshal.GetLastPInvokeError() is not (NoBuffers or Interrupted))
            {
                return;
            }

            changed();
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int socket(int family, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int bind(int descriptor, Address* address, int size);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint recv(int descriptor, byte* data, nuint length, int flags);

    /// <summary>struct sockaddr_nl.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Address
    {
        public ushort Family, Padding;
        public uint Port, Groups;
    }
}
