using System.Net.Sockets;
using TuiSetup.Backends.Netlink;
using TuiSetup.Backends.Probes.Native;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Probes;

/// <summary>
/// Finds the hosts behind interfaces of this machine: the other end of a veth pair, also in another network namespace,
/// or the interface itself where the host has it (an internal port of Open vSwitch), also after it was moved.
/// </summary>
internal sealed class ProbePoints : IDisposable
{
    private readonly List<NetworkNamespace> _others = [];
    private readonly Dictionary<NetworkNamespace, (IReadOnlyList<Link> Links, IReadOnlyList<LinkAddress> Addresses)> _seen = [];
    private readonly Dictionary<int, NetworkNamespace> _byNumber = [];

    /// <exception cref="BackendException">The kernel refused.</exception>
    public ProbePoints()
    {
        foreach (var other in NetworkNamespace.Others())
        {
            if (!Links.TryGetNumber(other.Descriptor, out var number))
            {
                other.Dispose();
                continue;
            }

            _others.Add(other);
            if (number is { } known)
            {
                _byNumber.TryAdd(known, other);
            }
        }
    }

    /// <summary>The host behind an interface.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="device">The interface's name.</param>
    /// <param name="mac">Its MAC address, by which it is found in other namespaces; empty when it is not known.</param>
    /// <param name="missing">Why there is none, as a sentence.</param>
    /// <exception cref="BackendException">The kernel refused.</exception>
    public ProbePoint? Find(string name, string device, string mac, out string missing)
    {
        missing = "";
        if (Locate(device, mac) is not var (home, link))
        {
            missing = T("Its host is not on this machine, so nothing can be sent from there.");
            return null;
        }

        if (See(home).Addresses.Where(address => address.Index == link.Index).ToList() is { Count: > 0 } addresses)
        {
            return new ProbePoint(name, home, link, [.. addresses.OrderBy(address => address.Address.AddressFamily == AddressFamily.InterNetworkV6).ThenBy(address => address.Address.IsIPv6LinkLocal)]);
        }

        missing = T($"Its interface {link.Name} has no IP address.");
        return null;
    }

    /// <summary>Where the frames of a port can be seen; null: not on this machine.</summary>
    /// <param name="device">Name of its interface.</param>
    /// <param name="mac">Its MAC address.</param>
    /// <param name="isInternal">Whether the host has the interface itself: what it sends comes into the switch.</param>
    /// <exception cref="BackendException">The kernel refused.</exception>
    public ProbeWire? FindWire(string device, string mac, bool isInternal)
        => See(NetworkNamespace.Own).Links.FirstOrDefault(link => link.Name == device) is { } own ? new ProbeWire(NetworkNamespace.Own, own, isInternal)
            : isInternal && Locate(device, mac) is var (home, link) ? new ProbeWire(home, link, isInternal)
            : null;

    public void Dispose()
    {
        foreach (var other in _others)
        {
            other.Dispose();
        }
    }

    private (NetworkNamespace Home, Link Link)? Locate(string device, string mac)
    {
        if (See(NetworkNamespace.Own).Links.FirstOrDefault(link => link.Name == device) is { } own)
        {
            return own switch
            {
                { PeerNamespace: { } number } => _byNumber.TryGetValue(number, out var there) && See(there).Links.FirstOrDefault(link => link.Index == own.Peer) is { } peer ? (there, peer) : null,
                { Peer: > 0 } when own.Peer != own.Index => See(NetworkNamespace.Own).Links.FirstOrDefault(link => link.Index == own.Peer) is { } peer ? (NetworkNamespace.Own, peer) : null,
                _ when See(NetworkNamespace.Own).Addresses.Any(address => address.Index == own.Index) => (NetworkNamespace.Own, own),
                _ => null,
            };
        }

        var wanted = mac.Replace(":", "", StringComparison.Ordinal);
        foreach (var other in _others.Where(_ => wanted.Length > 0))
        {
            if (See(other).Links.FirstOrDefault(link => link.Name == device && link.Mac.ToString().Equals(wanted, StringComparison.OrdinalIgnoreCase)) is { } moved)
            {
                return (other, moved);
            }
        }

        return null;
    }

    private (IReadOnlyList<Link> Links, IReadOnlyList<LinkAddress> Addresses) See(NetworkNamespace place)
    {
        if (!_seen.TryGetValue(place, out var seen))
        {
            seen = place.Run<(IReadOnlyList<Link>, IReadOnlyList<LinkAddress>)>(() => (Links.All(), Links.Addresses()));
            _seen.Add(place, seen);
        }

        return seen;
    }
}
