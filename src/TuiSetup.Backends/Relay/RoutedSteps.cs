using System.Collections.Immutable;
using System.Net;
using TuiSetup.Backends.Netlink;
using TuiSetup.Backends.Sysctls;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Relay;

/// <summary>The steps of a relay on layer 3: the policy, what makes the kernel quiet, what opens the relay, and what does so at boot.</summary>
internal sealed class RoutedSteps(RelaySteps steps, INeighbours neighbours, RelaySetup setup, RelayFacts facts)
{
    private readonly Value _inet = RelayPolicy.Inet(setup), _arp = RelayPolicy.Arp(setup);
    private readonly ImmutableArray<(string Key, Value Value)> _quiet = RelaySettings.Quiet(setup);

    public IEnumerable<Step> Now() =>
    [
        steps.Table(RelayPolicy.InetTarget, Policy(), facts.Ruleset.Find("inet", RelayPolicy.TableName), _inet),
        steps.Table(RelayPolicy.ArpTarget, T("ARP is answered between isolated hosts and for this machine, never for the gateway"), facts.Ruleset.Find("arp", RelayPolicy.TableName), _arp),
        steps.Settings($"how {setup.Interface} answers", T("no redirects, and no delay before an answer"), _quiet, facts.Sysctl),
        .. Ipv6(),
        steps.Settings($"relay on {setup.Interface}", T("the kernel answers for isolated hosts, and forwards"), RelaySettings.Open(setup), facts.Sysctl),
    ];

    public IEnumerable<Step> AtBoot() =>
    [
        steps.File(RelayUnits.SysctlFile, T("quiet from the boot on"), RelayUnits.Settings(_quiet)),
        steps.File(RelayUnits.PolicyFile, T("the policy for the next boot"), RelayUnits.Policy((RelayPolicy.InetTarget, _inet), (RelayPolicy.ArpTarget, _arp))),
        steps.File(RelayUnits.OpenFile, T("opens the relay at boot, after the policy"), RelayUnits.Settings(RelaySettings.AtBoot(setup, facts.Sysctl))),
        steps.File(RelayUnits.CloseFile, T("closes it when its policy goes"), RelayUnits.Settings(RelaySettings.Close(setup))),
        steps.File(RelayUnits.NeighboursFile, T("for whom neighbour discovery is answered"), setup.Proxied.Select(address => address.ToString())),
    ];

    private string Policy()
        => setup.ClosesIpv4 || setup is { HasIpv6: true, ClosesIpv6: true }
            ? T($"what passes between isolated hosts on {setup.Interface}; nothing else is forwarded that was not before")
            : T($"what passes between isolated hosts on {setup.Interface}; other forwarding stays as it is");

    private IEnumerable<Step> Ipv6()
    {
        var formerly = (facts.Current?.Isolated ?? []).Select(text => AddressRange.Parse(text, out _)).OfType<AddressRange>().Where(range => range.IsIpv6).SelectMany(range => range.Addresses());
        ImmutableArray<IPAddress> all = [.. setup.Proxied.Concat(formerly).Distinct()];
        if (all.Length > 0)
        {
            yield return steps.Make(
                ProxyNeighbourOperation.OperationName, $"proxy neighbours of {setup.Interface}", T("neighbour discovery is answered for isolated hosts"),
                ProxyNeighbourOperation.Read(neighbours, setup.Interface, all), ProxyNeighbourOperation.Of(setup.Proxied)) with
            { Arguments = ProxyNeighbourOperation.Arguments(setup.Interface, all) };
        }

        if (setup.HasIpv6)
        {
            var before = SysctlOperation.Read(facts.Sysctl, Ipv6ForwardingOperation.Keys(facts.Sysctl));
            var after = before.With(Ipv6ForwardingOperation.KeyOf("all"), Value.Of("1")).With(Ipv6ForwardingOperation.KeyOf(setup.Interface), Value.Of("1"));
            yield return steps.Make(Ipv6ForwardingOperation.OperationName, "forwarding of IPv6", T("the kernel forwards IPv6; other interfaces stay those of a host"), before, after);
        }
    }
}
