using System.Collections.Immutable;
using Newtonsoft.Json.Linq;

namespace TuiSetup.Backends.Fleet.Celery;

/// <summary>A call that is still to be sent, with the options it is sent with.</summary>
internal sealed record Signature(string Task, JArray Args, JObject Kwargs)
{
    private JObject _source = [];
    private ImmutableArray<Signature> _steps = [];

    public string? Id { get; private init; }

    public string? Queue { get; private init; }

    public string? ReplyTo { get; private init; }

    public string? Group { get; private init; }

    public int? GroupIndex { get; private init; }

    /// <summary>What follows it.</summary>
    public Embed Embed { get; init; } = Embed.None;

    /// <summary>Whether it does not want the result of what it follows as its first argument.</summary>
    public bool IsImmutable { get; private init; }

    public static Signature Read(JToken token)
    {
        if (token is not JObject map || Text(map, "task") is not { Length: > 0 } task)
        {
            throw new MessageException(T("a task that follows has no name"));
        }

        var options = map["options"] as JObject ?? [];
        return new Signature(task, map["args"] as JArray ?? [], map["kwargs"] as JObject ?? [])
        {
            _source = map,
            _steps = Text(map, "subtask_type") == "chain" && map["kwargs"]?["tasks"] is JArray steps ? [.. steps.Select(Read)] : [],
            Id = Text(options, "task_id"),
            Queue = Text(options, "queue") ?? Text(options, "routing_key"),
            ReplyTo = Text(options, "reply_to"),
            Group = Text(options, "group_id"),
            GroupIndex = options["group_index"] is { Type: JTokenType.Integer } index ? (int)index : null,
            Embed = new Embed(Embed.List(options, "link"), Embed.List(options, "link_error"), Embed.List(options, "chain")) { Chord = options["chord"] as JObject },
            IsImmutable = map["immutable"] is { Type: JTokenType.Boolean } immutable && (bool)immutable,
        };
    }

    /// <summary>The first call of a chain, with the others behind it; of anything else the call itself.</summary>
    public Signature First()
    {
        if (_steps.IsEmpty)
        {
            return this;
        }

        var last = _steps[^1] with { Embed = _steps[^1].Embed with { Callbacks = _steps[^1].Embed.Callbacks.AddRange(Embed.Callbacks) } };
        var first = _steps.Length == 1 ? last : _steps[0];

        // A stack: the last of it comes next.
        ImmutableArray<Signature> rest = _steps.Length == 1 ? [] : [last, .. _steps[1..^1].Reverse()];
        return first with { Embed = first.Embed with { Errbacks = first.Embed.Errbacks.AddRange(Embed.Errbacks), Chain = rest } };
    }

    /// <summary>As it came, options that mean nothing here included.</summary>
    public JObject ToJson()
    {
        var map = (JObject)_source.DeepClone();
        if (!Embed.Callbacks.IsEmpty)
        {
            map["options"] ??= new JObject();
            map["options"]!["link"] = new JArray(Embed.Callbacks.Select(callback => callback.ToJson()));
        }

        return map;
    }

    private static string? Text(JObject map, string name) => map[name] is { Type: JTokenType.String } text ? (string)text! : null;
}
