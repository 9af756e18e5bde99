using Newtonsoft.Json.Linq;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Reports;

namespace TuiSetup.Backends.Fleet.Tasks;

/// <summary>
/// <c>tuisetup.apply(plan)</c>, or <c>tuisetup.apply(wizard=, answers=, confirm=[])</c>: applies a plan, or the one that is
/// made of the answers here. Under one id it is applied once, however often it comes and whenever the worker died.
/// </summary>
internal sealed class ApplyTask(FleetMachine machine, ClaimStore claims) : IFleetTask
{
    private const int MostAttempts = 5;

    public string Name => FleetNames.ApplyTask;

    public bool HasBegun(string id) => FleetNames.IsName(id) && claims.Find(id) is not null;

    public async Task<JToken> RunAsync(TaskContext context, CancellationToken cancel)
    {
        var id = context.Message.Id;
        if (!FleetNames.IsName(id))
        {
            throw TaskFailure.BadArgument(T("The id of a task that changes something is letters, digits, '.', '-' and '_'."));
        }

        if (claims.Find(id) is { IsFinished: true } done)
        {
            return done.Outcome();
        }

        try
        {
            return claims.Finish(id, ChangeReport.Of(await ApplyAsync(context, id, cancel).ConfigureAwait(false)));
        }
        catch (Exception failed) when (failed is TaskFailure or ProblemException or BackendException or JournalException)
        {
            var failure = TaskFailure.Of(failed);
            claims.Finish(id, failure);
            throw failure;
        }
    }

    /// <summary>
    /// Finishes the run that an earlier worker was killed in, whether the broker is there or not: a machine is not left half
    /// done until someone asks. Whoever asks later is answered with what came of it.
    /// </summary>
    public async Task TakeUpAsync(Action<string> log, CancellationToken cancel)
    {
        if (machine.Runs.Interrupted() is not { } run || claims.FindRun(run.Id) is not { IsFinished: false } claim)
        {
            return;
        }

        try
        {
            claims.Finish(claim.Id, ChangeReport.Of(await TakeUpAsync(claim, run, _ => { }, cancel).ConfigureAwait(false)));
            log($"The run {run.Id} was interrupted, and is finished.");
        }
        catch (TaskFailure failed)
        {
            claims.Finish(claim.Id, failed);
            log($"The run {run.Id} was interrupted: {failed.Message}");
        }
        catch (Exception later) when (later is TaskRetry or JournalException or BackendException or ProblemException)
        {
            log($"The run {run.Id} was interrupted, and waits: {later.Message}");
        }
    }

    private async Task<Report> ApplyAsync(TaskContext context, string id, CancellationToken cancel)
    {
        if (claims.Find(id) is { } claim && machine.Runs.Find(claim.Run) is { } run)
        {
            return await TakeUpAsync(claim, run, context.Progress, cancel).ConfigureAwait(false);
        }

        if (machine.Runs.Interrupted() is { } other)
        {
            throw new TaskFailure("InterruptedRun", TaskFailure.Ours, T($"The run {other.Id} was interrupted there and may be half done. Nothing was changed. Finish it with 'tuisetup resume', or take it back with 'tuisetup resume --undo'."));
        }

        var arguments = new TaskArguments(context.Message, PlanSource.Plan, PlanSource.Wizard, PlanSource.Answers, PlanSource.Confirm);
        var plan = arguments[PlanSource.Plan] is { } given
            ? PlanSource.ReadPlan(given)
            : (await new PlanSource(machine).MakeAsync(arguments, cancel).ConfigureAwait(false)).Plan;
        var name = machine.Runs.NewId(plan.Wizard);
        claims.Begin(id, name);
        return await LockedAsync(() => machine.Engine.ApplyAsync(
            plan, new ProgressTeller(machine, plan, context.Progress).On, machine.Questions() with { Run = name }, cancel)).ConfigureAwait(false);
    }

    /// <summary>An earlier worker began it.</summary>
    private async Task<Report> TakeUpAsync(Claim claim, RunRecord run, Action<JObject> progress, CancellationToken cancel)
    {
        if (run.Status != RunStatus.Interrupted)
        {
            return ChangeReport.Of(run);
        }

        if (claim.Attempts >= MostAttempts)
        {
            throw new TaskFailure("WorkerLostError", "billiard.exceptions", T($"The worker died {claim.Attempts} times while it applied this. The run {run.Id} is interrupted: finish it on the host with 'tuisetup resume', or take it back with 'tuisetup resume --undo'."));
        }

        if (machine.Runs.IsAtWork)
        {
            throw new TaskRetry(T($"The run {run.Id}, or another one, is at work on this machine."));
        }

        claims.Again(claim);
        try
        {
            return await LockedAsync(() => machine.Engine.ResumeAsync(
                run, undo: false, new ProgressTeller(machine, run.Plan, progress).On, machine.Questions(), cancel)).ConfigureAwait(false);
        }
        catch (BackendException unreachable) when (unreachable.Failure == BackendFailure.Unreachable)
        {
            throw new TaskRetry(T($"The run {run.Id} was interrupted, and cannot be finished yet: {unreachable.Message}"));
        }
    }

    internal static async Task<Report> LockedAsync(Func<Task<Report>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (RunLockedException busy)
        {
            throw new TaskRetry(busy.Message);
        }
    }
}

/// <summary><c>tuisetup.undo(run)</c>: takes back a run of this machine, by its name or by the id of the task that applied it.</summary>
internal sealed class UndoTask(FleetMachine machine, ClaimStore claims) : IFleetTask
{
    public string Name => FleetNames.UndoTask;

    public async Task<JToken> RunAsync(TaskContext context, CancellationToken cancel)
    {
        var name = new TaskArguments(context.Message, "run").Text("run");
        var run = FindRun(name) ?? throw TaskFailure.BadArgument(T($"There is no run '{name}' on this machine, and no task of that id has applied one."));
        var listener = new ProgressTeller(machine, run.Plan, context.Progress).On;
        return ChangeReport.Of(run.Status switch
        {
            RunStatus.Interrupted => await ApplyTask.LockedAsync(() => machine.Engine.ResumeAsync(run, undo: true, listener, cancel)).ConfigureAwait(false),
            RunStatus.Done or RunStatus.Left => await ApplyTask.LockedAsync(() => machine.Engine.UndoAsync(run, listener)).ConfigureAwait(false),
            _ => ChangeReport.Of(run),
        }, isUndo: true);
    }

    private RunRecord? FindRun(string name)
        => machine.Runs.Find(name) ?? (FleetNames.IsName(name) && claims.Find(name) is { } claim ? machine.Runs.Find(claim.Run) : null);
}
