using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Reports;

namespace TuiSetup.Core.Apply;

/// <summary>Takes one unit forward or back: look, note, act, look again, note.</summary>
internal sealed class UnitRunner(IBackend backend, Journal journal, RunState state)
{
    /// <summary>
    /// Done when this run made it as it should be, same when it was so already. Anything else is a failure, and
    /// the reason is among the run's problems. A unit in hand is never cut off, so there is no cancellation.
    /// </summary>
    /// <param name="unit">The unit.</param>
    /// <param name="begun">Whether an earlier process of this run began it.</param>
    public async Task<StepResult> ApplyAsync(StepUnit unit, bool begun)
    {
        state.Start(unit, undoing: false);
        try
        {
            var found = await backend.InspectAsync(unit, CancellationToken.None);
            if (found.State == StepState.Neither)
            {
                state.Trouble(unit, T($"{unit.Steps[0].ShownTarget} was changed by someone else since the plan was made: {found.Detail} Make the plan again."));
                return Finish(unit, begun ? StepResult.Left : StepResult.Pending, "drifted");
            }

            if (found.State == StepState.After && !begun)
            {
                return Finish(unit, StepResult.Same);
            }

            if (found.State == StepState.Before)
            {
                journal.Unit(unit.Id, UnitState.Applying);
                begun = true;
                await backend.ApplyAsync(unit, state.ProgressOf(unit), CancellationToken.None);
                found = await backend.InspectAsync(unit, CancellationToken.None);
            }

            if (found.State == StepState.After)
            {
                journal.Unit(unit.Id, UnitState.Applied);
                return Finish(unit, StepResult.Done);
            }

            state.Trouble(unit, T($"{unit.Steps[0].ShownTarget} was read back and is not as planned: {(found.Detail.Length > 0 ? found.Detail : T("it is as it was before."))}"));
        }
        catch (Exception failed) when (failed is BackendException or JournalException or ProblemException)
        {
            state.Unreachable |= failed is BackendException { Failure: BackendFailure.Unreachable };
            state.Trouble(unit, failed.Message);
            if (!begun)
            {
                return Finish(unit, StepResult.Pending, T("not begun"));
            }

            if (failed is BackendException { Failure: BackendFailure.Drifted })
            {
                // Refused as a whole: there is nothing to take back.
                TryNote(unit, UnitState.Undone);
                return Finish(unit, StepResult.Pending, "drifted");
            }
        }

        return await UndoAsync(unit);
    }

    /// <summary>Brings a unit back: undone, or left when something of it is.</summary>
    public async Task<StepResult> UndoAsync(StepUnit unit)
    {
        state.Start(unit, undoing: true);
        try
        {
            var found = await backend.InspectAsync(unit, CancellationToken.None);
            if (found.State != StepState.Before)
            {
                TryNote(unit, UnitState.Undoing);
                await backend.UndoAsync(unit, state.ProgressOf(unit), CancellationToken.None);
                found = await backend.InspectAsync(unit, CancellationToken.None);
            }

            if (found.State == StepState.Before)
            {
                TryNote(unit, UnitState.Undone);
                return Finish(unit, StepResult.Undone);
            }

            state.Trouble(unit, T($"{unit.Steps[0].ShownTarget} could not be brought back: {found.Detail}"));
        }
        catch (Exception failed) when (failed is BackendException or ProblemException)
        {
            state.Trouble(unit, failed.Message);
        }

        return Finish(unit, StepResult.Left, T("see the problems"));
    }

    private StepResult Finish(StepUnit unit, StepResult result, string message = "")
    {
        state.Finish(unit, result, message);
        return result;
    }

    /// <summary>An undo goes on even when it cannot be noted: leaving the change would be worse.</summary>
    private void TryNote(StepUnit unit, UnitState noted)
    {
        try
        {
            journal.Unit(unit.Id, noted);
        }
        catch (JournalException failed)
        {
            state.Trouble(unit, failed.Message);
        }
    }
}
