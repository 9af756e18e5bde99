using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Reports;

namespace TuiSetup.Commands;

/// <summary>A problem as a JSON object.</summary>
internal static class ProblemJson
{
    public static JObject Write(Problem problem) => new()
    {
        ["event"] = "problem",
        ["severity"] = ReportJson.Name(problem.Severity),
        ["place"] = problem.Place.Length > 0 ? problem.Place : null,
        ["field"] = problem.Field,
        ["check"] = problem.Check,
        ["message"] = problem.Message,
        ["remedy"] = problem.Remedy,
        ["phrase"] = problem.Phrase,
    };

    /// <summary>The last line for whoever asked for JSON, when a command could not do its work.</summary>
    public static string End(Exception failed) => new JObject
    {
        ["event"] = "end",
        ["run"] = null,
        ["outcome"] = "refused",
        ["problems"] = failed is ProblemException problems
            ? new JArray(problems.Problems.Select(problem => problem.ToString()))
            : new JArray(failed.Message),
    }.ToString(Formatting.None);
}
