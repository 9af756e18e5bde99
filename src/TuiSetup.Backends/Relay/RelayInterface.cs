using System.Collections.Immutable;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace TuiSetup.Backends.Relay;

/// <summary>An interface of this machine: its addresses, and the routers behind it.</summary>
internal sealed record RelayInterface(string Name, string Mac, bool IsUp, ImmutableArray<IPAddress> Addresses, ImmutableArray<IPAddress> Gateways)
{
    /// <summary>All but the loopback, those with addresses first.</summary>
    public static ImmutableArray<RelayInterface> ReadAll()
        => [.. NetworkInterface.GetAllNetworkInterfaces()
            .Where(link => link.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .Select(Read)
            .OrderByDescending(link => link.Addresses.Any(IsGlobal)).ThenBy(link => link.Name, StringComparer.Ordinal)];

    public static bool IsGlobal(IPAddress address) => !address.IsIPv6LinkLocal && !IPAddress.IsLoopback(address);

    public bool HasFamily(bool isIpv6) => Addresses.Any(address => address.AddressFamily == (isIpv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork) && IsGlobal(address));

    /// <summary>For a list: its addresses, or why it has none.</summary>
    public string Describe()
        => string.Join(", ", new[] { string.Join(" ", Addresses.Where(IsGlobal)), IsUp ? "" : "down" }.Where(part => part.Length > 0).DefaultIfEmpty("no address"));

    private static RelayInterface Read(NetworkInterface link)
    {
        var properties = link.GetIPProperties();
        return new RelayInterface(
            link.Name, link.GetPhysicalAddress().ToString(), link.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown,
            [.. properties.UnicastAddresses.Select(address => new IPAddress(address.Address.GetAddressBytes()))],
            [.. properties.GatewayAddresses.Select(gateway => gateway.Address).Where(address => !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any))]);
    }
}
