using Newtonsoft.Json.Linq;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Json;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;

namespace TuiSetup.Core.Reports;

/// <summary>A report as JSON, and back with the plan it belongs to.</summary>
public static class ReportJson
{
    public static JObject Write(Report report) => new()
    {
        ["run"] = report.Run,
        ["wizard"] = report.Plan.Wizard,
        ["target"] = report.Plan.Target.Address,
        ["outcome"] = Name(report.Outcome),
        ["problems"] = new JArray(report.Problems),
        ["steps"] = new JArray(report.Steps.Select(step => new JObject
        {
            ["id"] = step.Step.Id,
            ["target"] = step.Step.Target,
            ["action"] = Name(step.Step.Action),
            ["summary"] = step.Step.Summary,
            ["result"] = Name(step.Result),
            ["message"] = step.Message,
        })),
    };

    /// <summary>The report, or null when it is damaged.</summary>
    internal static Report? Read(JObject json, Plan plan)
    {
        var damage = new List<Problem>();
        var map = new JsonMap(json, "report", damage);
        var steps = map.Maps("steps", required: true)
            .Select(step => (Id: step.Text("id", required: true), Result: Named<StepResult>(step, "result"), Message: step.Text("message") ?? ""))
            .ToLookup(step => step.Id);
        var report = new Report
        {
            Run = map.Text("run"),
            Plan = plan,
            Outcome = Named<Outcome>(map, "outcome"),
            Problems = [.. map.Texts("problems")],
            Steps = [.. plan.Steps.Select(step => steps[step.Id].Select(found => new StepReport(step, found.Result, found.Message)).FirstOrDefault()
                ?? new StepReport(step, StepResult.Pending))],
        };
        return damage.Count == 0 ? report : null;
    }

    /// <summary>An enumeration's value as the files have it.</summary>
    public static string Name(Enum value) => value.ToString().ToLowerInvariant();

    private static T Named<T>(JsonMap map, string key)
        where T : struct, Enum
    {
        if (!Enum.TryParse<T>(map.Text(key), ignoreCase: true, out var value))
        {
            map.Report(key, Texts.T($"'{key}' is not known."), "");
        }

        return value;
    }
}
