using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Json;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Core.Plans;

/// <summary>A plan as one JSON document.</summary>
public static class PlanFile
{
    public static void Write(string path, Plan plan) => JsonFile.Write(path, ToJson(plan));

    /// <summary>The same document as text.</summary>
    public static string ToText(Plan plan) => ToJson(plan).ToString();

    /// <summary>The plan, or null when there are problems.</summary>
    public static Plan? Read(string path, out IReadOnlyList<Problem> problems)
    {
        var found = new List<Problem>();
        var root = JsonFile.Load(path, found);
        problems = found;
        var plan = root is null ? null : FromJson(root, path, found);
        return found.Count == 0 ? plan : null;
    }

    /// <summary>The plan of a document that came from elsewhere than a file, or null when there are problems.</summary>
    /// <param name="root">The document.</param>
    /// <param name="name">What its problems call it.</param>
    /// <param name="problems">All that is wrong with it.</param>
    public static Plan? FromJson(JObject root, string name, out IReadOnlyList<Problem> problems)
    {
        var found = new List<Problem>();
        var plan = FromJson(root, name, found);
        problems = found;
        return found.Count == 0 ? plan : null;
    }

    public static JObject ToJson(Plan plan) => new()
    {
        ["version"] = plan.Version,
        ["wizard"] = plan.Wizard,
        ["backend"] = plan.Backend,
        ["target"] = new JObject
        {
            ["address"] = plan.Target.Address,
            ["identity"] = plan.Target.Identity,
            ["options"] = ValueJson.Write(plan.Target.Options),
        },
        ["answers"] = new JArray(plan.Answers.Select(sheet =>
            new JObject(sheet.Values.OrderBy(answer => answer.Key, StringComparer.Ordinal)
                .Select(answer => new JProperty(answer.Key, ValueJson.Write(answer.Value)))))),
        ["confirm"] = new JArray(plan.Answers.SelectMany(sheet => sheet.Confirmed).Distinct().Order(StringComparer.Ordinal)),
        ["factsDigest"] = plan.FactsDigest,
        ["restoration"] = plan.IsRestoration,
        ["steps"] = new JArray(plan.Steps.Select(ToJson)),
    };

    public static JObject ToJson(Step step) => new()
    {
        ["id"] = step.Id,
        ["backend"] = step.Backend,
        ["operation"] = step.Operation,
        ["target"] = step.Target,
        ["action"] = step.Action.ToString().ToLowerInvariant(),
        ["summary"] = step.Summary,
        ["before"] = ValueJson.Write(step.Before),
        ["after"] = ValueJson.Write(step.After),
        ["arguments"] = ValueJson.Write(step.Arguments),
        ["dependsOn"] = new JArray(step.DependsOn),
        ["transaction"] = step.Transaction,
        ["question"] = step.Question,
    };

    private static Plan FromJson(JObject root, string path, List<Problem> problems)
    {
        var map = new JsonMap(root, path, problems);
        if (map.Number("version") is var version && version != Plan.CurrentVersion)
        {
            map.Report("version", T($"this is not a plan of version {Plan.CurrentVersion}."), T("Make it again with 'tuisetup plan'."));
        }

        var target = map.Token("target") is JObject inner ? new JsonMap(inner, path, problems) : null;
        if (target is null)
        {
            map.Report("target", T("'target' is missing."), T("Make the plan again with 'tuisetup plan'."));
        }

        var confirmed = map.Texts("confirm");
        var plan = new Plan
        {
            Wizard = map.Text("wizard", required: true) ?? "",
            Backend = map.Text("backend", required: true) ?? "",
            Target = new PlanTarget(
                target?.Text("address", required: true) ?? "",
                target?.Text("identity", required: true) ?? "",
                ReadValue(target, "options")),
            Answers = [.. map.Maps("answers").Select(ReadAnswers).Select(sheet => sheet.WithConfirmed(confirmed))],
            FactsDigest = map.Text("factsDigest") ?? "",
            IsRestoration = map.Truth("restoration") ?? false,
            Steps = [.. map.Maps("steps", required: true).Select(ReadStep)],
        };
        if (plan.Wizard.Length > 0 && !WizardReader.IsName(plan.Wizard))
        {
            // Runs are kept under it.
            map.Report("wizard", T($"'{plan.Wizard}' is not a wizard's name."), T("Make the plan again with 'tuisetup plan'."));
        }

        target?.End();
        map.End();
        CheckSteps(map, plan);
        return plan;
    }

    private static AnswerSheet ReadAnswers(JsonMap sheet)
        => sheet.Keys.Aggregate(AnswerSheet.Empty, (answers, question) => answers.With(question, ReadValue(sheet, question)));

    private static Step ReadStep(JsonMap map)
    {
        var action = map.Text("action", required: true) ?? "";
        if (!Enum.TryParse<StepAction>(action, ignoreCase: true, out var parsed) || !Enum.IsDefined(parsed))
        {
            map.Report("action", T($"'{action}' is not create, change, remove or same."), T("Make the plan again."));
        }

        var step = new Step
        {
            Id = map.Text("id", required: true) ?? "",
            Backend = map.Text("backend", required: true) ?? "",
            Operation = map.Text("operation", required: true) ?? "",
            Target = map.Text("target", required: true) ?? "",
            Action = parsed,
            Summary = map.Text("summary") ?? "",
            Before = ReadValue(map, "before"),
            After = ReadValue(map, "after"),
            Arguments = ReadValue(map, "arguments"),
            DependsOn = [.. map.Texts("dependsOn")],
            Transaction = map.Text("transaction"),
            Question = map.Text("question"),
        };
        map.End();
        return step;
    }

    private static Value ReadValue(JsonMap? map, string key)
    {
        if (map?.Token(key) is not { } token)
        {
            return Value.Nothing;
        }

        if (ValueJson.Read(token) is { } value)
        {
            return value;
        }

        map.Report(token, T($"'{key}' holds a fraction."), T("Make the plan again."));
        return Value.Nothing;
    }

    private static void CheckSteps(JsonMap map, Plan plan)
    {
        var ids = new HashSet<string>();
        foreach (var step in plan.Steps)
        {
            if (step.Id.Length > 0 && !ids.Add(step.Id))
            {
                map.Report("steps", T($"two steps have the id '{step.Id}'."), T("Make the plan again."));
            }
        }

        foreach (var missing in plan.Steps.SelectMany(step => step.DependsOn).Where(id => !ids.Contains(id)).ToImmutableSortedSet())
        {
            map.Report("steps", T($"a step depends on '{missing}', which is not in the plan."), T("Make the plan again."));
        }
    }
}
