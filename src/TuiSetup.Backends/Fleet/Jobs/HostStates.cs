using Newtonsoft.Json.Linq;
using TuiSetup.Backends.Fleet.Celery;

namespace TuiSetup.Backends.Fleet;

/// <summary>From what a worker tells to what is shown of its host.</summary>
internal static class HostStates
{
    /// <summary>Whatever a host says is shown on one line of this length at most.</summary>
    private const int LongestMessage = 1000;

    public static HostState Of(string host, TaskResult result, DateTimeOffset at)
    {
        var map = result.Result as JObject;
        var report = result.State == TaskState.Failure ? (map?["exc_message"] as JArray)?.OfType<JObject>().FirstOrDefault() : map;
        return new HostState(host, result.State)
        {
            At = at,
            Message = OneLine(result.Text),
            Exception = result.State == TaskState.Failure ? (string?)map?["exc_type"] ?? "" : "",
            Run = Text(report, "run"),
            Current = Number(map, "current"),
            Total = Number(map, "total"),
        };
    }

    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestMessage ? line : line[..(LongestMessage - 3)] + "...";
    }

    private static string Text(JObject? map, string name) => map?[name] is { Type: JTokenType.String } text ? (string)text! : "";

    private static int Number(JObject? map, string name) => map?[name] is JValue { Value: long number and >= 0 and <= int.MaxValue } ? (int)number : 0;
}
