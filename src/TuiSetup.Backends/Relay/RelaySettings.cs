using System.Collections.Immutable;
using TuiSetup.Backends.Sysctls;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Relay;

/// <summary>The kernel settings of a relay.</summary>
internal static class RelaySettings
{
    /// <summary>Always is of accept_ra: also while the interface forwards.</summary>
    private const string On = "1", Off = "0", Always = "2";

    /// <summary>
    /// Without them hosts are told to go around the relay (the redirects of all and of the interface are one setting:
    /// either sends them), and an answer takes up to 0.8 seconds.
    /// </summary>
    public static ImmutableArray<(string Key, Value Value)> Quiet(RelaySetup setup) =>
    [
        Entry("ipv4", "conf", "all", "send_redirects", Off),
        Entry("ipv4", "conf", setup.Interface, "send_redirects", Off),
        Entry("ipv4", "neigh", setup.Interface, "proxy_delay", Off),
        .. setup.HasIpv6 ? [Entry("ipv6", "neigh", setup.Interface, "proxy_delay", Off)] : Array.Empty<(string, Value)>(),
        .. setup is { HasIpv6: true, ListensToRouters: true } ? [Entry("ipv6", "conf", setup.Interface, "accept_ra", Always)] : Array.Empty<(string, Value)>(),
    ];

    /// <summary>In IPv4 an interface forwards by itself, so ip_forward of the whole machine stays as it is.</summary>
    public static ImmutableArray<(string Key, Value Value)> Open(RelaySetup setup) =>
    [
        .. setup.HasIpv6 ? [Entry("ipv6", "conf", setup.Interface, "proxy_ndp", On)] : Array.Empty<(string, Value)>(),
        .. setup.HasIpv4
            ? [Entry("ipv4", "conf", setup.Interface, "proxy_arp_pvlan", On), Entry("ipv4", "conf", setup.Interface, "forwarding", On)]
            : Array.Empty<(string, Value)>(),
    ];

    /// <summary>All of them, the quiet ones again for an interface that came late, and forwarding of IPv6, whose other interfaces are put back after it.</summary>
    public static IEnumerable<(string Key, Value Value)> AtBoot(RelaySetup setup, Sysctl sysctl)
        => Quiet(setup).Concat(Open(setup)).Concat(setup.HasIpv6
            ? Ipv6ForwardingOperation.Keys(sysctl)
                .Select(key => (key, key == Ipv6ForwardingOperation.KeyOf("all") || key == Ipv6ForwardingOperation.KeyOf(setup.Interface) ? Value.Of(On) : Value.Of(sysctl.Read(key) ?? Off)))
            : []);

    /// <summary>What stops it. What was forwarded before goes on.</summary>
    public static IEnumerable<(string Key, Value Value)> Close(RelaySetup setup) =>
    [
        .. setup.HasIpv4 ? [Entry("ipv4", "conf", setup.Interface, "proxy_arp_pvlan", Off)] : Array.Empty<(string, Value)>(),
        .. setup is { HasIpv4: true, ClosesIpv4: true } ? [Entry("ipv4", "conf", setup.Interface, "forwarding", Off)] : Array.Empty<(string, Value)>(),
        .. setup.HasIpv6 ? [Entry("ipv6", "conf", setup.Interface, "proxy_ndp", Off)] : Array.Empty<(string, Value)>(),
        .. setup is { HasIpv6: true, ClosesIpv6: true } ? [Entry("ipv6", "conf", "all", "forwarding", Off)] : Array.Empty<(string, Value)>(),
    ];

    private static (string Key, Value Value) Entry(string family, string kind, string link, string name, string value)
        => (Sysctl.Key("net", family, kind, link, name), Value.Of(value));
}
