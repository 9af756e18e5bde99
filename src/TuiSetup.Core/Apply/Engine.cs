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

        foreach (var unit in plan.Units())
        {
            // A backend that is not there is found before a run begins.
            _ = backends(unit.Backend);
        }

        using var taken = store.TakeLock($"applying {plan.Wizard}");
        var (run, journal) = store.Begin(plan);
        using (journal)
        {
            return await ForwardAsync(run, journal, state, [], cancel);
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
    public async Task<Reports.Report> ResumeAsync(RunRecord run, bool undo, Action<ApplyEvent> listener, CancellationToken cancel)
    {
        var state = new RunState(run.Plan, listener);
        using var taken = store.TakeLock($"resuming {run.Id}");
        await VerifyAsync(run.Plan, cancel);
        undo |= store.Entries(run.Id).Any(entry => entry.BeginsUndo);
        var begun = Begun(run);
        using var journal = store.Reopen(run.Id);
        return undo
            ? await BackAsync(run.Id, journal, state, Outcome.Undone, begun)
            : await ForwardAsync(run.Id, journal, state, [.. begun.Select(unit => unit.Id)], cancel);
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
    /// <param name="cancel">Stops it, and takes it back.</param>
    private async Task<Reports.Report> ForwardAsync(string run, Journal journal, RunState state, HashSet<string> begun, CancellationToken cancel)
    {
        var done = new List<StepUnit>();
        var waiting = state.Plan.Units().ToList();
        var working = new Dictionary<Task<Reports.StepResult>, StepUnit>();
        var failed = false;
        while (working.Count > 0 || (waiting.Count > 0 && !failed && !cancel.IsCancellationRequested))
        {
            if (!failed && !cancel.IsCancellationRequested)
            {
                StartReady(waiting, working, begun, journal, state);
            }

            if (working.Count == 0)
            {
                state.Trouble(null, "The plan's steps depend on each other in a circle.");
                failed = true;
                continue;
            }

            var finished = await Task.WhenAny(working.Keys);
            working.Remove(finished, out var unit);
            switch (await finished)
            {
                case Reports.StepResult.Done:
                    done.Add(unit!);
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
                store.Forget(run);
                return state.End(state.Report(null, Outcome.Unchanged));
            }

            return Close(run, journal, state, Outcome.Done);
        }

        if (done.Count == 0 && !state.HasLeft)
        {
            return Close(run, journal, state, failed ? NothingDone(state) : Outcome.Cancelled);
        }

        return await BackAsync(run, journal, state, failed ? Outcome.Undone : Outcome.Cancelled, done, underWay: true);
    }

    /// <summary>No step had been begun when it failed, by drift or an unreachable target: that counts as not begun.</summary>
    private static Outcome NothingDone(RunState state)
        => state.Report(null, Outcome.Refused).Steps.All(step => step.Result is Reports.StepResult.Pending or Reports.StepResult.Same)
            ? Outcome.Refused : Outcome.Undone;

    private void StartReady(List<StepUnit> waiting, Dictionary<Task<Reports.StepResult>, StepUnit> working, HashSet<string> begun, Journal journal, RunState state)
    {
        foreach (var unit in waiting.Where(unit => waiting.Concat(working.Values).All(other => other == unit || !unit.DependsOn(other))).ToList())
        {
            if (working.Count == SideBySide)
            {
                return;
            }

            waiting.Remove(unit);
            working.Add(new UnitRunner(backends(unit.Backend), journal, state).ApplyAsync(unit, begun.Contains(unit.Id)), unit);
        }
    }

    /// <summary>Takes units back in reverse. Under way it goes on even when that cannot be noted: leaving the changes would be worse.</summary>
    private async Task<Reports.Report> BackAsync(string run, Journal journal, RunState state, Outcome outcome, IReadOnlyList<StepUnit> done, bool underWay = false)
    {
        try
        {
            journal.BeginUndo();
        }
        catch (JournalException failed) when (underWay)
        {
            state.Trouble(null, failed.Message);
        }

        foreach (var unit in done.Reverse())
        {
            await new UnitRunner(backends(unit.Backend), journal, state).UndoAsync(unit);
        }

        return Close(run, journal, state, state.HasLeft ? Outcome.Left : outcome);
    }

    /// <summary>The units that a run set out to change, in order. What it found done already is not its own.</summary>
    private List<StepUnit> Begun(RunRecord run)
    {
        var begun = store.Entries(run.Id).Where(entry => entry.State == UnitState.Applying).Select(entry => entry.Unit).ToHashSet();
        return [.. InOrder(run.Plan).Where(unit => begun.Contains(unit.Id))];
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
