using System.Net;

namespace TuiSetup.Backends.Netlink;

/// <summary>Addresses of others for which this machine answers neighbour discovery (ip neighbour add proxy).</summary>
internal interface INeighbours
{
    /// <summary>The IPv6 addresses that are answered for on an interface.</summary>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    IReadOnlyList<IPAddress> Proxies(int interfaceIndex);

    /// <exception cref="NetlinkException">The kernel refused.</exception>
    void AddProxy(int interfaceIndex, IPAddress address);

    /// <exception cref="NetlinkException">The kernel refused.</exception>
    void RemoveProxy(int interfaceIndex, IPAddress address);
}
