using Microsoft.Extensions.Time.Testing;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Reports;
using TuiSetup.Core.Values;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Core.Apply;

/// <summary>An engine on a system in memory and a state folder of its own.</summary>
internal sealed class EngineFixture : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Lock _lock = new();

    public EngineFixture()
    {
        Store = new RunStore(StateFolder, Time);
        Engine = new Engine(Store, _ => Backend);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public string StateFolder => _folder["state"];

    public MemoryBackend Backend { get; } = new();

    public RunStore Store { get; }

    public Engine Engine { get; }

    public List<ApplyEvent> Events { get; } = [];

    /// <summary>The events as short words.</summary>
    public IEnumerable<string> Told => Events.Select(happened => happened switch
    {
        ApplyEvent.Started started => $"{(started.Undoing ? "undoing" : "started")} {started.Step.Id}",
        ApplyEvent.Progress progress => $"progress {progress.Step.Id}",
        ApplyEvent.Finished finished => $"{finished.Result} {finished.Step.Id}",
        ApplyEvent.Trouble trouble => $"trouble {trouble.Step?.Id}",
        ApplyEvent.Ended ended => $"end {ended.Report.Outcome}",
        _ => "?",
    });

    /// <summary>A plan of steps, each written as its id, then the ids it depends on, then /transaction.</summary>
    public static Plan Plan(params string[] steps) => new()
    {
        Wizard = "memory",
        Backend = "memory",
        Target = new PlanTarget("here", "it", Value.Nothing),
        Answers = [],
        FactsDigest = "",
        Steps = [.. steps.Select(MakeStep)],
    };

    public Task<Report> ApplyAsync(Plan plan, CancellationToken cancel = default) => Engine.ApplyAsync(plan, Listen, cancel);

    public Task<Report> UndoAsync(string run) => Engine.UndoAsync(Store.Find(run)!, Listen);

    public Task<Report> ResumeAsync(bool undo, CancellationToken cancel = default) => Engine.ResumeAsync(Store.Interrupted()!, undo, Listen, cancel);

    public void Listen(ApplyEvent happened)
    {
        lock (_lock)
        {
            Events.Add(happened);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static Step MakeStep(string text)
    {
        var words = text.Split('/');
        var ids = words[0].Split(' ');
        var same = ids[0].StartsWith('=');
        var id = ids[0].TrimStart('=');
        var after = Value.Map(("value", Value.Of("after " + id)));
        return new Step
        {
            Id = id,
            Backend = "memory",
            Operation = "set",
            Target = "Object " + id,
            Action = same ? StepAction.Same : StepAction.Create,
            Summary = "sets " + id,
            Before = same ? after : Value.Nothing,
            After = after,
            DependsOn = [.. ids[1..]],
            Transaction = words.Length > 1 ? words[1] : null,
        };
    }
}
