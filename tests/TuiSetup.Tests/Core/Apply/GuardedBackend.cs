using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Tests.Core.Apply;

/// <summary>A backend in memory whose changes are guarded; both note what is done in one list.</summary>
internal sealed class GuardedBackend(MemoryBackend inner) : IBackend, IGuardedBackend, IGuard
{
    private readonly List<(int Before, string Call)> _own = [];

    public string Name => inner.Name;

    public bool CanCutOff { get; set; } = true;

    public Action Begin { get; set; } = () => { };

    public Action Keep { get; set; } = () => { };

    public Action Back { get; set; } = () => { };

    /// <summary>What was done, in order.</summary>
    public IEnumerable<string> All
        => Enumerable.Range(0, inner.Calls.Count + 1).SelectMany(index
            => _own.Where(own => own.Before == index).Select(own => own.Call).Concat(index < inner.Calls.Count ? [inner.Calls[index]] : []));

    public void Forget()
    {
        _own.Clear();
        inner.ForgetCalls();
    }

    public BackendVocabulary Vocabulary => inner.Vocabulary;

    public IReadOnlyDictionary<string, Value> Defaults => inner.Defaults;

    public ValueTask<IGuard?> GuardAsync(Plan plan, CancellationToken cancel)
    {
        Begin();
        return Note("guard", (IGuard?)this);
    }

    public ValueTask CountDownAsync(TimeSpan window, CancellationToken cancel) => Note($"count down {window.TotalSeconds:0}");

    public ValueTask KeepAsync(CancellationToken cancel)
    {
        Keep();
        return Note("keep");
    }

    public ValueTask RollBackAsync(CancellationToken cancel) => Note("roll back");

    public ValueTask WaitUntilBackAsync(CancellationToken cancel)
    {
        Back();
        return Note("back");
    }

    public ValueTask DisposeAsync() => Note("dispose");

    public ValueTask<Facts> ReadAsync(AnswerSheet answers, CancellationToken cancel) => inner.ReadAsync(answers, cancel);

    public ValueTask<IReadOnlyList<Problem>> ValidateAsync(IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel)
        => inner.ValidateAsync(batch, facts, cancel);

    public ValueTask<Plan> PlanAsync(string wizard, IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel)
        => inner.PlanAsync(wizard, batch, facts, cancel);

    public ValueTask ApplyAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel) => inner.ApplyAsync(unit, progress, cancel);

    public ValueTask<Inspection> InspectAsync(StepUnit unit, CancellationToken cancel) => inner.InspectAsync(unit, cancel);

    public ValueTask UndoAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel) => inner.UndoAsync(unit, progress, cancel);

    private ValueTask Note(string call)
    {
        _own.Add((inner.Calls.Count, call));
        return ValueTask.CompletedTask;
    }

    private ValueTask<T> Note<T>(string call, T result)
    {
        _own.Add((inner.Calls.Count, call));
        return ValueTask.FromResult(result);
    }
}
