using TuiSetup.Core.Apply;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Probes;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Reports;
using TuiSetup.Newt.Lines;

namespace TuiSetup.Flow;

/// <summary>From an accepted plan to its report.</summary>
internal sealed class PlanFlow(Composition program, IUserInterface ui)
{
    /// <summary>Applies the plan and shows the report, from which it may be undone. The result is the exit code.</summary>
    public Task<int> ApplyAsync(Plan plan, CancellationToken cancel)
        => ShowRunAsync(plan, T("Applying"), (listener, questions, stop) => program.Engine.ApplyAsync(plan, listener, questions, stop), cancel);

    /// <summary>Asks what to do with a run whose process died. False: leave it for later.</summary>
    public async Task<bool> OfferResumeAsync(RunRecord run, CancellationToken cancel)
    {
        var choice = await ui.DecideAsync(
            new Decision(
                T("An earlier run was interrupted"),
                T($"The run {run.Id} did not come to its end, so something may be half done. Finish it now, or take it back?"),
                T("Finish"), T("Take back"), T("Later")) { Unsaid = 2 },
            cancel);
        if (choice is not (0 or 1))
        {
            return false;
        }

        await ShowRunAsync(
            run.Plan,
            choice == 0 ? T("Finishing") : T("Taking back"),
            (listener, questions, stop) => program.Engine.ResumeAsync(run, choice == 1, listener, questions, stop),
            cancel);
        return true;
    }

    /// <summary>Takes a run of the history back, once the user has said so.</summary>
    public async Task UndoAsync(RunRecord run, CancellationToken cancel)
    {
        if (await ui.DecideAsync(new Decision(T("Undo"), T($"Everything that {run.Id} has changed is brought back to what it was before. What someone else changed since is left alone."), T("Undo"), T("Cancel")) { Unsaid = 1 }, cancel) == 0)
        {
            await ShowRunAsync(run.Plan, T("Undoing"), (listener, questions, stop) => program.Engine.UndoAsync(run, listener, questions, stop), cancel);
        }
    }

    private async Task<int> ShowRunAsync(
        Plan plan,
        string title,
        Func<Action<ApplyEvent>, RunQuestions, CancellationToken, Task<Report>> run,
        CancellationToken cancel)
    {
        Report report;
        try
        {
            var screen = SynchronizationContext.Current;
            report = await ui.ShowProgressAsync(
                plan,
                title,
                (listener, stop) => run(Logged(listener), Questions(screen), stop),
                cancel);
        }
        catch (Exception refused) when (refused is RunLockedException or JournalException or BackendException or ProblemException)
        {
            await ui.TellAsync(T("Not begun"), T($"{refused.Message} Nothing was changed."), cancel);
            return refused switch
            {
                JournalException => ExitCodes.Undone,
                BackendException => ExitCodes.Unreachable,
                ProblemException => ExitCodes.BadInput,
                _ => ExitCodes.Refused,
            };
        }

        if (report.Outcome is Outcome.Cancelled or Outcome.Restored && program.Interruption.Happened)
        {
            return ExitCodes.Interrupted;
        }

        var move = await ui.ReportAsync(report, program.Backends[plan.Backend], cancel);
        while (move == ReportMove.Test)
        {
            await TestAsync(plan, (IProbingBackend)program.Backends[plan.Backend], cancel);
            move = await ui.ReportAsync(report, program.Backends[plan.Backend], cancel);
        }

        return move == ReportMove.Undo && report.Run is { } id && program.Runs.Find(id) is { } record
            ? await ShowRunAsync(plan, T("Undoing"), (listener, questions, stop) => program.Engine.UndoAsync(record, listener, questions, stop), cancel)
            : report.ExitCode;
    }

    private async Task TestAsync(Plan plan, IProbingBackend backend, CancellationToken cancel)
    {
        try
        {
            var report = await ui.BusyAsync(T("Sending probes..."), (progress, stop) => backend.ProbeAsync(plan, [], progress, stop).AsTask(), cancel);
            await ui.ShowAsync(T("Who reaches whom"), ProbeText.Of(report), cancel);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // The user would rather not wait; the report is shown again.
        }
        catch (BackendException failed)
        {
            await ui.TellAsync(T("Not tested"), failed.Message, cancel);
        }
    }

    private RunQuestions Questions(SynchronizationContext? screen) => new(
        (step, abandon) => ScreenThread.AskAsync(screen, () => AskAsync(step, abandon)),
        new Confirmation(program.GuardWindow, late => ScreenThread.AskAsync(screen, () => ui.ConfirmAsync(program.GuardWindow, late))))
    {
        Watch = program.Watch,
        WatchesAll = program.WatchesAll,
    };

    /// <summary>The question of a step that is done and read back. Esc is as good as no: going on cannot be taken for granted.</summary>
    private async Task<bool> AskAsync(Step step, CancellationToken cancel)
    {
        try
        {
            return await ui.DecideAsync(new Decision(T("Go on?"), step.Question!, T("Go on"), T("Take back")), cancel) == 0;
        }
        catch (InputEndedException ended) when (!ended.ByHand)
        {
            // A pipe without an answer: as without anyone to ask.
            return true;
        }
        catch (InputEndedException)
        {
            return false;
        }
    }

    private Action<ApplyEvent> Logged(Action<ApplyEvent> listener) => happened =>
    {
        program.Log.Write(happened);
        listener(happened);
    };
}
