using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;

namespace TuiSetup.Core.Apply;

/// <summary>
/// Applies plans, undoes them, and takes up runs whose process died. Units go side by side where they do not depend
/// on each other; when one fails, or the user cancels, what is in hand is finished and everything done is undone in
/// reverse.
/// </summary>
public sealed class Engine(RunStore store, Func<string, IBackend> backends)
{
    /// <summary>Units at work at the same time.</summary>
    private const int SideBySide = 4;

    /// <exception cref="RunLockedException">Another run is at work.</exception>
    /// <exception cref="JournalException">The state folder cannot be written; nothing was changed.</exception>
    public async Task<Reports.Report> ApplyAsync(Plan plan, Action<ApplyEvent> listener, CancellationToken cancel)
    {
        var state = new RunState(plan, listener);
        if (plan.ChangesNothing)
        {
            return state.End(state.Report(null, Outcome.Unchanged));
        }

        using var taken = store.TakeLock($"applying {plan.Wizard}");
        var (run, journal) = store.Begin(plan);
        using (journal)
        {
            return await ForwardAsync(run, journal, state, cancel);
        }
    }

    /// <summary>Brings everything that a run did back to what it was before.</summary>
    /// <exception cref="RunLockedException">Another run is at work.</exception>
    public async Task<Reports.Report> UndoAsync(RunRecord run, Action<ApplyEvent> listener)
    {
        var state = new RunState(run.Plan, listener);
        using var taken = store.TakeLock($"undoing {run.Id}");
        if (await FindDriftAsync(run.Plan, state))
        {
            return state.End(state.Report(run.Id, Outcome.Refused));
        }

        using var journal = store.Reopen(run.Id);
        return await BackAsync(run.Id, journal, state, Outcome.Undone);
    }

    /// <summary>Finishes, or undoes, a run whose process died.</summary>
    /// <exception cref="RunLockedException">Another run is at work.</exception>
    /// <exception cref="BackendException">The target cannot be asked; the run stays as it is.</exception>
    public async Task<Reports.Report> ResumeAsync(RunRecord run, bool undo, Action<ApplyEvent> listener, CancellationToken cancel)
    {
        var state = new RunState(run.Plan, listener);
        using var taken = store.TakeLock($"resuming {run.Id}");
        await VerifyAsync(run.Plan, cancel);
        undo |= store.Entries(run.Id).Any(entry => entry.BeginsUndo);
        using var journal = store.Reopen(run.Id);
        return undo
            ? await BackAsync(run.Id, journal, state, Outcome.Undone)
            : await ForwardAsync(run.Id, journal, state, cancel);
    }

    /// <summary>How each unit stands to the target now, those that change nothing too.</summary>
    public async Task<IReadOnlyList<(StepUnit Unit, Inspection Found)>> VerifyAsync(Plan plan, CancellationToken cancel)
    {
        var result = new List<(StepUnit, Inspection)>();
        foreach (var unit in plan.Units(all: true))
        {
            result.Add((unit, await backends(unit.Backend).InspectAsync(unit, cancel)));
        }

        return result;
    }

    private async Task<Reports.Report> ForwardAsync(string run, Journal journal, RunState state, CancellationToken cancel)
    {
        var done = new List<StepUnit>();
        var waiting = state.Plan.Units().ToList();
        var working = new Dictionary<Task<bool>, StepUnit>();
        var failed = false;
        while (working.Count > 0 || (waiting.Count > 0 && !failed && !cancel.IsCancellationRequested))
        {
            if (!failed && !cancel.IsCancellationRequested)
            {
                StartReady(waiting, working, done, journal, state);
            }

            if (working.Count == 0)
            {
                state.Trouble(null, "The plan's steps depend on each other in a circle.");
                failed = true;
                continue;
            }

            var finished = await Task.WhenAny(working.Keys);
            working.Remove(finished, out var unit);
            if (await finished)
            {
                done.Add(unit!);
            }
            else
            {
                failed = true;
            }
        }

        if (!failed && !cancel.IsCancellationRequested)
        {
            return Close(run, journal, state, Outcome.Done);
        }

        if (done.Count == 0 && !state.HasLeft)
        {
            return Close(run, journal, state, failed ? NothingDone(state) : Outcome.Cancelled);
        }

        return await BackAsync(run, journal, state, failed ? Outcome.Undone : Outcome.Cancelled, done);
    }

    /// <summary>Nothing had been changed before the failure: by drift or an unreachable target it counts as not begun.</summary>
    private static Outcome NothingDone(RunState state)
        => state.Unreachable || state.Report(null, Outcome.Refused).Steps.All(step => step.Result is Reports.StepResult.Pending or Reports.StepResult.Same)
            ? Outcome.Refused : Outcome.Undone;

    private void StartReady(List<StepUnit> waiting, Dictionary<Task<bool>, StepUnit> working, List<StepUnit> done, Journal journal, RunState state)
    {
        foreach (var unit in waiting.Where(unit => waiting.Concat(working.Values).All(other => other == unit || !unit.DependsOn(other))).ToList())
        {
            if (working.Count == SideBySide)
            {
                return;
            }

            waiting.Remove(unit);
            working.Add(new UnitRunner(backends(unit.Backend), journal, state).ApplyAsync(unit), unit);
        }
    }

    private async Task<Reports.Report> BackAsync(string run, Journal journal, RunState state, Outcome outcome, List<StepUnit>? done = null)
    {
        var note = state.HasProblems;
        try
        {
            journal.BeginUndo();
        }
        catch (JournalException failed) when (note || done is not null)
        {
            state.Trouble(null, failed.Message);
        }

        foreach (var unit in (done ?? InOrder(state.Plan)).AsEnumerable().Reverse())
        {
            await new UnitRunner(backends(unit.Backend), journal, state).UndoAsync(unit);
        }

        return Close(run, journal, state, state.HasLeft ? Outcome.Left : outcome);
    }

    private static List<StepUnit> InOrder(Plan plan)
    {
        var (ordered, waiting) = (new List<StepUnit>(), plan.Units().ToList());
        while (waiting.FirstOrDefault(unit => waiting.All(other => other == unit || !unit.DependsOn(other))) is { } next)
        {
            ordered.Add(next);
            waiting.Remove(next);
        }

        return [.. ordered, .. waiting];
    }

    private async Task<bool> FindDriftAsync(Plan plan, RunState state)
    {
        var drifted = false;
        foreach (var (unit, found) in await VerifyAsync(plan, CancellationToken.None))
        {
            if (found.State == StepState.Neither)
            {
                drifted = true;
                state.Trouble(unit, $"{unit.Steps[0].Target} was changed by someone else since this run: {found.Detail} Undo would overwrite that.");
            }
        }

        return drifted;
    }

    private Reports.Report Close(string run, Journal journal, RunState state, Outcome outcome)
    {
        var report = state.Report(run, outcome);
        try
        {
            store.Save(report);
            journal.End(outcome);
        }
        catch (JournalException failed)
        {
            state.Trouble(null, failed.Message);
            report = state.Report(run, outcome);
        }

        return state.End(report);
    }
}
