using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Reports;

namespace TuiSetup.Core.Apply;

/// <summary>Takes one unit forward or back: look, note, act, look again, note.</summary>
internal sealed class UnitRunner(IBackend backend, Journal journal, RunState state)
{
    /// <summary>
    /// True when the unit is as it should be now. False when it is as it was before, or was marked as left;
    /// the reason is among the run's problems. A unit in hand is never cut off, so there is no cancellation.
    /// </summary>
    public async Task<bool> ApplyAsync(StepUnit unit)
    {
        state.Start(unit, undoing: false);
        var begun = false;
        try
        {
            var found = await backend.InspectAsync(unit, CancellationToken.None);
            if (found.State == StepState.Neither)
            {
                state.Trouble(unit, $"{unit.Steps[0].Target} was changed by someone else since the plan was made: {found.Detail} Make the plan again.");
                state.Finish(unit, StepResult.Pending, "drifted");
                return false;
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
                state.Finish(unit, StepResult.Done);
                return true;
            }

            state.Trouble(unit, $"{unit.Steps[0].Target} was read back and is not as planned: {found.Detail}");
        }
        catch (Exception failed) when (failed is BackendException or JournalException)
        {
            state.Unreachable |= failed is BackendException { Failure: BackendFailure.Unreachable };
            state.Trouble(unit, failed.Message);
            if (!begun)
            {
                state.Finish(unit, StepResult.Pending, "not begun");
                return false;
            }
        }

        await UndoAsync(unit);
        return false;
    }

    /// <summary>Brings a unit back; false when something of it is left.</summary>
    public async Task<bool> UndoAsync(StepUnit unit)
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
                state.Finish(unit, StepResult.Undone);
                return true;
            }

            state.Trouble(unit, $"{unit.Steps[0].Target} could not be brought back: {found.Detail}");
        }
        catch (BackendException failed)
        {
            state.Trouble(unit, failed.Message);
        }

        state.Finish(unit, StepResult.Left, "see the problems");
        return false;
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
