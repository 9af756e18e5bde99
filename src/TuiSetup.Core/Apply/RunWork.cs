using TuiSetup.Core.Plans;
using TuiSetup.Core.Reports;

namespace TuiSetup.Core.Apply;

/// <summary>One run at work: its units forward, back, and forward again when a late undo is not kept.</summary>
internal sealed class RunWork(string run, Journal journal, RunState state, RunStore store, Func<string, IBackend> backends)
{
    /// <param name="begun">Units that an earlier process of this run began.</param>
    /// <param name="goOn">Asks the questions of steps.</param>
    /// <param name="guard">What takes it back unless it is kept; null: nothing does.</param>
    /// <param name="cancel">Stops it, and takes it back.</param>
    public async Task<Report> ForwardAsync(IEnumerable<StepUnit> begun, GoOn? goOn, GuardedRun? guard, CancellationToken cancel)
    {
        using var refused = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        cancel = refused.Token;
        var earlier = begun.Select(unit => unit.Id).ToHashSet();
        var done = new List<StepUnit>();
        var schedule = new UnitSchedule(state.Plan.Units());
        var working = new Dictionary<Task<StepResult>, StepUnit>();
        var failed = false;
        while (working.Count > 0 || (schedule.Left > 0 && !failed && !cancel.IsCancellationRequested))
        {
            if (!failed && !cancel.IsCancellationRequested)
            {
                StartReady(schedule, working, unit => RunnerOf(unit).ApplyAsync(unit, earlier.Contains(unit.Id)));
            }

            if (working.Count == 0)
            {
                state.Trouble(null, T("The plan's steps depend on each other in a circle."));
                failed = true;
                continue;
            }

            var (unit, result) = await FinishAsync(schedule, working);
            switch (result)
            {
                case StepResult.Done:
                    done.Add(unit);
                    if (!await MayGoOnAsync(unit, goOn, cancel))
                    {
                        await refused.CancelAsync();
                    }

                    break;
                case not StepResult.Same:
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
                ? await TakeBackAsync(done, unwanted, guard)
                : Close(Outcome.Done);
        }

        if (done.Count == 0 && !state.HasLeft)
        {
            var outcome = failed ? NothingDone() : Outcome.Cancelled;
            if (outcome != Outcome.Undone)
            {
                await (guard?.ReleaseAsync() ?? Task.CompletedTask);
                return Close(outcome);
            }
        }

        await (guard?.RollBackAsync() ?? Task.CompletedTask);
        return await TakeBackAsync(done, failed ? Outcome.Undone : Outcome.Cancelled, guard);
    }

    /// <summary>Takes back a run that came to its end, or whose process died. Under a guard it is brought forward again unless that is kept.</summary>
    public async Task<Report> UndoAsync(IReadOnlyList<StepUnit> units, GuardedRun? guard, CancellationToken cancel)
    {
        await BackAsync(units);
        return guard is not null && await guard.ConfirmAsync(cancel) is not null
            ? await RestoreAsync(units, guard)
            : Close(state.HasLeft ? Outcome.Left : Outcome.Undone);
    }

    /// <summary>Brings forward again what an undo took back.</summary>
    public async Task<Report> RestoreAsync(IReadOnlyList<StepUnit> units, GuardedRun? guard)
    {
        var results = await EachAsync(new UnitSchedule(units), unit => RunnerOf(unit).ApplyAsync(unit, begun: true));
        await (guard?.WaitUntilBackAsync() ?? Task.CompletedTask);
        return Close(results.All(result => result == StepResult.Done) ? Outcome.Restored : Outcome.Left);
    }

    /// <summary>Takes back what was done a moment ago. That goes on even when it cannot be noted: leaving the changes would be worse.</summary>
    private async Task<Report> TakeBackAsync(List<StepUnit> done, Outcome outcome, GuardedRun? guard)
    {
        Try(journal.BeginUndo);
        await BackAsync(done);
        await (guard?.WaitUntilBackAsync() ?? Task.CompletedTask);
        return Close(state.HasLeft ? Outcome.Left : outcome);
    }

    private Task<List<StepResult>> BackAsync(IReadOnlyList<StepUnit> units)
        => EachAsync(new UnitSchedule(units, backwards: true), unit => RunnerOf(unit).UndoAsync(unit));

    private async Task<List<StepResult>> EachAsync(UnitSchedule schedule, Func<StepUnit, Task<StepResult>> work)
    {
        var results = new List<StepResult>();
        var working = new Dictionary<Task<StepResult>, StepUnit>();
        StartReady(schedule, working, work);
        while (working.Count > 0)
        {
            results.Add((await FinishAsync(schedule, working)).Result);
            StartReady(schedule, working, work);
        }

        return results;
    }

    /// <summary>Starts units that may be worked on, as many as their backend takes side by side.</summary>
    private void StartReady(UnitSchedule schedule, Dictionary<Task<StepResult>, StepUnit> working, Func<StepUnit, Task<StepResult>> start)
    {
        var limit = working.Values.Select(unit => backends(unit.Backend).SideBySide).DefaultIfEmpty(int.MaxValue).Min();
        while (working.Count < limit && schedule.Take() is { } unit)
        {
            working.Add(start(unit), unit);
            limit = Math.Min(limit, backends(unit.Backend).SideBySide);
        }
    }

    private static async Task<(StepUnit Unit, StepResult Result)> FinishAsync(UnitSchedule schedule, Dictionary<Task<StepResult>, StepUnit> working)
    {
        var finished = await Task.WhenAny(working.Keys);
        working.Remove(finished, out var unit);
        schedule.Finish(unit!);
        return (unit!, await finished);
    }

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
    private Outcome NothingDone()
        => state.Report(null, Outcome.Refused).Steps.All(step => step.Result is StepResult.Pending or StepResult.Same)
            ? Outcome.Refused : Outcome.Undone;

    private UnitRunner RunnerOf(StepUnit unit) => new(backends(unit.Backend), journal, state);

    private Report Close(Outcome outcome)
    {
        // The journal has room of its own: its end is noted even where the report finds none.
        Try(() => store.Save(state.Report(run, outcome)));
        Try(() => journal.End(outcome));
        return state.End(state.Report(run, outcome));
    }

    private void Try(Action note)
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
