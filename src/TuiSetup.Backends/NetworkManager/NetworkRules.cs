using System.Net;
using System.Text.RegularExpressions;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.NetworkManager;

/// <summary>What is wrong with a request, given the devices and profiles that there are.</summary>
internal static partial class NetworkRules
{
    /// <summary>IFNAMSIZ of the kernel, without its end.</summary>
    private const int MaxInterfaceName = 15;

    private static readonly string[] Types = [NetworkRequest.Ethernet, NetworkRequest.Vlan, NetworkRequest.Bridge, NetworkRequest.Bond];

    public static IEnumerable<Problem> Check(NetworkRequest request, NetworkFacts facts)
        => CheckDevice(request, facts)
            .Concat(CheckVirtual(request, facts))
            .Concat(AddressRules.Check(request.Ipv4, request, facts))
            .Concat(AddressRules.Check(request.Ipv6, request, facts))
            .Concat(CheckNames(request))
            .Concat(CheckRoutes(request))
            .Concat(CheckSession(request, facts));

    private static IEnumerable<Problem> CheckDevice(NetworkRequest request, NetworkFacts facts)
    {
        if (!Types.Contains(request.Type))
        {
            yield return Problem.Error(NetworkRequest.TypeField, T($"'{request.Type}' is no type of connection."), T("Use ethernet, vlan, bridge or bond."));
        }

        if (request.Device.Length == 0 || request.Type is NetworkRequest.Bridge or NetworkRequest.Bond)
        {
            yield break;
        }

        var named = facts.Snapshot.Devices.Where(device => device.Interface == request.Device || device.HasMac(request.Device)).ToList();
        if (named.Count != 1)
        {
            yield return named.Count == 0
                ? Problem.Error(NetworkRequest.DeviceField, T($"There is no network card '{request.Device}'."), T($"The cards are {Cards(facts)}."))
                : Problem.Error(NetworkRequest.DeviceField, T($"'{request.Device}' is {named.Count} network cards: {string.Join(", ", named.Select(device => device.Interface))}."), T("Name one by its interface."));
            yield break;
        }

        var card = named[0];
        if (request.Mac.Length > 0 && !card.HasMac(request.Mac))
        {
            var other = facts.Snapshot.Devices.FirstOrDefault(device => device.HasMac(request.Mac));
            yield return Problem.Error(
                NetworkRequest.MacField,
                T($"{card.Interface} has the MAC address {card.HwAddress}, not {request.Mac}."),
                other is null ? T($"The cards are {Cards(facts)}.") : T($"{request.Mac} is {other.Interface}."));
        }

        if (!card.IsManaged)
        {
            yield return Problem.Error(NetworkRequest.DeviceField, T($"NetworkManager does not manage {card.Interface}."), T("Something else does, such as /etc/network/interfaces: take it out there, or choose another."));
        }
        else if (card.State == NmDeviceState.Unavailable)
        {
            yield return Problem.Warning(NetworkRequest.DeviceField, T($"{card.Interface} has no cable, or the other side is off."), T("The connection is kept, and comes up with the cable."));
        }
    }

    private static IEnumerable<Problem> CheckVirtual(NetworkRequest request, NetworkFacts facts)
    {
        if (!request.IsVirtual)
        {
            yield break;
        }

        if (request.Interface.Length == 0)
        {
            yield return Problem.Error(NetworkRequest.InterfaceField, T("The interface needs a name."), T("Give it one, such as br0."));
        }
        else if (request.Interface.Length > MaxInterfaceName || !InterfaceForm().IsMatch(request.Interface))
        {
            yield return Problem.Error(NetworkRequest.InterfaceField, T($"'{request.Interface}' cannot name an interface."), T($"Use 1 to {MaxInterfaceName} characters without spaces, slashes and colons."));
        }
        else if (facts.Snapshot.Device(request.Interface) is { } taken && facts.ProfileOf(request) is null)
        {
            yield return Problem.Error(NetworkRequest.InterfaceField, T($"There is an interface '{taken.Interface}' already."), T("Choose another name."));
        }

        if (request.Type == NetworkRequest.Vlan)
        {
            if (request.VlanId is null or < 1 or > 4094)
            {
                yield return Problem.Error(NetworkRequest.VlanField, T("A VLAN needs an ID from 1 to 4094."), T("Enter it."));
            }

            if (request.Device.Length == 0)
            {
                yield return Problem.Error(NetworkRequest.DeviceField, T("A VLAN needs the network card that carries it."), T($"The cards are {Cards(facts)}."));
            }

            yield break;
        }

        if (request.Type == NetworkRequest.Bond && request.Ports.IsEmpty)
        {
            yield return Problem.Error(NetworkRequest.PortsField, T("A bond needs at least one port."), T($"The cards are {Cards(facts)}."));
        }

        foreach (var port in request.Ports.Where(port => facts.Find(port) is not { IsManaged: true }))
        {
            yield return Problem.Error(NetworkRequest.PortsField, T($"There is no network card '{port}' that NetworkManager manages."), T($"The cards are {Cards(facts)}."));
        }
    }

    /// <summary>What is wrong with name servers and search domains.</summary>
    public static IEnumerable<Problem> CheckNames(IEnumerable<string> servers, IEnumerable<string> domains)
        => servers.Where(server => !AddressRules.IsAddress(server))
            .Select(server => Problem.Error(NetworkRequest.DnsField, T($"'{server}' is not the address of a name server."), T("Give IP addresses, with commas between them.")))
            .Concat(domains.Where(domain => !DomainForm().IsMatch(domain))
                .Select(domain => Problem.Error(NetworkRequest.SearchField, T($"'{domain}' is not a domain."), T("Give names such as example.com, with commas between them."))));

    private static IEnumerable<Problem> CheckNames(NetworkRequest request)
    {
        foreach (var problem in CheckNames(request.Dns, request.Search))
        {
            yield return problem;
        }

        if (request.Mtu is < 68 or > 65535)
        {
            yield return Problem.Error(NetworkRequest.MtuField, T($"The MTU cannot be {request.Mtu}."), T("Use 68 to 65535; 1500 is usual."));
        }
        else if (request.Mtu is < 1280 && request.Ipv6.Method is not ("" or "ignore" or "disabled"))
        {
            yield return Problem.Error(NetworkRequest.MtuField, T($"IPv6 needs an MTU of 1280 at least, and this is {request.Mtu}."), T("Make it larger, or do without IPv6."));
        }
    }

    private static IEnumerable<Problem> CheckRoutes(NetworkRequest request)
    {
        foreach (var route in request.Routes)
        {
            var parts = route.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var isGood = parts.Length is 1 or 2 or 3 && AddressRules.TryNetwork(parts[0], out var destination, out _)
                && (parts.Length < 2 || (IPAddress.TryParse(parts[1], out var hop) && hop.AddressFamily == destination.AddressFamily))
                && (parts.Length < 3 || uint.TryParse(parts[2], out _));
            if (!isGood)
            {
                yield return Problem.Error(NetworkRequest.RoutesField, T($"'{route}' is not a route."), T("Give destination, next hop and, if need be, a metric, such as 10.0.0.0/8 192.0.2.1 50."));
            }
        }
    }

    private static IEnumerable<Problem> CheckSession(NetworkRequest request, NetworkFacts facts)
    {
        var touched = request.Ports.Append(request.IsVirtual ? "" : request.Device).Select(facts.Find).OfType<NmDevice>();
        foreach (var device in touched.Where(facts.CarriesSession))
        {
            yield return Problem.Warning(
                NetworkRequest.DeviceField, T($"Your session runs over {device.Interface}, and this may cut it off."),
                T("Unless you confirm in time that you can still work, it is taken back by itself."));
        }
    }

    private static string Cards(NetworkFacts facts)
        => string.Join(", ", facts.Snapshot.Devices.Where(device => device.IsEthernet).Select(device => $"{device.Interface} ({device.HwAddress})").DefaultIfEmpty("none"));

    [GeneratedRegex(@"^(?!\.{1,2}$)[^\s/:\p{C}]+$")]
    private static partial Regex InterfaceForm();

    [GeneratedRegex(@"^~?([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\.?$")]
    private static partial Regex DomainForm();
}
