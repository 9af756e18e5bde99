using System.Collections.Immutable;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using TuiSetup.Backends.Netlink;
using TuiSetup.Backends.Probes.Native;

namespace TuiSetup.Backends.Probes;

/// <summary>Where a host's frames can be sent and seen: its interface, and the namespace in which it is.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Namespace">Where it is.</param>
/// <param name="Link">Its interface.</param>
/// <param name="Addresses">First those of IPv4; those of IPv6 that are of its link alone come last.</param>
internal sealed record ProbePoint(string Name, NetworkNamespace Namespace, Link Link, ImmutableArray<LinkAddress> Addresses)
{
    private static readonly AddressFamily[] Families = [AddressFamily.InterNetwork, AddressFamily.InterNetworkV6];

    public PhysicalAddress Mac => Link.Mac;

    /// <summary>Its first address of a family; empty when it has none.</summary>
    public string AddressOf(AddressFamily family) => Addresses.FirstOrDefault(address => address.Address.AddressFamily == family)?.Address.ToString() ?? "";

    /// <summary>A way of each family in which frames between them need no router; none where both are the same kernel's, which drops its own.</summary>
    public IEnumerable<ProbeWay> WaysTo(ProbePoint other)
        => ReferenceEquals(Namespace, other.Namespace)
            ? []
            : Families.Select(family => Addresses.Where(address => address.Address.AddressFamily == family)
                .SelectMany(from => other.Addresses.Where(to => from.IsNextTo(to.Address)).Select(to => new ProbeWay(Mac, from.Address, to.Address, other.Mac)))
                .FirstOrDefault()).OfType<ProbeWay>();
}

/// <summary>From whom to whom a probe goes, and to which MAC address first.</summary>
internal sealed record ProbeWay(PhysicalAddress Mac, IPAddress From, IPAddress To, PhysicalAddress NextHop)
{
    public bool IsIpv6 => To.AddressFamily == AddressFamily.InterNetworkV6;
}
