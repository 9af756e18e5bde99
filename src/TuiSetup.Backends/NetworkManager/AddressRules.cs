using System.Net;
using System.Net.Sockets;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.NetworkManager;

/// <summary>What is wrong with the addresses of one family.</summary>
internal static class AddressRules
{
    public static IEnumerable<Problem> Check(FamilyRequest family, NetworkRequest request, NetworkFacts facts)
    {
        string[] methods = family.IsIp6 ? ["auto", "dhcp", "manual", "link-local", "ignore", "disabled"] : ["auto", "manual", "link-local", "shared", "disabled"];
        if (family.Method.Length > 0 && !methods.Contains(family.Method))
        {
            yield return Problem.Error(family.MethodField, T($"'{family.Method}' is no method for {family.Family}."), T($"Use {string.Join(", ", methods)}."));
        }

        if (family.Method == "manual" && family.Addresses.IsEmpty)
        {
            yield return Problem.Error(family.AddressesField, T($"The method manual of {family.Family} needs an address."), T("Give it with its prefix length, such as ") + (family.IsIp6 ? "2001:db8::5/64." : "192.0.2.5/24."));
        }

        foreach (var problem in family.Addresses.SelectMany(address => CheckAddress(address, family, request, facts)))
        {
            yield return problem;
        }

        foreach (var problem in CheckGateway(family))
        {
            yield return problem;
        }
    }

    /// <summary>An address alone, in its usual notation.</summary>
    public static bool IsAddress(string text)
        => IPAddress.TryParse(text, out var address) && (address.AddressFamily == AddressFamily.InterNetworkV6 ? text.AsSpan().IndexOfAny("[]%") < 0 : address.ToString() == text);

    /// <summary>An address with a prefix length.</summary>
    public static bool TryNetwork(string text, out IPAddress address, out int length)
    {
        (address, length) = (IPAddress.None, 0);
        if (text.Split('/') is not [var host, var bits] || !IsAddress(host) || !int.TryParse(bits, out length))
        {
            return false;
        }

        address = IPAddress.Parse(host);
        return length >= 0 && length <= (address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
    }

    private static IEnumerable<Problem> CheckAddress(string text, FamilyRequest family, NetworkRequest request, NetworkFacts facts)
    {
        if (!TryNetwork(text, out var address, out var length) || IsIp6(address) != family.IsIp6)
        {
            yield return Problem.Error(family.AddressesField, T($"'{text}' is not an address of {family.Family} with a prefix length."), T("Give it such as ") + (family.IsIp6 ? "2001:db8::5/64." : "192.0.2.5/24."));
            yield break;
        }

        var most = family.IsIp6 ? 128 : 32;
        if (length == 0 || IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) || IsMulticast(address))
        {
            yield return Problem.Error(family.AddressesField, T($"{text} cannot be the address of a card."), T("Use one of your network."));
        }
        else if (!family.IsIp6 && length < most - 1 && (Host(address, length) is 0 || Host(address, length) == (1UL << (32 - length)) - 1))
        {
            var what = Host(address, length) == 0 ? T("the network itself") : T("the broadcast address of the network");
            yield return Problem.Error(family.AddressesField, T($"{text} is {what}."), T("Use an address between them."));
        }

        var own = request.IsVirtual ? request.Interface : facts.Find(request.Device)?.Interface;
        if (facts.Snapshot.Devices.FirstOrDefault(device => device.Interface != own && !request.Ports.Contains(device.Interface) && device.Addresses.Any(other => other.Split('/')[0] == address.ToString())) is { } taken)
        {
            yield return Problem.Error(family.AddressesField, T($"{taken.Interface} has the address {address} already."), T("Use another one."));
        }
    }

    private static IEnumerable<Problem> CheckGateway(FamilyRequest family)
    {
        if (family.Gateway.Length == 0)
        {
            yield break;
        }

        if (!IsAddress(family.Gateway) || IsIp6(IPAddress.Parse(family.Gateway)) != family.IsIp6)
        {
            yield return Problem.Error(family.GatewayField, T($"'{family.Gateway}' is not an address of {family.Family}."), T("Enter the gateway's address, without a prefix length."));
            yield break;
        }

        var gateway = IPAddress.Parse(family.Gateway);
        var networks = family.Addresses.Where(text => TryNetwork(text, out _, out _)).ToList();
        if (networks.Count == 0)
        {
            if (family.Method is not "")
            {
                yield return Problem.Error(family.GatewayField, T($"A gateway needs an address of its network, and {family.Family} has none."), T("Give an address, or leave the gateway to DHCP."));
            }

            yield break;
        }

        if (networks.Any(text => text.Split('/')[0] == gateway.ToString()))
        {
            yield return Problem.Error(family.GatewayField, T($"{gateway} is the card's own address."), T("Enter the address of the router."));
        }
        else if (!(family.IsIp6 && gateway.IsIPv6LinkLocal) && !networks.Any(text => Contains(text, gateway)))
        {
            yield return Problem.Error(family.GatewayField, T($"The gateway {gateway} is not in the network of {string.Join(", ", networks)}."), T("Correct the gateway, the address, or the prefix length."));
        }
    }

    private static bool Contains(string network, IPAddress address)
    {
        _ = TryNetwork(network, out var own, out var length);
        byte[] left = own.GetAddressBytes(), right = address.GetAddressBytes();
        for (var bit = 0; bit < length; bit++)
        {
            var mask = 0x80 >> (bit % 8);
            if ((left[bit / 8] & mask) != (right[bit / 8] & mask))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The part of an IPv4 address that is behind the prefix.</summary>
    private static ulong Host(IPAddress address, int length)
        => address.GetAddressBytes().Aggregate(0UL, (number, octet) => (number << 8) | octet) & ((1UL << (32 - length)) - 1);

    private static bool IsIp6(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6;

    private static bool IsMulticast(IPAddress address) => address.IsIPv6Multicast || (!IsIp6(address) && address.GetAddressBytes()[0] >= 224);
}
