using TuiSetup.Backends.Nftables;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Relay;

/// <summary>The tables of a relay, as steps have them: what passes between isolated hosts, and for whom ARP is answered.</summary>
internal static class RelayPolicy
{
    public const string TableName = "tuisetup_relay", ForwardChain = "forward", RelayChain = "relay", Isolated4 = "isolated4", Isolated6 = "isolated6";

    public const string DropOthers4 = "meta nfproto ipv4 counter drop", DropOthers6 = "meta nfproto ipv6 counter drop";

    public static string InetTarget { get; } = TableOperation.Target("inet", TableName);

    public static string ArpTarget { get; } = TableOperation.Target("arp", TableName);

    /// <summary>
    /// What comes in by the interface and leaves by it goes by the policy. What the machine did not forward before, it
    /// does not forward now, although the kernel is told to.
    /// </summary>
    public static Value Inet(RelaySetup setup)
    {
        var link = $"\"{setup.Interface}\"";
        var forward = new List<string> { Base("forward"), $"iifname {link} oifname {link} goto {RelayChain}" };
        if (setup.ClosesIpv4)
        {
            forward.Add($"iifname {link} {DropOthers4}");
        }

        if (setup is { HasIpv6: true, ClosesIpv6: true })
        {
            forward.Add(DropOthers6);
        }

        return Value.Map(
            ("set " + Isolated4, Set("ipv4_addr", setup.Isolated.Where(range => !range.IsIpv6))),
            ("set " + Isolated6, Set("ipv6_addr", setup.Isolated.Where(range => range.IsIpv6))),
            ("chain " + ForwardChain, Value.List(forward)),
            ("chain " + RelayChain, Value.List(Decisions(setup))),
            ("chain output", Value.List(new[] { Base("output"), $"oifname {link} icmpv6 type nd-redirect counter drop" })));
    }

    /// <summary>The kernel would answer for the gateway, and for addresses that nobody has.</summary>
    public static Value Arp(RelaySetup setup) => Value.Map(
        ("set isolated", Set("ipv4_addr", setup.Isolated.Where(range => !range.IsIpv6))),
        ("set own", Set("ipv4_addr", setup.Own.Select(AddressRange.Of))),
        ("chain output", Value.List(new[]
        {
            Base("output"),
            $"oifname != \"{setup.Interface}\" accept",
            "arp operation != reply accept",
            "arp saddr ip @own accept",
            "arp saddr ip @isolated arp daddr ip @isolated counter accept",
            "counter drop",
        })));

    private static IEnumerable<string> Decisions(RelaySetup setup)
    {
        yield return "ct state established,related counter accept";
        foreach (var rule in setup.Rules)
        {
            foreach (var isIpv6 in new[] { false, true }.Where(isIpv6 => Applies(rule, isIpv6, setup)))
            {
                yield return $"{Ends(rule.From, rule.To, isIpv6)}{What(rule, isIpv6)} counter accept comment \"{rule}\"";
            }
        }

        foreach (var line in Rest(setup))
        {
            yield return line;
        }
    }

    /// <summary>What becomes of packets that no rule allows.</summary>
    public static IEnumerable<string> Rest(RelaySetup setup)
    {
        if (setup.LogRate is { } rate)
        {
            yield return $"limit rate {rate}/minute burst 5 packets log prefix \"tuisetup-relay \"";
        }

        yield return "counter drop";
    }

    /// <summary>Whether a rule says something about a family.</summary>
    public static bool Applies(RelayRule rule, bool isIpv6, RelaySetup setup)
        => (rule.From ?? rule.To) is { } end ? end.IsIpv6 == isIpv6 : isIpv6 ? setup.HasIpv6 : setup.HasIpv4;

    /// <summary>From whom to whom; null is any isolated host.</summary>
    public static string Ends(AddressRange? from, AddressRange? to, bool isIpv6)
    {
        var (family, any) = isIpv6 ? ("ip6", "@" + Isolated6) : ("ip", "@" + Isolated4);
        return $"{family} saddr {from?.ToString() ?? any} {family} daddr {to?.ToString() ?? any}";
    }

    /// <summary>Protocol and ports, with a space before them.</summary>
    public static string What(RelayRule rule, bool isIpv6) => rule switch
    {
        { Protocol: RelayRule.Any } => "",
        { Protocol: RelayRule.Icmp } => isIpv6 ? " meta l4proto ipv6-icmp" : " ip protocol icmp",
        { Ports: [] } => " meta l4proto " + rule.Protocol,
        _ => $" {rule.Protocol} dport {Ports(rule)}",
    };

    /// <summary>A port, a range, or a set of them.</summary>
    public static string Ports(RelayRule rule)
        => rule.Ports is [var one] ? RelayRule.PortText(one) : $"{{ {string.Join(", ", rule.Ports.Select(RelayRule.PortText))} }}";

    public static Value Set(string type, IEnumerable<AddressRange> ranges)
        => Value.List(new[] { $"type {type};", "flags interval;" }.Concat(AddressRange.Join(ranges).Select(range => range.ToString())));

    private static string Base(string hook) => TableOperation.Base(new NftHook("filter", hook, 0, "accept"));
}
