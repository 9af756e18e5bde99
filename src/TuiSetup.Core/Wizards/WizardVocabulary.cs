using System.Collections.Immutable;

namespace TuiSetup.Core.Wizards;

/// <summary>What one backend lets a wizard file name.</summary>
/// <param name="Fields">Ids of the questions it reads.</param>
/// <param name="Lists">Names of the lists its facts offer to <c>from</c>.</param>
public sealed record BackendVocabulary(ImmutableArray<string> Fields, ImmutableArray<string> Lists)
{
    /// <summary>Questions for which its facts know what is set now.</summary>
    public ImmutableArray<string> Current { get; init; } = [];

    /// <summary>Whether fields and lists may have any name: what they mean is told elsewhere than in this program.</summary>
    public bool IsOpen { get; init; }

    /// <summary>How ids begin that a wizard file may make up, such as <c>step.</c>.</summary>
    public ImmutableArray<string> Prefixes { get; init; } = [];

    public bool KnowsField(string id)
        => IsOpen || Fields.Contains(id) || Prefixes.Any(prefix => id.Length > prefix.Length && id.StartsWith(prefix, StringComparison.Ordinal));

    public bool KnowsList(string name) => IsOpen || Lists.Contains(name);
}

/// <summary>All that wizard files may name: page kinds, and backends with their vocabulary.</summary>
public sealed record WizardVocabulary(ImmutableArray<string> PageKinds, ImmutableDictionary<string, BackendVocabulary> Backends);
