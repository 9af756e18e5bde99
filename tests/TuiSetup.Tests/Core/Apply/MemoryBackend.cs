using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Tests.Core.Apply;

/// <summary>The process dies here: nothing that runs afterwards may see it.</summary>
internal sealed class CrashException : Exception;

/// <summary>A system of named values in memory, whose calls can be made to fail.</summary>
internal sealed class MemoryBackend : IBackend, IExportBackend
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Value> _objects = [];
    private readonly List<string> _calls = [];

    public string Name => "memory";

    public int SideBySide { get; set; } = 4;

    /// <summary>What is exported before a run.</summary>
    public Func<IReadOnlyList<Export>> Exporting { get; set; } = () => [];

    public ValueTask<IReadOnlyList<Export>> ExportAsync(Plan plan, CancellationToken cancel) => ValueTask.FromResult(Exporting());

    public BackendVocabulary Vocabulary { get; } = new([], []);

    public IReadOnlyDictionary<string, Value> Defaults { get; } = new Dictionary<string, Value>();

    /// <summary>Called before each call, with its name and the unit; it may throw.</summary>
    public Action<string, StepUnit> Before { get; set; } = (_, _) => { };

    /// <summary>Called after each call.</summary>
    public Action<string, StepUnit> After { get; set; } = (_, _) => { };

    /// <summary>Awaited while a unit is applied.</summary>
    public Func<StepUnit, Task> Working { get; set; } = _ => Task.CompletedTask;

    /// <summary>Awaited while a unit is undone.</summary>
    public Func<StepUnit, Task> Undoing { get; set; } = _ => Task.CompletedTask;

    /// <summary>Every apply and undo, in order.</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_lock)
            {
                return [.. _calls];
            }
        }
    }

    public Value this[string target]
    {
        get
        {
            lock (_lock)
            {
                return _objects.GetValueOrDefault(target) ?? Value.Nothing;
            }
        }

        set
        {
            lock (_lock)
            {
                _objects[target] = value;
            }
        }
    }

    public void ForgetCalls() => _calls.Clear();

    public ValueTask<Facts> ReadAsync(AnswerSheet answers, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<Problem>> ValidateAsync(IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<Plan> PlanAsync(string wizard, IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel) => throw new NotSupportedException();

    public async ValueTask ApplyAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel)
    {
        Note("apply", unit);
        progress.Report("working");
        await Working(unit);
        Set(unit, step => step.After);
        After("apply", unit);
    }

    public async ValueTask UndoAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel)
    {
        Note("undo", unit);
        await Undoing(unit);
        Set(unit, step => step.Before);
        After("undo", unit);
    }

    public ValueTask<Inspection> InspectAsync(StepUnit unit, CancellationToken cancel)
    {
        Before("inspect", unit);
        return ValueTask.FromResult(
            unit.Steps.All(step => this[step.Target] == step.After) ? new Inspection(StepState.After)
            : unit.Steps.All(step => this[step.Target] == step.Before) ? new Inspection(StepState.Before)
            : new Inspection(StepState.Neither, "it differs."));
    }

    private void Note(string call, StepUnit unit)
    {
        Before(call, unit);
        lock (_lock)
        {
            _calls.Add($"{call} {unit.Id}");
        }
    }

    private void Set(StepUnit unit, Func<Step, Value> value)
    {
        foreach (var step in unit.Steps)
        {
            this[step.Target] = value(step);
        }
    }
}
