using Newtonsoft.Json.Linq;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Plans;

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

    internal static Report Read(JObject json, Plan plan)
    {
        var results = (json["steps"] as JArray ?? []).ToDictionary(step => (string)step["id"]!);
        return new Report
        {
            Run = (string?)json["run"],
            Plan = plan,
            Outcome = Enum.Parse<Outcome>((string)json["outcome"]!, ignoreCase: true),
            Problems = [.. (json["problems"] as JArray ?? []).Select(problem => (string)problem!)],
            Steps = [.. plan.Steps.Select(step => results.TryGetValue(step.Id, out var found)
                ? new StepReport(step, Enum.Parse<StepResult>((string)found["result"]!, ignoreCase: true), (string?)found["message"] ?? "")
                : new StepReport(step, StepResult.Pending))],
        };
    }

    /// <summary>An enumeration's value as the files have it.</summary>
    public static string Name(Enum value) => value.ToString().ToLowerInvariant();
}
