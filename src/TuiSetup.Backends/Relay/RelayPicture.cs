using TuiSetup.Core.Pictures;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Relay;

/// <summary>A relay between the isolated hosts and what they may say to each other.</summary>
internal static class RelayPicture
{
    private const string Comment = " comment \"";

    public static IReadOnlyList<string> Draw(Plan plan, bool after)
        => [.. plan.Steps.Select(step => after ? step.After : step.Before).Where(table => !table["chain " + RelayPolicy.RelayChain].IsNothing && !table["set " + RelayPolicy.Isolated4].IsNothing)
            .SelectMany(table => SwitchPicture.Draw(NameOf(table), [.. Hosts(table)], [.. Rules(table)]))];

    private static string NameOf(Value table)
        => table["chain " + RelayPolicy.ForwardChain].Texts.Select(line => line.Split('"')).FirstOrDefault(parts => parts.Length > 1)?[1] ?? "relay";

    private static IEnumerable<Leg> Hosts(Value table)
        => ((string[])[RelayPolicy.Isolated4, RelayPolicy.Isolated6]).SelectMany(set => table["set " + set].Texts)
            .Where(text => char.IsAsciiHexDigit(text[0]) && text.AsSpan().IndexOfAny('.', ':') > 0).Select(text => new Leg(text, T("isolated")));

    /// <summary>Each rule of the nftables table has the wizard's own as its comment.</summary>
    private static IEnumerable<Leg> Rules(Value table)
        => table["chain " + RelayPolicy.RelayChain].Texts.Where(line => line.Contains(Comment, StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(Comment, StringComparison.Ordinal) + Comment.Length)..].TrimEnd('"')).Distinct().Select(rule => new Leg(rule, T("allowed")))
            .Append(new Leg(T("all else"), T("dropped")));
}
