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

        using var taken = store.TakeLock($"applying {plan.Wizard}");
        var (run, journal) = store.Begin(plan);
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
                return await ForwardAsync(run, journal, state, [], questions.GoOn, GuardedOrNot(guard, questions, state), cancel);
            }
        }
    }

    /// <summary>Brings everything that a run did back to what it was before.</summary>
    /// <exception cref="RunLockedException">Another run is at work.</exception>
    public async Task<Reports.Report> UndoAsync(RunRecord run, Action<ApplyEvent> listener)
    {
        var state = new RunState(run.Plan, listener);
        using var taken = store.TakeLock($"undoing {run.Id}");
        var done = Begun(run);
        if (await FindDriftAsync(done, state))
        {
            return state.End(state.Report(run.Id, Outcome.Refused));
        }

        using var journal = store.Reopen(run.Id);
        return await BackAsync(run.Id, journal, state, Outcome.Undone, done);
    }

    /// <summary>Finishes, or undoes, a run whose process died.</summary>
    /// <exception cref="RunLockedException">Another run is at work.</exception>
    /// <exception cref="BackendException">The target cannot be asked; the run stays as it is.</exception>
    public Task<Reports.Report> ResumeAsync(RunRecord run, bool undo, Action<ApplyEvent> listener, CancellationToken cancel)
        => ResumeAsync(run, undo, listener, RunQuestions.None, cancel);

    /// <inheritdoc cref="ResumeAsync(RunRecord, bool, Action{ApplyEvent}, CancellationToken)"/>
    /// <param name="run">The run.</param>
    /// <param name="undo">Whether it is taken back.</param>
    /// <param name="listener">Is told what happens, from any thread.</param>
    /// <param name="questions">Who answers what is asked on the way.</param>
    /// <param name="cancel">Stops it, and takes it back.</param>
    public async Task<Reports.Report> ResumeAsync(RunRecord run, bool undo, Action<ApplyEvent> listener, RunQuestions questions, CancellationToken cancel)
    {
        var state = new RunState(run.Plan, listener);
        using var taken = store.TakeLock($"resuming {run.Id}");
        await VerifyAsync(run.Plan, cancel);
        undo |= store.Entries(run.Id).Any(entry => entry.BeginsUndo);
        var begun = Begun(run);
        using var journal = store.Reopen(run.Id);
        if (undo)
        {
            return await BackAsync(run.Id, journal, state, Outcome.Undone, begun);
        }

        var (isGuarded, guard) = await GuardAsync(run.Id, questions, state, cancel);
        if (!isGuarded)
        {
            return state.End(state.Report(run.Id, Outcome.Refused));
        }

        await using (guard)
        {
            return await ForwardAsync(run.Id, journal, state, [.. begun.Select(unit => unit.Id)], questions.GoOn, GuardedOrNot(guard, questions, state), cancel);
        }
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

    /// <param name="run">The run.</param>
    /// <param name="journal">Its journal.</param>
    /// <param name="state">What has become of its steps.</param>
    /// <param name="begun">Units that an earlier process of this run began.</param>
    /// <param name="goOn">Asks the questions of steps.</param>
    /// <param name="guard">What takes it back unless it is kept; null: nothing does.</param>
    /// <param name="cancel">Stops it, and takes it back.</param>
    private async Task<Reports.Report> ForwardAsync(
        string run, Journal journal, RunState state, HashSet<string> begun, GoOn? goOn, GuardedRun? guard, CancellationToken cancel)
    {
        using var refused = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        cancel = refused.Token;
        var done = new List<StepUnit>();
        var schedule = new UnitSchedule(state.Plan.Units());
        var working = new Dictionary<Task<Reports.StepResult>, StepUnit>();
        var failed = false;
        while (working.Count > 0 || (schedule.Left > 0 && !failed && !cancel.IsCancellationRequested))
        {
            if (!failed && !cancel.IsCancellationRequested)
            {
                StartReady(schedule, working, unit => RunnerOf(unit, journal, state).ApplyAsync(unit, begun.Contains(unit.Id)));
            }

            if (working.Count == 0)
            {
                state.Trouble(null, "The plan's steps depend on each other in a circle.");
                failed = true;
                continue;
            }

            var finished = await Task.WhenAny(working.Keys);
            working.Remove(finished, out var unit);
            schedule.Finish(unit!);
            switch (await finished)
            {
                case Reports.StepResult.Done:
                    done.Add(unit!);
                    if (!await MayGoOnAsync(unit!, goOn, cancel))
                    {
                        await refused.CancelAsync();
                    }

                    break;
                case not Reports.StepResult.Same:
                    failed = true;
                    break;
            }
        }

        if (!failed && !cancel.IsCancellationRequested)
        {
            if (done.Count == 0)
            {
                // It was all so already: there is nothing to undo, so there is no run.
                await (guard?.ReleaseAsync() ?? Task.CompletedTask);
                store.Forget(run);
                return state.End(state.Report(null, Outcome.Unchanged));
            }

            return guard is not null && await guard.ConfirmAsync(cancel) is { } unwanted
                ? await BackAsync(run, journal, state, unwanted, done, guard, underWay: true)
                : Close(run, journal, state, Outcome.Done);
        }

        if (done.Count == 0 && !state.HasLeft)
        {
            var outcome = failed ? NothingDone(state) : Outcome.Cancelled;
            if (outcome != Outcome.Undone)
            {
                await (guard?.ReleaseAsync() ?? Task.CompletedTask);
                return Close(run, journal, state, outcome);
            }
        }

        await (guard?.RollBackAsync() ?? Task.CompletedTask);
        return await BackAsync(run, journal, state, failed ? Outcome.Undone : Outcome.Cancelled, done, guard, underWay: true);
    }

    /// <summary>Begins to guard what a plan changes: by its backend where that can, else by a watch where one was asked for or is needed. False: there should be a guard and there is none.</summary>
    private async Task<(bool IsGuarded, IGuard? Guard)> GuardAsync(string run, RunQuestions questions, RunState state, CancellationToken cancel)
    {
        try
        {
            return (true, backends(state.Plan.Backend) switch
            {
                IGuardedBackend guarded => await guarded.GuardAsync(state.Plan, cancel),
                var backend when questions.Watch is { } watch && (questions.WatchesAll || backend is IWatchedBackend watched && watched.CanCutOff(state.Plan))
                    => await watch(run, cancel),
                _ => null,
            });
        }
        catch (BackendException failed)
        {
            state.Unreachable |= failed.Failure == BackendFailure.Unreachable;
            state.Trouble(null, $"{failed.Message} Nothing was changed.");
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }

        return (false, null);
    }

    private GuardedRun? GuardedOrNot(IGuard? guard, RunQuestions questions, RunState state)
        => guard is null ? null : new GuardedRun(guard, questions.Confirmation, store.Time, state);

    private static async Task<bool> MayGoOnAsync(StepUnit unit, GoOn? goOn, CancellationToken cancel)
    {
        if (goOn is null || unit.Steps.FirstOrDefault(step => step.Question is not null) is not { } asking)
        {
            return true;
        }

        try
        {
            return await goOn(asking, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>No step had been begun when it failed, by drift or an unreachable target: that counts as not begun.</summary>
    private static Outcome NothingDone(RunState state)
        => state.Report(null, Outcome.Refused).Steps.All(step => step.Result is Reports.StepResult.Pending or Reports.StepResult.Same)
            ? Outcome.Refused : Outcome.Undone;

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
            state.Trouble(null, $"{failed.Message} Nothing was changed.");
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

    /// <summary>Starts units that may be worked on, as many as their backend takes side by side.</summary>
    private void StartReady(UnitSchedule schedule, Dictionary<Task<Reports.StepResult>, StepUnit> working, Func<StepUnit, Task<Reports.StepResult>> start)
    {
        var limit = working.Values.Select(unit => backends(unit.Backend).SideBySide).DefaultIfEmpty(int.MaxValue).Min();
        while (working.Count < limit && schedule.Take() is { } unit)
        {
            working.Add(start(unit), unit);
            limit = Math.Min(limit, backends(unit.Backend).SideBySide);
        }
    }

    private UnitRunner RunnerOf(StepUnit unit, Journal journal, RunState state) => new(backends(unit.Backend), journal, state);

    /// <summary>Takes units back in reverse. Under way it goes on even when that cannot be noted: leaving the changes would be worse.</summary>
    private async Task<Reports.Report> BackAsync(string run, Journal journal, RunState state, Outcome outcome, IReadOnlyList<StepUnit> done, GuardedRun? guard = null, bool underWay = false)
    {
        try
        {
            journal.BeginUndo();
        }
        catch (JournalException failed) when (underWay)
        {
            state.Trouble(null, failed.Message);
        }

        var schedule = new UnitSchedule(done, backwards: true);
        var working = new Dictionary<Task<Reports.StepResult>, StepUnit>();
        StartReady(schedule, working, Back);
        while (working.Count > 0)
        {
            var finished = await Task.WhenAny(working.Keys);
            working.Remove(finished, out var unit);
            await finished;
            schedule.Finish(unit!);
            StartReady(schedule, working, Back);
        }

        await (guard?.WaitUntilBackAsync() ?? Task.CompletedTask);
        return Close(run, journal, state, state.HasLeft ? Outcome.Left : outcome);

        Task<Reports.StepResult> Back(StepUnit unit) => RunnerOf(unit, journal, state).UndoAsync(unit);
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

    private async Task<bool> FindDriftAsync(IEnumerable<StepUnit> units, RunState state)
    {
        var drifted = false;
        foreach (var (unit, found) in await InspectAsync(units, CancellationToken.None))
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
        // The journal has room of its own: its end is noted even where the report finds none.
        Try(() => store.Save(state.Report(run, outcome)), state);
        Try(() => journal.End(outcome), state);
        return state.End(state.Report(run, outcome));
    }

    private static void Try(Action note, RunState state)
    {
        try
        {
            note();
        }
        catch (JournalException failed)
        {
            state.Trouble(null, failed.Message);
        }
    }
}
