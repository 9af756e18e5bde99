using System.Collections.Immutable;
using Newtonsoft.Json.Linq;

namespace TuiSetup.Backends.Fleet.Celery;

/// <summary>What follows a task. The chain is a stack: its last element comes next.</summary>
internal sealed record Embed(ImmutableArray<Signature> Callbacks, ImmutableArray<Signature> Errbacks, ImmutableArray<Signature> Chain)
{
    public static Embed None { get; } = new([], [], []);

    /// <summary>What follows when all of the task's group have ended, as it came; null: nothing.</summary>
    public JObject? Chord { get; init; }

    public static Embed Read(JToken token) => token switch
    {
        { Type: JTokenType.Null } => None,
        JObject map => new Embed(List(map, "callbacks"), List(map, "errbacks"), List(map, "chain")) { Chord = map["chord"] as JObject },
        _ => throw new MessageException(T("what follows the task is not an object")),
    };

    public JObject ToJson() => new()
    {
        ["callbacks"] = OrNull(Callbacks),
        ["errbacks"] = OrNull(Errbacks),
        ["chain"] = OrNull(Chain),
        ["chord"] = Chord?.DeepClone(),
    };

    internal static ImmutableArray<Signature> List(JObject map, string name) => map[name] switch
    {
        null or { Type: JTokenType.Null } => [],
        JObject one => [Signature.Read(one)],
        JArray list => [.. list.Select(Signature.Read)],
        _ => throw new MessageException(T($"'{name}' is not a list")),
    };

    private static JToken OrNull(ImmutableArray<Signature> signatures)
        => signatures.IsEmpty ? JValue.CreateNull() : new JArray(signatures.Select(signature => signature.ToJson()));
}
