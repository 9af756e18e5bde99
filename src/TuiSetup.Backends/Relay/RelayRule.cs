using System.Collections.Immutable;
using System.Globalization;

namespace TuiSetup.Backends.Relay;

/// <summary>
/// What isolated hosts may say to each other: <c>FROM -> TO PROTOCOL [PORTS]</c>, such as
/// <c>192.0.2.11 -> 192.0.2.12 tcp 80,443</c> or <c>any -> any icmp</c>.
/// </summary>
internal sealed record RelayRule
{
    public const string Any = "any", Tcp = "tcp", Udp = "udp", Icmp = "icmp";

    /// <summary>Longest comment of nftables, which keeps the rule as it was written.</summary>
    public const int MaxLength = 127;

    private const int MaxPort = 65535;

    private static string Form => T("Write it as FROM -> TO PROTOCOL [PORTS], such as 192.0.2.11 -> any tcp 80,443; the protocols are tcp, udp, icmp and any.");

    private static readonly string[] Protocols = [Tcp, Udp, Icmp, Any];

    /// <summary>Who may begin; null is any isolated host.</summary>
    public AddressRange? From { get; private init; }

    /// <summary>With whom; null is any isolated host.</summary>
    public AddressRange? To { get; private init; }

    public required string Protocol { get; init; }

    /// <summary>Ports of the one it goes to, in order and without overlaps; none is all of them.</summary>
    public ImmutableArray<(int First, int Last)> Ports { get; private init; } = [];

    /// <summary>Null, and why with what to do, when it is no rule.</summary>
    public static RelayRule? Parse(string text, out string reason, out string remedy)
    {
        remedy = Form;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 4 || words[1] is not ("->" or ">" or "to"))
        {
            reason = T($"'{text}' is not a rule.");
            return null;
        }

        if (!TryEnd(words[0], out var from, out reason) || !TryEnd(words[2], out var to, out reason))
        {
            remedy = T("Use an address, a range, a prefix, or any.");
            return null;
        }

        if (from is { } source && to is { } destination && source.IsIpv6 != destination.IsIpv6)
        {
            (reason, remedy) = (T($"{words[0]} and {words[2]} are not of the same family."), T("Write a rule for IPv4 and one for IPv6."));
            return null;
        }

        var protocol = words[3].ToLowerInvariant();
        if (!Protocols.Contains(protocol))
        {
            (reason, remedy) = (T($"'{words[3]}' is not a protocol that can be chosen."), T("Use tcp, udp, icmp or any."));
            return null;
        }

        if (words.Length > 4 && protocol is not (Tcp or Udp))
        {
            (reason, remedy) = (T($"{protocol} has no ports, and '{string.Join(' ', words[4..])}' is given."), T("Leave the ports away, or use tcp or udp."));
            return null;
        }

        if (!TryPorts(string.Concat(words[4..]), out var ports, out reason))
        {
            remedy = T("Give ports from 1 to 65535, such as 80,443,8000-8010.");
            return null;
        }

        var rule = new RelayRule { From = from, To = to, Protocol = protocol, Ports = ports };
        if (rule.ToString().Length > MaxLength)
        {
            (reason, remedy) = (T($"it is longer than {MaxLength} characters."), T("Make two rules of it."));
            return null;
        }

        return rule;
    }

    public override string ToString()
        => $"{From?.ToString() ?? Any} -> {To?.ToString() ?? Any} {Protocol}{(Ports.IsEmpty ? "" : " " + string.Join(',', Ports.Select(PortText)))}";

    /// <summary>Ports as nft(8) writes them.</summary>
    public static string PortText((int First, int Last) ports)
        => ports.First == ports.Last ? ports.First.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{ports.First}-{ports.Last}");

    private static bool TryEnd(string text, out AddressRange? end, out string reason)
    {
        reason = "";
        end = text is Any or "*" ? null : AddressRange.Parse(text, out reason);
        return text is Any or "*" || end is not null;
    }

    private static bool TryPorts(string text, out ImmutableArray<(int First, int Last)> ports, out string reason)
    {
        (ports, reason) = ([], "");
        var found = new List<(int First, int Last)>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !ends.All(end => int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= MaxPort))
            {
                reason = T($"'{part}' is not a port.");
                return false;
            }

            found.Add((int.Parse(ends[0], CultureInfo.InvariantCulture), int.Parse(ends[^1], CultureInfo.InvariantCulture)));
        }

        found.Sort();
        var clash = found.Zip(found.Skip(1)).FirstOrDefault(pair => pair.Second.First <= pair.First.Last);
        reason = found.Find(range => range.Last < range.First) is { First: > 0 } turned ? T($"the ports {PortText(turned)} end before they begin.")
            : clash.Second.First > 0 ? T($"the ports {PortText(clash.First)} and {PortText(clash.Second)} overlap.") : "";
        ports = [.. found];
        return reason.Length == 0;
    }
}
