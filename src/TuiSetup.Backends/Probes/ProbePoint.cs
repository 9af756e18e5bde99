using System.Net;
using System.Net.NetworkInformation;
using TuiSetup.Backends.Netlink;
using TuiSetup.Backends.Probes.Native;

namespace TuiSetup.Backends.Probes;

/// <summary>Where a host's frames can be sent and seen: its interface, and the namespace in which it is.</summary>
internal sealed record ProbePoint(string Name, NetworkNamespace Namespace, Link Link, IPAddress Address, int PrefixLength)
{
    public PhysicalAddress Mac => Link.Mac;

    /// <summary>Whether frames between them need no router, and are not for the same kernel, which drops its own.</summary>
    public bool CanReach(ProbePoint other)
        => !ReferenceEquals(Namespace, other.Namespace) && new IPNetwork(Masked(Address, PrefixLength), PrefixLength).Contains(other.Address);

    private static IPAddress Masked(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPAddress(bytes);
    }
}
