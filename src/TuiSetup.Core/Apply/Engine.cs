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
    /// <summary>Applies a plan, and asks nobody.</summary>
    /// <inheritdoc cref="ApplyAsync(Plan, Action{ApplyEvent}, RunQuestions, CancellationToken)"/>
    public Task<Reports.Report> ApplyAsync(Plan plan, Action<ApplyEvent> listener, CancellationToken cancel)
        => ApplyAsync(plan, listener, RunQuestions.None, cancel);

    /// <param name="plan">What to do.</param>
    /// <param name="listener">Is told what happens, from any thread.</param>
    /// <param name="questions">Who answers what is asked on the way.</param>
    /// <param name="cancel">Stops it, and takes it back.</param>
    /// <exception cref="RunLockedException">Another run is at work.</exception>
    /// <exception cref="JournalException">The state folder cannot be written; nothing was changed.</exception>
    public async Task<Reports.Report> ApplyAsync(Plan plan, Action<ApplyEvent> listener, RunQuestions questions, CancellationToken cancel)
    {
        var state = new RunState(plan, listener);
        if (plan.ChangesNothing)
        {
            return state.End(state.Report(null, Outcome.Unchanged));
        }

        foreach (var unit in plan.Units())
        {
            // A backend that is not there is found before a run begins.
            _ = backends(unit.Backend);
        }

        using var taken = store.TakeLock(T($"applying {plan.Wizard}"));
        var (run, journal) = store.Begin(plan, questions.Run);
        using (journal)
        {
            if (!await ExportAsync(run, state, cancel))
            {
                store.Forget(run);
                return state.End(state.Report(null, Outcome.Refused));
            }

            var (isGuarded, guard) = await GuardAsync(run, questions, state, cancel);
            if (!isGuarded)
            {
                store.Forget(run);
                return state.End(state.Report(null, cancel.IsCancellationRequested ? Outcome.Cancelled : Outcome.Refused));
            }

            await using (guard)
            {
                return await WorkOn(run, journal, state).ForwardAsync([], questions.GoOn, guard, cancel);
            }
        }
    }

    /// <summary>Brings everything that a run did back to what it was before, and asks nobody.</summary>
    /// <inheritdoc cref="UndoAsync(RunRecord, Action{ApplyEvent}, RunQuestions, CancellationToken)"/>
    public Task<Reports.Report> UndoAsync(RunRecord run, Action<ApplyEvent> listener)
        => UndoAsync(run, listener, RunQuestions.None, CancellationToken.None);

    /// <summary>Brings everything that a run did back to what it was before, under a guard where the run itself has one.</summary>
    /// <param name="run">The run.</param>
    /// <param name="listener">Is told what happens, from any thread.</param>
    /// <param name="questions">Who says whether it can stay undone.</param>
    /// <param name="cancel">Ends the question; then it cannot stay.</param>
    /// <exception cref="RunLockedException">Another run is at work.</exception>
    public async Task<Reports.Report> UndoAsync(RunRecord run, Action<ApplyEvent> listener, RunQuestions questions, CancellationToken cancel)
    {
        var state = new RunState(run.Plan, listener);
        using var taken = store.TakeLock(T($"undoing {run.Id}"));
        var done = Begun(run);
        if (await FindDriftAsync(done, state))
        {
            return state.End(state.Report(run.Id, Outcome.Refused));
        }

        using var journal = store.Reopen(run.Id);

        // A watch must find that the run is at work.
        journal.BeginUndo();
        var (isGuarded, guard) = await GuardAsync(run.Id, questions, state, cancel);
        if (!isGuarded)
        {
            journal.End(run.Status == RunStatus.Left ? Outcome.Left : Outcome.Done);
            return state.End(state.Report(run.Id, Outcome.Refused));
        }

        await using (guard)
        {
            return await WorkOn(run.Id, journal, state).UndoAsync(done, guard, cancel);
        }
    }

    /// <summary>Finishes, or undoes, a run whose process died, and asks nobody.</summary>
    /// <inheritdoc cref="ResumeAsync(RunRecord, bool, Action{ApplyEvent}, RunQuestions, CancellationToken)"/>
    public Task<Reports.Report> ResumeAsync(RunRecord run, bool undo, Action<ApplyEvent> listener, CancellationToken cancel)
        => ResumeAsync(run, undo, listener, RunQuestions.None, cancel);

    /// <summary>Finishes, or undoes, a run whose process died. An undo that was begun goes on.</summary>
    /// <param name="run">The run.</param>
    /// <param name="undo">Whether it is taken back.</param>
    /// <param name="listener">Is told what happens, from any thread.</param>
    /// <param name="questions">Who answers what is asked on the way.</param>
    /// <param name="cancel">Stops it, and takes it back.</param>
    /// <exception cref="RunLockedException">Another run is at work.</exception>
    /// <exception cref="BackendException">The target cannot be asked; the run stays as it is.</exception>
    public async Task<Reports.Report> ResumeAsync(RunRecord run, bool undo, Action<ApplyEvent> listener, RunQuestions questions, CancellationToken cancel)
    {
        var state = new RunState(run.Plan, listener);
        using var taken = store.TakeLock(T($"resuming {run.Id}"));
        await VerifyAsync(run.Plan, cancel);
        var entries = store.Entries(run.Id);
        undo |= entries.Any(entry => entry.BeginsUndo);
        var begun = Begun(run);
        using var journal = store.Reopen(run.Id);
        var work = WorkOn(run.Id, journal, state);
        if (undo && !HasEnded(entries))
        {
            // Nobody has kept it, so nobody relies on it; and its own guard may be there still.
            journal.BeginUndo();
            return await work.UndoAsync(begun, guard: null, cancel);
        }

        var (isGuarded, guard) = await GuardAsync(run.Id, questions, state, cancel);
        if (!isGuarded)
        {
            return state.End(state.Report(run.Id, Outcome.Refused));
        }

        await using (guard)
        {
            return undo ? await work.UndoAsync(begun, guard, cancel) : await work.ForwardAsync(begun, questions.GoOn, guard, cancel);
        }
    }

    /// <summary>
    /// Takes back what a process was at when it died: a run that it was applying is undone, and a run that it was undoing
    /// is brought forward again.
    /// </summary>
    /// <exception cref="RunLockedException">Another run is at work.</exception>
    /// <exception cref="BackendException">The target cannot be asked; the run stays as it is.</exception>
    public async Task<Reports.Report> TakeBackAsync(RunRecord run, Action<ApplyEvent> listener)
    {
        if (!HasEnded(store.Entries(run.Id)))
        {
            return await ResumeAsync(run, undo: true, listener, CancellationToken.None);
        }

        var state = new RunState(run.Plan, listener);
        using var taken = store.TakeLock(T($"restoring {run.Id}"));
        await VerifyAsync(run.Plan, CancellationToken.None);
        using var journal = store.Reopen(run.Id);
        return await WorkOn(run.Id, journal, state).RestoreAsync(Begun(run), guard: null);
    }

    /// <summary>How each unit stands to the target now, those that change nothing too.</summary>
    public Task<IReadOnlyList<(StepUnit Unit, Inspection Found)>> VerifyAsync(Plan plan, CancellationToken cancel)
        => InspectAsync(plan.Units(all: true), cancel);

    private async Task<IReadOnlyList<(StepUnit Unit, Inspection Found)>> InspectAsync(IEnumerable<StepUnit> units, CancellationToken cancel)
    {
        var result = new List<(StepUnit, Inspection)>();
        foreach (var unit in units)
        {
            result.Add((unit, await backends(unit.Backend).InspectAsync(unit, cancel)));
        }

        return result;
    }

    /// <summary>Keeps the backend's export of what will be changed. False when there should be one and there is not.</summary>
    private async Task<bool> ExportAsync(string run, RunState state, CancellationToken cancel)
    {
        if (backends(state.Plan.Backend) is not IExportBackend exporting)
        {
            return true;
        }

        try
        {
            foreach (var export in await exporting.ExportAsync(state.Plan, cancel))
            {
                store.Keep(run, export);
            }

            return true;
        }
        catch (BackendException failed)
        {
            state.Unreachable = failed.Failure != BackendFailure.Drifted;
            state.Trouble(null, T($"{failed.Message} Nothing was changed."));
            return false;
        }
        catch (ProblemException)
        {
            // A secret is missing, say: nothing was begun.
            store.Forget(run);
            throw;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    /// <summary>The units that a run set out to change, in order. What it found done already is not its own.</summary>
    private List<StepUnit> Begun(RunRecord run)
    {
        var begun = store.Entries(run.Id).Where(entry => entry.State == UnitState.Applying).Select(entry => entry.Unit).ToHashSet();
        return [.. InOrder(run.Plan).Where(unit => begun.Contains(unit.Id))];
    }

    private static List<StepUnit> InOrder(Plan plan)
    {
        var (ordered, schedule) = (new List<StepUnit>(), new UnitSchedule(plan.Units()));
        while (schedule.Take() is { } next)
        {
            ordered.Add(next);
            schedule.Finish(next);
        }

        return ordered;
    }

    private Task<(bool IsGuarded, GuardedRun? Guard)> GuardAsync(string run, RunQuestions questions, RunState state, CancellationToken cancel)
        => GuardedRun.BeginAsync(run, backends(state.Plan.Backend), questions, store.Time, state, cancel);

    private RunWork WorkOn(string run, Journal journal, RunState state) => new(run, journal, state, store, backends);

    /// <summary>Whether a run that is at work again had come to an end, so that it is its undo that is at work.</summary>
    private static bool HasEnded(IEnumerable<JournalEntry> entries) => entries.Any(entry => entry.Outcome is not null);

    private async Task<bool> FindDriftAsync(IEnumerable<StepUnit> units, RunState state)
    {
        var drifted = false;
        foreach (var (unit, found) in await InspectAsync(units, CancellationToken.None))
        {
            if (found.State == StepState.Neither)
            {
                drifted = true;
                state.Trouble(unit, T($"{unit.Steps[0].ShownTarget} was changed by someone else since this run: {found.Detail} Undo would overwrite that."));
            }
        }

        return drifted;
    }
}
