using System.Collections.Immutable;
using TuiSetup.Backends.Nftables;

namespace TuiSetup.Backends.Relay;

/// <summary>The relay that is there already, as its table tells of it: <c>inet</c> on layer 3, <c>bridge</c> on layer 2.</summary>
internal sealed record CurrentRelay
{
    private const string Comment = " comment \"", LogRule = "limit rate ";

    public required string Interface { get; init; }

    /// <summary>Whether it is on layer 2.</summary>
    public required bool IsBridged { get; init; }

    /// <summary>Addresses, ranges and prefixes of the isolated hosts.</summary>
    public required ImmutableArray<string> Isolated { get; init; }

    public required ImmutableArray<string> Rules { get; init; }

    /// <summary>Lines of the log in a minute; null logs nothing.</summary>
    public required long? LogRate { get; init; }

    /// <summary>Whether it keeps closed what was not forwarded before it; false as well where it has nothing of that family.</summary>
    public required bool ClosesIpv4 { get; init; }

    /// <inheritdoc cref="ClosesIpv4"/>
    public required bool ClosesIpv6 { get; init; }

    /// <summary>Null when there is no such table, or it is not as we write them.</summary>
    public static CurrentRelay? From(NftRuleset ruleset) => From(ruleset.Find("inet", RelayPolicy.TableName)) ?? From(ruleset.Find("bridge", RelayPolicy.TableName));

    private static CurrentRelay? From(NftTable? table)
    {
        var forward = Lines(table, RelayPolicy.ForwardChain);
        if (table is not { IsUnderstood: true } || forward is not [var first, ..] || first.Split('"') is not [_, var link, _, _, _])
        {
            return null;
        }

        var decisions = Lines(table, RelayPolicy.RelayChain);
        return new CurrentRelay
        {
            Interface = link,
            IsBridged = table.Family == "bridge",
            Isolated = [.. table.Sets.Where(set => set.Name is RelayPolicy.Isolated4 or RelayPolicy.Isolated6).SelectMany(set => set.Elements)],
            Rules = [.. decisions.Select(CommentOf).Where(comment => comment.Length > 0).Distinct()],
            LogRate = decisions.FirstOrDefault(line => line.StartsWith(LogRule, StringComparison.Ordinal)) is { } log && long.TryParse(log[LogRule.Length..].Split('/')[0], out var rate) ? rate : null,
            ClosesIpv4 = forward.Any(line => line.EndsWith(RelayPolicy.DropOthers4, StringComparison.Ordinal)),
            ClosesIpv6 = forward.Contains(RelayPolicy.DropOthers6),
        };
    }

    /// <summary>The rule as it was written, which its comment keeps.</summary>
    public static string CommentOf(string line) => line.IndexOf(Comment, StringComparison.Ordinal) is var at and >= 0 ? line[(at + Comment.Length)..].TrimEnd('"') : "";

    private static ImmutableArray<string> Lines(NftTable? table, string chain)
        => [.. table?.Chains.FirstOrDefault(one => one.Name == chain)?.Rules.Select(rule => rule.Text) ?? []];
}
