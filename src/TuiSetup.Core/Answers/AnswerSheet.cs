using System.Collections.Immutable;
using TuiSetup.Core.Values;

namespace TuiSetup.Core.Answers;

/// <summary>What the user answered, by question. Immutable; secrets are kept apart and leave with nothing else.</summary>
public sealed record AnswerSheet
{
    public static AnswerSheet Empty { get; } = new();

    public ImmutableDictionary<string, Value> Values { get; private init; } = ImmutableDictionary<string, Value>.Empty;

    public ImmutableDictionary<string, Secret> Secrets { get; private init; } = ImmutableDictionary<string, Secret>.Empty;

    /// <summary>Phrases that were typed out to accept a danger.</summary>
    public ImmutableHashSet<string> Confirmed { get; private init; } = [];

    /// <summary>The answer to a question; nothing when there is none.</summary>
    public Value this[string question] => Values.GetValueOrDefault(question) ?? Value.Nothing;

    public bool Has(string question) => Values.ContainsKey(question) || Secrets.ContainsKey(question);

    public AnswerSheet With(string question, Value value)
        => value.IsNothing ? Without(question) : this with { Values = Values.SetItem(question, value) };

    public AnswerSheet With(string question, Secret secret) => this with { Secrets = Secrets.SetItem(question, secret) };

    public AnswerSheet Without(string question)
        => this with { Values = Values.Remove(question), Secrets = Secrets.Remove(question) };

    public AnswerSheet WithConfirmed(params IEnumerable<string> phrases) => this with { Confirmed = Confirmed.Union(phrases) };
}
