using System.Collections.Immutable;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using TuiSetup.Backends.Netlink;

namespace TuiSetup.Backends.Relay;

/// <summary>An interface of this machine: its addresses, the routers behind it, and what has it as a port.</summary>
internal sealed record RelayInterface(string Name, string Mac, bool IsUp, ImmutableArray<IPAddress> Addresses, ImmutableArray<IPAddress> Gateways)
{
    /// <summary>The bridge, or whatever else, that has it as a port; empty: nothing.</summary>
    public string Master { get; init; } = "";

    /// <summary>Whether nothing uses it.</summary>
    public bool IsFree => Master.Length == 0 && !Addresses.Any(IsGlobal);

    /// <summary>All but the loopback and the bridge of a relay, those with addresses first.</summary>
    public static ImmutableArray<RelayInterface> ReadAll()
    {
        var links = Bridges.Interfaces();
        var masters = links.Where(link => link.Master != 0).ToDictionary(link => link.Name, link => links.FirstOrDefault(master => master.Index == link.Master)?.Name ?? T("another machine's"));
        return [.. NetworkInterface.GetAllNetworkInterfaces()
            .Where(link => link.NetworkInterfaceType != NetworkInterfaceType.Loopback && link.Name != RelayBridge.Name)
            .Select(link => Read(link) with { Master = masters.GetValueOrDefault(link.Name, "") })
            .OrderByDescending(link => link.Addresses.Any(IsGlobal)).ThenBy(link => link.Name, StringComparer.Ordinal)];
    }

    public static bool IsGlobal(IPAddress address) => !address.IsIPv6LinkLocal && !IPAddress.IsLoopback(address);

    public bool HasFamily(bool isIpv6) => Addresses.Any(address => address.AddressFamily == (isIpv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork) && IsGlobal(address));

    /// <summary>For a list: its addresses, or why it has none.</summary>
    public string Describe()
        => string.Join(", ", new[] { string.Join(" ", Addresses.Where(IsGlobal)), Master.Length > 0 ? T("port of ") + Master : "", IsUp ? "" : "down" }.Where(part => part.Length > 0).DefaultIfEmpty(T("no address")));

    private static RelayInterface Read(NetworkInterface link)
    {
        var properties = link.GetIPProperties();
        return new RelayInterface(
            link.Name, link.GetPhysicalAddress().ToString(), link.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown,
            [.. properties.UnicastAddresses.Select(address => new IPAddress(address.Address.GetAddressBytes()))],
            [.. properties.GatewayAddresses.Select(gateway => gateway.Address).Where(address => !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any))]);
    }
}
