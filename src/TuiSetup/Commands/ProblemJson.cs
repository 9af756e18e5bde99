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
        ["message"] = problem.Message,
        ["remedy"] = problem.Remedy,
        ["phrase"] = problem.Phrase,
    };
}
