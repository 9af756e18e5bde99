using System.Collections.Immutable;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace TuiSetup.Backends.Fleet.Celery;

/// <summary>A state of a task, as it goes to the queue that wants to know.</summary>
internal sealed record TaskResult(string TaskId, string State, JToken Result)
{
    public string? Traceback { get; init; }

    /// <summary>Ids of the tasks that were sent after it.</summary>
    public ImmutableArray<string> Children { get; init; } = [];

    /// <summary>What Celery makes an exception of.</summary>
    public static JObject Exception(string type, string module, params JToken[] arguments) => new()
    {
        ["exc_type"] = type,
        ["exc_message"] = new JArray(arguments),
        ["exc_module"] = module,
    };

    /// <exception cref="MessageException">It is not a result.</exception>
    public static TaskResult Parse(ReadOnlySpan<byte> body)
        => CeleryJson.Parse(body) is JObject map && map["task_id"] is { Type: JTokenType.String } id && map["status"] is { Type: JTokenType.String } state
            ? new TaskResult((string)id!, (string)state!, map["result"] ?? JValue.CreateNull())
            {
                Traceback = map["traceback"] is { Type: JTokenType.String } traceback ? (string)traceback! : null,
            }
            : throw new MessageException(T("it is not a result"));

    public byte[] ToBytes() => CeleryJson.Write(ToJson());

    public JObject ToJson() => new()
    {
        ["task_id"] = TaskId,
        ["status"] = State,
        ["result"] = Result,
        ["traceback"] = Traceback,
        ["children"] = new JArray(Children.Select(child => new JArray(new JArray(child, JValue.CreateNull()), JValue.CreateNull()))),
    };

    /// <summary>What happened, in one line for people: the exception's message, the step of a progress, or the result.</summary>
    public string Text => (State, Result) switch
    {
        (TaskState.Failure or TaskState.Revoked or TaskState.Retry, JObject error) => $"{error["exc_type"]}: {Message(error)}".TrimEnd(':', ' '),
        (TaskState.Success, JObject { } report) when report["outcome"] is { } outcome => $"{outcome}",
        (TaskState.Progress, JObject progress) => $"{progress["message"]}",
        (TaskState.Started, _) => "",
        _ => Result.ToString(Formatting.None),
    };

    private static string Message(JObject error) => error["exc_message"] switch
    {
        JArray { Count: > 0 } list => $"{list[0]}",
        JArray or null => "",
        var other => $"{other}",
    };
}
