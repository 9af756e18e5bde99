using System.Globalization;
using System.Text;
using TuiSetup.Core.Plans;

namespace TuiSetup.Core.Probes;

/// <summary>A report of probes for people, in at most 70 columns.</summary>
public static class ProbeText
{
    /// <summary>So many hosts have room in the matrix.</summary>
    public const int MaxHosts = 12;

    private const int NameWidth = 15, RoleWidth = 13;

    /// <summary>The result as a sentence.</summary>
    public static string Headline(ProbeReport report)
    {
        var (measured, broken) = (report.Measured.Count(), report.Broken.Count());
        return measured == 0 ? T("Nothing could be measured.")
            : broken > 0 ? T($"{Count(broken, T("pair is"), T("pairs are"))} NOT as promised, of {measured} measured.")
            : T($"As promised: {Count(measured, T("pair"), T("pairs"))} measured{With(report)}.");
    }

    private static string With(ProbeReport report)
    {
        var measured = report.Measured.ToList();
        var (old, young) = (measured.Count(pair => pair.Found.Any(finding => !IsIpv6(finding))), measured.Count(pair => pair.Found.Any(IsIpv6)));
        return (old, young) switch
        {
            (_, 0) => T(" with ARP, ICMP and TCP"),
            (0, _) => T(" in IPv6"),
            _ when old == measured.Count && young == measured.Count => T(" in IPv4 and IPv6"),
            _ => T($", {young} of them in IPv6"),
        };
    }

    private static bool IsIpv6(ProbeFinding finding) => finding.Protocol is "NS" or "ICMPv6" or "TCP6";

    public static string Of(ProbeReport report)
    {
        var text = new StringBuilder();
        text.Append(Headline(report)).Append('\n');
        foreach (var pair in report.Broken)
        {
            text.Append(T($"! {pair.From} -> {pair.To}: promised {(pair.IsPromised ? T("yes") : T("no"))}; {string.Join(", ", pair.Found.Where(finding => !IsIpv6(finding)).Select(Words))}"));
            var ipv6 = string.Join(", ", pair.Found.Where(IsIpv6).Select(Words));
            text.Append(ipv6.Length > 0 ? T($"\n  over IPv6 {ipv6}\n") : "\n");
        }

        text.Append('\n').Append(new string(' ', 3 + NameWidth + 1 + RoleWidth));
        for (var column = 0; column < report.Hosts.Length; column++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{column + 1,3}");
        }

        text.Append('\n');
        var cells = report.Pairs.ToDictionary(pair => (pair.From, pair.To), Cell);
        for (var row = 0; row < report.Hosts.Length; row++)
        {
            var host = report.Hosts[row];
            text.Append(CultureInfo.InvariantCulture, $"{row + 1,2} {Fit(host.Name, NameWidth)} {Fit(ObjectNames.Shown(host.Role), RoleWidth)}");
            foreach (var other in report.Hosts)
            {
                text.Append(' ').Append(other == host ? " ." : cells.GetValueOrDefault((host.Name, other.Name), "??"));
            }

            text.Append('\n');
        }

        text.Append(T("\nRows reach columns. First promised, then measured: + yes, - no,\n! not as promised, r by a relay alone, ? not measured.\n"));
        foreach (var host in report.Hosts.Where(host => host.Missing.Length > 0))
        {
            text.Append(host.Name).Append(": ").Append(host.Missing).Append('\n');
        }

        if (report.Remark.Length > 0)
        {
            text.Append(report.Remark).Append('\n');
        }

        if (report.Unasked > 0)
        {
            text.Append(T($"{Count(report.Unasked, T("host was"), T("hosts were"))} not asked: there is room for {MaxHosts}.\n"));
        }

        return text.ToString();
    }

    private static string Cell(ProbePair pair)
        => (pair.IsPromised ? "+" : "-") + (pair switch
        {
            { IsMeasured: false } => '?',
            { IsAsPromised: false } => '!',
            { IsReached: true } => '+',
            { IsRelayed: true } => 'r',
            _ => '-',
        });

    private static string Words(ProbeFinding finding) => finding.Protocol + " " + finding.Passage switch
    {
        Passage.Direct => T("passes"),
        Passage.Relayed => T("passes by a relay"),
        Passage.Untold => T("passes, directly or by a relay"),
        _ => T("does not pass"),
    };

    private static string Fit(string text, int width) => TextWidth.Of(text) > width ? TextWidth.Fit(TextWidth.Cut(text, width - 1) + "~", width) : TextWidth.Pad(text, width);

    private static string Count(int number, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");
}
