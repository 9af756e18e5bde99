using Newtonsoft.Json.Linq;

namespace TuiSetup.Backends.Fleet.Celery;

/// <summary>A call that is still to be sent, with the options it is sent with.</summary>
internal sealed record Signature(string Task, JArray Args, JObject Kwargs)
{
    public string? Id { get; init; }

    public string? Queue { get; init; }

    public string? ReplyTo { get; init; }

    public string? Group { get; init; }

    /// <summary>Whether it does not want the result of what it follows as its first argument.</summary>
    public bool IsImmutable { get; init; }

    public static Signature Read(JToken token)
    {
        if (token is not JObject map || Text(map, "task") is not { Length: > 0 } task)
        {
            throw new MessageException("a task that follows has no name");
        }

        var options = map["options"] as JObject ?? [];
        return new Signature(task, map["args"] as JArray ?? [], map["kwargs"] as JObject ?? [])
        {
            Id = Text(options, "task_id"),
            Queue = Text(options, "queue") ?? Text(options, "routing_key"),
            ReplyTo = Text(options, "reply_to"),
            Group = Text(options, "group_id"),
            IsImmutable = map["immutable"] is { Type: JTokenType.Boolean } immutable && (bool)immutable,
        };
    }

    public JObject ToJson() => new()
    {
        ["task"] = Task,
        ["args"] = Args,
        ["kwargs"] = Kwargs,
        ["options"] = new JObject(
            new (string Name, string? Value)[] { ("task_id", Id), ("queue", Queue), ("reply_to", ReplyTo), ("group_id", Group) }
                .Where(option => option.Value is not null).Select(option => new JProperty(option.Name, option.Value))),
        ["subtask_type"] = null,
        ["immutable"] = IsImmutable,
    };

    private static string? Text(JObject map, string name) => map[name] is { Type: JTokenType.String } text ? (string)text! : null;
}
