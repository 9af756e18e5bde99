using TuiSetup.Backends.Nftables;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Relay;

/// <summary>
/// The table of a relay on layer 2, as steps have it. A bridge keeps no connections, so what answers a rule is let through
/// by a mirrored one: from the asked ports, and over TCP nothing that begins a connection.
/// </summary>
internal static class BridgedPolicy
{
    private const string Neighbours = "neighbours", Targets = "targets";

    /// <summary>NF_BR_PRI_FILTER_BRIDGED. What is at 0 or later, br_netfilter may take a frame past.</summary>
    private const int Priority = -200;

    /// <summary>Neither of a new connection.</summary>
    private const string NoSyn = "tcp flags & (syn | ack) != syn";

    /// <summary>In the order of the alphabet, in which they are read back.</summary>
    private const string Errors4 = "destination-unreachable, parameter-problem, time-exceeded", Errors6 = "destination-unreachable, packet-too-big, parameter-problem, time-exceeded",
        Answers4 = "destination-unreachable, echo-reply, parameter-problem, time-exceeded", Answers6 = "destination-unreachable, echo-reply, packet-too-big, parameter-problem, time-exceeded";

    public const string AnswersChain = "answers";

    public static string Target { get; } = TableOperation.Target("bridge", RelayPolicy.TableName);

    /// <summary>What comes in by the interface goes out there by the policy, and nowhere else; the machine itself neither hears nor speaks there.</summary>
    public static Value Table(RelaySetup setup)
    {
        var link = $"\"{setup.Interface}\"";
        return Value.Map(
            ("set " + RelayPolicy.Isolated4, RelayPolicy.Set("ipv4_addr", setup.Isolated.Where(range => !range.IsIpv6))),
            ("set " + RelayPolicy.Isolated6, RelayPolicy.Set("ipv6_addr", setup.Isolated.Where(range => range.IsIpv6))),
            ("chain " + RelayPolicy.ForwardChain, Value.List(new[]
            {
                Base("forward"),
                $"iifname {link} oifname {link} goto {RelayPolicy.RelayChain}",
                $"iifname {link} counter drop",
                $"oifname {link} counter drop",
            })),
            ("chain " + RelayPolicy.RelayChain, Value.List(Decisions(setup))),
            ("chain " + AnswersChain, Value.List(setup.Rules.SelectMany(rule => Families(rule, setup).SelectMany(isIpv6 => Answers(rule, isIpv6).Select(what
                => $"{RelayPolicy.Ends(rule.To, rule.From, isIpv6)} {what} counter accept comment \"{rule}\""))))),
            ("chain " + Neighbours, Value.List(new[]
            {
                "ip6 hoplimit != 255 counter drop",
                $"ip6 saddr @{RelayPolicy.Isolated6} goto {Targets}",
                $"ip6 saddr :: goto {Targets}",
                "counter drop",
            })),
            ("chain " + Targets, Value.List(setup.Isolated.Where(range => range.IsIpv6).Select(range => $"@th,64,128 {Number(range)} counter accept").Append("counter drop"))),
            ("chain input", Value.List(new[] { Base("input"), $"iifname {link} drop" })),
            ("chain output", Value.List(new[] { Base("output"), $"oifname {link} drop" })));
    }

    /// <summary>Isolated hosts may ask for each other, and for nobody else; none can pass for a router. What goes to everyone is dropped without a word.</summary>
    private static IEnumerable<string> Decisions(RelaySetup setup)
    {
        yield return $"arp saddr ip @{RelayPolicy.Isolated4} arp daddr ip @{RelayPolicy.Isolated4} counter accept";
        yield return $"arp saddr ip 0.0.0.0 arp daddr ip @{RelayPolicy.Isolated4} counter accept";
        yield return "ether type arp counter drop";
        yield return $"icmpv6 type nd-neighbor-solicit goto {Neighbours}";
        yield return $"icmpv6 type nd-neighbor-advert goto {Neighbours}";
        foreach (var forged in new[] { "icmpv6 type nd-router-advert", "icmpv6 type nd-redirect", "icmp type redirect" })
        {
            yield return $"{forged} counter drop";
        }

        foreach (var rule in setup.Rules)
        {
            foreach (var isIpv6 in Families(rule, setup))
            {
                yield return $"{RelayPolicy.Ends(rule.From, rule.To, isIpv6)}{RelayPolicy.What(rule, isIpv6)} counter accept comment \"{rule}\"";
            }
        }

        yield return $"jump {AnswersChain}";
        yield return "meta pkttype broadcast counter drop";
        yield return "meta pkttype multicast counter drop";
        foreach (var line in RelayPolicy.Rest(setup))
        {
            yield return line;
        }
    }

    private static IEnumerable<bool> Families(RelayRule rule, RelaySetup setup) => new[] { false, true }.Where(isIpv6 => RelayPolicy.Applies(rule, isIpv6, setup));

    private static IEnumerable<string> Answers(RelayRule rule, bool isIpv6)
    {
        var icmp = isIpv6 ? "icmpv6 type" : "icmp type";
        var from = rule.Ports.IsEmpty ? "" : $"{rule.Protocol} sport {RelayPolicy.Ports(rule)}";
        return rule.Protocol switch
        {
            RelayRule.Any => ["meta l4proto != tcp", NoSyn],
            RelayRule.Icmp => [$"{icmp} {{ {(isIpv6 ? Answers6 : Answers4)} }}"],
            RelayRule.Tcp => [$"{from} {NoSyn}".TrimStart(), $"{icmp} {{ {(isIpv6 ? Errors6 : Errors4)} }}"],
            _ => [from.Length > 0 ? from : "meta l4proto udp", $"{icmp} {{ {(isIpv6 ? Errors6 : Errors4)} }}"],
        };
    }

    /// <summary>The addresses as one number, which is how nft(8) compares a field that it has no name for: whom a neighbour solicitation is about.</summary>
    private static string Number(AddressRange range) => range.First == range.Last ? Hex(range.First) : $"{Hex(range.First)}-{Hex(range.Last)}";

    private static string Hex(UInt128 number) => "0x" + number.ToString("x", System.Globalization.CultureInfo.InvariantCulture);

    private static string Base(string hook) => TableOperation.Base(new NftHook("filter", hook, Priority, "accept"));
}
