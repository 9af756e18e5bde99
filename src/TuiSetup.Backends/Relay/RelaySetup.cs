using System.Collections.Immutable;
using System.Net;
using TuiSetup.Backends.Sysctls;

namespace TuiSetup.Backends.Relay;

/// <summary>What a relay is to be, when all of a request was understood.</summary>
internal sealed record RelaySetup
{
    /// <summary>Whether it is on layer 2.</summary>
    public required bool IsBridged { get; init; }

    public required string Interface { get; init; }

    /// <summary>In order, first IPv4.</summary>
    public required ImmutableArray<AddressRange> Isolated { get; init; }

    public required ImmutableArray<RelayRule> Rules { get; init; }

    public required long? LogRate { get; init; }

    /// <summary>This machine's own IPv4 addresses, for which it goes on answering ARP.</summary>
    public required ImmutableArray<IPAddress> Own { get; init; }

    /// <summary>Whether nothing else that comes in by the interface is forwarded in IPv4; so where it was not before.</summary>
    public required bool ClosesIpv4 { get; init; }

    /// <summary>Whether nothing else at all is forwarded in IPv6; so where the machine did not before.</summary>
    public required bool ClosesIpv6 { get; init; }

    /// <summary>Whether the interface takes what routers announce in IPv6; it shall go on when it forwards itself.</summary>
    public required bool ListensToRouters { get; init; }

    public bool HasIpv4 => Isolated.Any(range => !range.IsIpv6);

    public bool HasIpv6 => Isolated.Any(range => range.IsIpv6);

    /// <summary>IPv6 addresses of isolated hosts, each of which is answered for.</summary>
    public IEnumerable<IPAddress> Proxied => Isolated.Where(range => range.IsIpv6).SelectMany(range => range.Addresses());

    /// <summary>Of a request that has no problems.</summary>
    public static RelaySetup From(RelayRequest request, RelayFacts facts) => new()
    {
        IsBridged = request.IsBridged,
        Interface = request.Interface,
        Isolated = [.. AddressRange.Join(request.Isolated.Select(text => AddressRange.Parse(text, out _)!.Value))],
        Rules = [.. request.Rules.Select(text => RelayRule.Parse(text, out _, out _)!)],
        LogRate = request.LogRate,
        Own = facts.OwnAddresses,
        ClosesIpv4 = facts.Current is { ClosesIpv4: true } || !facts.Forwards("ipv4", request.Interface),
        ClosesIpv6 = facts.Current is { ClosesIpv6: true } || !facts.Forwards("ipv6", "all"),
        ListensToRouters = facts.Sysctl.Read(Ipv6ForwardingOperation.AcceptKeyOf(request.Interface)) is not (null or "0"),
    };
}
