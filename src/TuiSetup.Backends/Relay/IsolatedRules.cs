using TuiSetup.Backends.Sysctls;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Relay;

/// <summary>What is wrong with the isolated hosts.</summary>
internal static class IsolatedRules
{
    /// <summary>Each IPv6 address is an entry of its own in the kernel.</summary>
    private const int MaxProxied = 1024;

    private const string Field = RelayRequest.IsolatedField;

    public static IEnumerable<Problem> Check(RelayRequest request, RelayFacts facts)
    {
        var ranges = new List<AddressRange>();
        foreach (var text in request.Isolated)
        {
            if (AddressRange.Parse(text, out var reason) is not { } range)
            {
                yield return Problem.Error(Field, reason, T("Give addresses, ranges or prefixes, with commas between them."));
                continue;
            }

            if (ranges.FindIndex(range.Overlaps) is var at and >= 0)
            {
                yield return Problem.Error(Field, T($"{text} overlaps {ranges[at]}."), T("Name each address once."));
            }

            ranges.Add(range);
        }

        foreach (var problem in ranges.SelectMany(range => CheckAddresses(range, request, facts)).Concat(CheckFamilies(ranges, request, facts)))
        {
            yield return problem;
        }
    }

    /// <summary>Whoever is not isolated must not be answered for.</summary>
    private static IEnumerable<Problem> CheckAddresses(AddressRange range, RelayRequest request, RelayFacts facts)
    {
        foreach (var link in facts.Interfaces)
        {
            foreach (var own in link.Addresses.Where(address => range.Contains(AddressRange.Of(address))))
            {
                yield return Problem.Error(Field, T($"{range} has {own} in it, which is this machine's own ({link.Name})."), T("Leave it out: the relay is not isolated."));
            }
        }

        foreach (var gateway in facts.Find(request.Interface)?.Gateways.Where(address => range.Contains(AddressRange.Of(address))) ?? [])
        {
            yield return Problem.Error(Field, T($"{range} has {gateway} in it, which is the gateway."), T("Leave it out: the gateway is on a promiscuous port."));
        }
    }

    private static IEnumerable<Problem> CheckFamilies(List<AddressRange> ranges, RelayRequest request, RelayFacts facts)
    {
        var proxied = ranges.Where(range => range.IsIpv6).Aggregate(UInt128.Zero, (sum, range) => range.Last - range.First >= MaxProxied ? MaxProxied + 1 : sum + range.Last - range.First + 1);
        if (!request.IsBridged && proxied > MaxProxied)
        {
            yield return Problem.Error(Field, T($"In IPv6 each address is answered for by an entry of its own, and these are more than {MaxProxied}."), T("Name the hosts' addresses, or short ranges of them."));
        }

        if (request.IsBridged || facts.Find(request.Interface) is not { } link)
        {
            yield break;
        }

        var isDisabled = ranges.Any(range => range.IsIpv6) && facts.Sysctl.Read(Sysctl.Key("net", "ipv6", "conf", link.Name, "disable_ipv6")) is not "0";
        if (isDisabled)
        {
            yield return Problem.Error(
                Field, T($"IPv6 is disabled on {link.Name}, and there are IPv6 addresses among the isolated hosts."),
                T($"Enable it (sysctl -w {Sysctl.Key("net", "ipv6", "conf", link.Name, "disable_ipv6")}=0) and give the interface an address, or leave these addresses out."));
        }

        foreach (var isIpv6 in new[] { false, true }.Where(isIpv6 => !(isIpv6 && isDisabled) && ranges.Any(range => range.IsIpv6 == isIpv6) && !link.HasFamily(isIpv6)))
        {
            yield return Problem.Error(
                Field, T($"{link.Name} has no {(isIpv6 ? "IPv6" : "IPv4")} address, so it has no route to these hosts."),
                T("Give it one in their network first (tuisetup run network), or leave these addresses out."));
        }
    }
}
