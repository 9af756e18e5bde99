using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using TuiSetup.Backends.Host;
using TuiSetup.Core.Json;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.Commands;

/// <summary>What a program of the site answered.</summary>
internal sealed class SiteReply
{
    private readonly List<Problem> _mistakes = [];
    private readonly JsonMap _map;

    /// <param name="root">The answer.</param>
    /// <param name="name">What mistakes in it call it.</param>
    public SiteReply(JObject root, string name) => _map = new JsonMap(root, name, _mistakes);

    public static BackendException Broken(IEnumerable<Problem> mistakes)
        => new(BackendFailure.Failed, T($"The program's answer cannot be taken: {string.Join(' ', mistakes.Take(3))}"));

    /// <summary>Of 'facts'.</summary>
    public (string Identity, ImmutableDictionary<string, ImmutableArray<Choice>> Lists, Value Present, Value Facts) ReadFacts()
    {
        var lists = ImmutableDictionary.CreateBuilder<string, ImmutableArray<Choice>>();
        if (_map.Map("lists") is { } all)
        {
            foreach (var key in all.Keys.ToList())
            {
                lists[key] = [.. all.Maps(key).Select(ReadChoice)];
            }
        }

        return Checked((_map.Text("identity") ?? "", lists.ToImmutable(), ReadValue(_map, "present"), ReadValue(_map, "facts")));
    }

    /// <summary>Of 'check'.</summary>
    public IReadOnlyList<Problem> ReadProblems() => Checked(_map.Maps("problems").Select(ReadProblem).ToList());

    /// <summary>Of 'plan'.</summary>
    public IReadOnlyList<Step> ReadSteps(string backend, string program)
        => Checked(_map.Maps("steps", required: true).Select(step => ReadStep(step, backend, program)).ToList());

    /// <summary>Of 'read'.</summary>
    public Value ReadValue() => Checked(ReadValue(_map, "value"));

    private T Checked<T>(T read)
    {
        _map.End();
        return _mistakes.Count == 0 ? read : throw Broken(_mistakes);
    }

    private static Choice ReadChoice(JsonMap map)
    {
        var value = map.Text("value", required: true) ?? "";
        var choice = new Choice(value, map.Text("label") ?? value, map.Text("detail") ?? "");
        map.End();
        return choice;
    }

    private static Problem ReadProblem(JsonMap map)
    {
        var (field, message, remedy, phrase) = (map.Text("field"), map.Text("message", required: true) ?? "", map.Text("remedy") ?? "", map.Text("phrase"));
        var severity = map.Text("severity") ?? "error";
        if (severity is not ("error" or "warning" or "confirm") || (severity == "confirm") != phrase is { Length: > 0 })
        {
            map.Report("severity", T("'severity' must be error, warning, or confirm with a 'phrase' to type."), T("Correct it."));
        }

        map.End();
        return severity switch
        {
            "warning" => Problem.Warning(field, message, remedy),
            "confirm" => Problem.Confirm(field, phrase ?? "", message),
            _ => Problem.Error(field, message, remedy),
        };
    }

    private static Step ReadStep(JsonMap map, string backend, string program)
    {
        var step = HostStep.Make(
            backend, SiteOperation.OperationName, map.Text("target", required: true) ?? "", map.Text("summary") ?? "", ReadValue(map, "before"), ReadValue(map, "after"));
        step = step with
        {
            Arguments = Value.Map((SiteOperation.ProgramKey, Value.Of(program)), (SiteOperation.OwnKey, ReadValue(map, "arguments"))),
            DependsOn = [.. map.Texts("dependsOn").Select(target => $"{SiteOperation.OperationName}:{target}")],
            Question = map.Text("question"),
        };
        map.End();
        return step;
    }

    private static Value ReadValue(JsonMap map, string key)
    {
        if (map.Token(key) is not { } token)
        {
            return Value.Nothing;
        }

        if (ValueJson.Read(token) is { } value)
        {
            return value;
        }

        map.Report(token, T($"'{key}' has a fraction in it."), T("Write it as a text, or in a smaller unit."));
        return Value.Nothing;
    }
}
