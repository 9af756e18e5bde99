using Newtonsoft.Json.Linq;
using TuiSetup.Core.Apply;

namespace TuiSetup.Core.Reports;

/// <summary>Events as JSON lines, for programs that drive a run.</summary>
public static class EventJson
{
    public static JObject Write(ApplyEvent happened) => happened switch
    {
        ApplyEvent.Started started => new JObject
        {
            ["event"] = "started",
            ["step"] = started.Step.Id,
            ["target"] = started.Step.Target,
            ["action"] = ReportJson.Name(started.Step.Action),
            ["undoing"] = started.Undoing,
        },
        ApplyEvent.Progress progress => new JObject
        {
            ["event"] = "progress",
            ["step"] = progress.Step.Id,
            ["message"] = progress.Message,
        },
        ApplyEvent.Finished finished => new JObject
        {
            ["event"] = "finished",
            ["step"] = finished.Step.Id,
            ["result"] = ReportJson.Name(finished.Result),
        },
        ApplyEvent.Trouble trouble => new JObject
        {
            ["event"] = "problem",
            ["step"] = trouble.Step?.Id,
            ["message"] = trouble.Message,
        },
        ApplyEvent.Asking asking => new JObject
        {
            ["event"] = "asking",
            ["seconds"] = (long)asking.Window.TotalSeconds,
        },
        ApplyEvent.Ended ended => End(ReportJson.Write(ended.Report)),
        _ => throw new ArgumentOutOfRangeException(nameof(happened)),
    };

    private static JObject End(JObject report)
    {
        report.AddFirst(new JProperty("event", "end"));
        return report;
    }
}
