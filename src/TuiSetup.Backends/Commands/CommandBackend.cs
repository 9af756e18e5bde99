using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using TuiSetup.Backends.Host;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Json;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.Commands;

/// <summary>What a site adds without a line of C#: its own program reads facts, checks answers, makes the plan, applies and takes back.</summary>
internal sealed class CommandBackend(BackendContext context) : IBackend
{
    /// <summary>The answer that a wizard gives by itself, under "constants".</summary>
    public const string CommandField = "command";

    private readonly HostSteps _steps = new(machine: null, new SiteOperation(context.CommandFolders));

    public string Name => "command";

    public BackendVocabulary Vocabulary { get; } = new([CommandField], []) { IsOpen = true };

    /// <summary>Programs of a site are not asked to do two things at once.</summary>
    public int SideBySide => 1;

    public IReadOnlyDictionary<string, Value> Defaults { get; } = ImmutableDictionary<string, Value>.Empty;

    public ValueTask<Facts> ReadAsync(AnswerSheet answers, CancellationToken cancel) => ReadAsync(answers, new Progress<string>(), cancel);

    public async ValueTask<Facts> ReadAsync(AnswerSheet answers, IProgress<string> progress, CancellationToken cancel)
    {
        var program = new SiteProgram(answers[CommandField].AsText ?? "", context.CommandFolders);
        return new SiteFacts(program, (await program.AskAsync("facts", new JObject { ["answers"] = Write(answers) }, progress, cancel)).ReadFacts());
    }

    public async ValueTask<IReadOnlyList<Problem>> ValidateAsync(IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel)
        => (await ((SiteFacts)facts).Program.AskAsync("check", Request(batch, facts), progress: null, cancel)).ReadProblems();

    public async ValueTask<Plan> PlanAsync(string wizard, IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel)
    {
        var program = ((SiteFacts)facts).Program;
        return new()
        {
            Wizard = wizard,
            Backend = Name,
            Target = facts.Target,
            Answers = [.. batch.Select(answers => answers.Secrets.Keys.Aggregate(answers, (sheet, secret) => sheet.Without(secret)))],
            FactsDigest = facts.Digest,
            Steps = [.. (await program.AskAsync("plan", Request(batch, facts), progress: null, cancel)).ReadSteps(Name, program.Name)],
        };
    }

    public ValueTask ApplyAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel) => _steps.ApplyAsync(unit, progress, cancel);

    public ValueTask<Inspection> InspectAsync(StepUnit unit, CancellationToken cancel) => _steps.InspectAsync(unit, cancel);

    public ValueTask UndoAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel) => _steps.UndoAsync(unit, progress, cancel);

    private static JObject Request(IReadOnlyList<AnswerSheet> batch, Facts facts)
        => new() { ["answers"] = new JArray(batch.Select(Write)), ["facts"] = ValueJson.Write(((SiteFacts)facts).Own) };

    /// <summary>Secrets go to the program alone, by its standard input.</summary>
    private static JObject Write(AnswerSheet answers) => new(
        answers.Values.Where(answer => answer.Key != CommandField).Select(answer => new JProperty(answer.Key, ValueJson.Write(answer.Value)))
            .Concat(answers.Secrets.Select(secret => new JProperty(secret.Key, secret.Value.Reveal())))
            .OrderBy(property => property.Name, StringComparer.Ordinal));
}
