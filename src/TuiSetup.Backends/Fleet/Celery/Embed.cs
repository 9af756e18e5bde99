using System.Collections.Immutable;
using Newtonsoft.Json.Linq;

namespace TuiSetup.Backends.Fleet.Celery;

/// <summary>What follows a task. The chain is a stack: its last element comes next.</summary>
internal sealed record Embed(ImmutableArray<Signature> Callbacks, ImmutableArray<Signature> Errbacks, ImmutableArray<Signature> Chain)
{
    public static Embed None { get; } = new([], [], []);

    /// <summary>A chord needs a backend that counts, which an RPC reply queue does not; Celery itself refuses it there.</summary>
    public bool HasChord { get; init; }

    public static Embed Read(JToken token) => token switch
    {
        { Type: JTokenType.Null } => None,
        JObject map => new Embed(List(map, "callbacks"), List(map, "errbacks"), List(map, "chain")) { HasChord = map["chord"] is JObject },
        _ => throw new MessageException("what follows the task is not an object"),
    };

    public JObject ToJson() => new()
    {
        ["callbacks"] = OrNull(Callbacks),
        ["errbacks"] = OrNull(Errbacks),
        ["chain"] = OrNull(Chain),
        ["chord"] = null,
    };

    private static ImmutableArray<Signature> List(JObject map, string name) => map[name] switch
    {
        null or { Type: JTokenType.Null } => [],
        JArray list => [.. list.Select(Signature.Read)],
        _ => throw new MessageException($"'{name}' is not a list"),
    };

    private static JToken OrNull(ImmutableArray<Signature> signatures)
        => signatures.IsEmpty ? JValue.CreateNull() : new JArray(signatures.Select(signature => signature.ToJson()));
}
