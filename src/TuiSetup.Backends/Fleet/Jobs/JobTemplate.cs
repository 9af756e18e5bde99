using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.Fleet;

/// <summary>What every host of a job is told, with <c>${NAME}</c> where hosts differ.</summary>
public sealed partial class JobTemplate
{
    private const string Undo = "undo ";

    private readonly JObject _arguments;

    internal JobTemplate(string task, string title, JObject arguments)
    {
        (Task, Title, _arguments) = (task, title, arguments);
    }

    public string Task { get; }

    /// <summary>What it is, in a few words: the wizard's name.</summary>
    public string Title { get; }

    /// <summary>The same in the language in use.</summary>
    public string ShownTitle => Title.StartsWith(Undo, StringComparison.Ordinal) ? T($"undo {Title[Undo.Length..]}") : Title;

    internal JObject Arguments => _arguments;

    /// <summary>A plan that was made before. It is for the one system that it was made from.</summary>
    public static JobTemplate OfPlan(string task, Plan plan) => new(task, plan.Wizard, new JObject { ["plan"] = PlanFile.ToJson(plan) });

    /// <summary>Takes back what another job did on its hosts.</summary>
    public static JobTemplate OfUndo(string job) => new(FleetNames.UndoTask, Undo + job, new JObject { ["run"] = job + ".${host}" });

    /// <summary>The answers that a plan was made of, of which each host makes its own. They are complete and checked.</summary>
    public static JobTemplate OfAnswers(Plan plan)
    {
        var json = PlanFile.ToJson(plan);
        return new JobTemplate(FleetNames.ApplyTask, plan.Wizard, new JObject { ["wizard"] = plan.Wizard, ["answers"] = json["answers"], ["confirm"] = json["confirm"] });
    }

    /// <summary>Answers of which each host makes its own plan.</summary>
    /// <param name="task">What is done with them.</param>
    /// <param name="wizard">The wizard that asked.</param>
    /// <param name="path">The answer file.</param>
    /// <param name="hosts">Who gets them: what is wrong for one of them is told before any of them is sent.</param>
    /// <exception cref="ProblemException">They have mistakes.</exception>
    public static JobTemplate OfAnswers(string task, WizardDefinition wizard, string path, IReadOnlyList<JobHost> hosts)
    {
        var root = Load(path);
        var template = new JobTemplate(task, wizard.Name, new JObject { ["wizard"] = wizard.Name, ["answers"] = root["answers"], ["confirm"] = root["confirm"] });
        var problems = new List<Problem>();
        CheckSecrets(root, path, problems);
        foreach (var host in hosts)
        {
            Check(root, wizard, path, host, problems);
        }

        return problems.Count == 0 ? template : throw new ProblemException([.. problems.DistinctBy(problem => problem.ToString())]);
    }

    /// <summary>The arguments of one host. <exception cref="ProblemException">It lacks a variable.</exception></summary>
    internal JObject For(JobHost host)
    {
        if (_arguments["plan"] is not null)
        {
            // A plan is what it is: nothing in it stands for something else.
            return _arguments;
        }

        var missing = new SortedSet<string>(StringComparer.Ordinal);
        var arguments = (JObject)Fill(_arguments, host.Variables, missing);
        return missing.Count == 0 ? arguments : throw new ProblemException([.. missing.Select(name => Missing(host, name))]);
    }

    private static void Check(JObject root, WizardDefinition wizard, string path, JobHost host, List<Problem> problems)
    {
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        var filled = (JObject)Fill(root, host.Variables, missing);
        problems.AddRange(missing.Select(name => Missing(host, name)));
        if (missing.Count > 0)
        {
            return;
        }

        foreach (var reference in References(filled).ToList())
        {
            reference.Parent!.Remove();
        }

        new AnswerFileReader(wizard, new AnswerSources()) { IsPartial = true }.Read(filled, path, out var found);
        problems.AddRange(found);
    }

    /// <summary>A text that is one variable alone becomes a number where it looks like one, because answers have numbers.</summary>
    private static JToken Fill(JToken token, ImmutableDictionary<string, string> variables, SortedSet<string> missing) => token switch
    {
        JObject map => new JObject(map.Properties().Select(property => new JProperty(property.Name, Fill(property.Value, variables, missing)))),
        JArray list => new JArray(list.Select(item => Fill(item, variables, missing))),
        JValue { Value: string text } => Fill(text, variables, missing),
        _ => token.DeepClone(),
    };

    private static JValue Fill(string text, ImmutableDictionary<string, string> variables, SortedSet<string> missing)
    {
        var filled = Variable().Replace(text, match =>
        {
            if (variables.TryGetValue(match.Groups[1].Value, out var value))
            {
                return value;
            }

            missing.Add(match.Groups[1].Value);
            return "";
        });
        return Variable().Match(text).Value == text && long.TryParse(filled, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new JValue(number) : new JValue(filled);
    }

    private static void CheckSecrets(JObject root, string path, List<Problem> problems)
    {
        foreach (var reference in References(root).Where(reference => reference["env"] is not null || !FleetNames.IsName($"{reference["file"]}")))
        {
            var at = (IJsonLineInfo)reference;
            problems.Add(new Problem
            {
                Severity = Severity.Error,
                Place = $"{path}:{at.LineNumber}:{at.LinePosition}",
                Message = T("No secret is sent: each host reads its own."),
                Remedy = T("Give {\"file\": \"NAME\"}; it is the credential answer-NAME of the unit of its worker."),
            });
        }
    }

    private static IEnumerable<JObject> References(JObject root)
        => root.Descendants().OfType<JObject>().Where(map => map.Parent is JProperty && map.Properties().ToList() is [{ Name: "env" or "file", Value.Type: JTokenType.String }]);

    private static JObject Load(string path)
    {
        try
        {
            using var reader = new JsonTextReader(new StreamReader(path)) { DateParseHandling = DateParseHandling.None, MaxDepth = 64 };
            return JObject.Load(reader, new JsonLoadSettings { LineInfoHandling = LineInfoHandling.Load });
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException([new Problem { Severity = Severity.Error, Place = path, Message = T($"The answers cannot be read: {unreadable.Message}"), Remedy = T("Check the path and its permissions.") }]);
        }
        catch (JsonReaderException broken)
        {
            throw new ProblemException([new Problem { Severity = Severity.Error, Place = $"{path}:{broken.LineNumber}:{broken.LinePosition + 1}", Message = T("This is not JSON."), Remedy = T("Correct it there or just before.") }]);
        }
    }

    private static Problem Missing(JobHost host, string name)
        => Problem.Error(null, T($"The host {host.Name} has no variable '{name}'."), T($"Give it in the list of hosts: {host.Name} {name}=VALUE."));

    [GeneratedRegex(@"\$\{([A-Za-z_][A-Za-z0-9_.-]*)\}")]
    private static partial Regex Variable();
}
