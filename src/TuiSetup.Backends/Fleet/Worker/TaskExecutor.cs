using System.Collections.Concurrent;
using System.Threading.Channels;
using Newtonsoft.Json.Linq;
using TuiSetup.Backends.Fleet.Celery;
using TuiSetup.Backends.Fleet.Tasks;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet.Worker;

/// <summary>
/// Carries out tasks in the order in which they came. A message is acknowledged after its result has been confirmed by the
/// broker, so that neither is lost; when the connection breaks in between, the message comes again and finds its answer.
/// </summary>
internal sealed class TaskExecutor(WorkerState state, IReadOnlyDictionary<string, IFleetTask> tasks, ResultSender sender, EventTeller events, RevokedTasks revoked, TaskVerifier? verifier, ChordKeeper? chords, Action<string> log)
{
    private const int MostRetries = 10;

    /// <summary>Seconds that a timer can count; a longer limit is none.</summary>
    private const double LongestLimit = 4e6;

    private static readonly TimeSpan AgainPause = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause before a task comes again.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly Channel<TaskRun> _waiting = Channel.CreateUnbounded<TaskRun>();
    private readonly ConcurrentDictionary<Task, byte> _finishing = [];
    private volatile bool _stopping;

    public void Add(TaskRun run)
    {
        state.Reserved[run.Message.Id] = run;
        _waiting.Writer.TryWrite(run);
    }

    /// <summary>Works until it is stopped: then what is in hand is finished, and what is not begun is given back.</summary>
    public async Task RunAsync()
    {
        await Task.WhenAll(Enumerable.Range(0, state.Options.Concurrency).Select(_ => WorkAsync())).ConfigureAwait(false);
        await Task.WhenAll(_finishing.Keys).ConfigureAwait(false);
    }

    public void Stop()
    {
        _stopping = true;
        _waiting.Writer.TryComplete();
    }

    private async Task WorkAsync()
    {
        await foreach (var run in _waiting.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            state.Reserved.TryRemove(KeyValuePair.Create(run.Message.Id, run));
            if (_stopping)
            {
                await QuietlyAsync(() => run.Delivery.Session.ReturnAsync(run.Delivery.Tag)).ConfigureAwait(false);
                await events.RejectedAsync(run).ConfigureAwait(false);
            }
            else if (run.Delivery.Session.IsOpen)
            {
                run.Began = state.Time.GetUtcNow();
                if (state.Active.TryAdd(run.Message.Id, run))
                {
                    await ExecuteAsync(run).ConfigureAwait(false);
                }
                else
                {
                    // It came again while it is at work: when that has ended, this is answered with what came of it.
                    _ = AddLaterAsync(run);
                }
            }
        }
    }

    private async Task AddLaterAsync(TaskRun run)
    {
        await Task.Delay(AgainPause, state.Time).ConfigureAwait(false);
        Add(run);
    }

    private async Task ExecuteAsync(TaskRun run)
    {
        var teller = new Lazy<StateTeller>(() => new StateTeller(sender, run));
        TaskOutcome outcome;
        try
        {
            outcome = Refusal(run) ?? await TryAsync(run, teller).ConfigureAwait(false);
        }
        finally
        {
            state.Active.TryRemove(KeyValuePair.Create(run.Message.Id, run));
        }

        // The next task need not wait for the broker's confirmation of this one.
        var finishing = FinishAsync(run, outcome, teller);
        _finishing[finishing] = 0;
        _ = finishing.ContinueWith(done => _finishing.TryRemove(done, out _), TaskScheduler.Default);
    }

    /// <summary>What stops a task before it begins; null: nothing does.</summary>
    private TaskOutcome? Refusal(TaskRun run)
    {
        if (revoked.Contains(run.Message.Id) && !tasks[run.Message.Task].HasBegun(run.Message.Id))
        {
            return TaskOutcome.Revoked("revoked");
        }

        if (run.Message.Expires is { } expires && expires < state.Time.GetUtcNow())
        {
            return TaskOutcome.Revoked("expired");
        }

        if (!tasks[run.Message.Task].IsOpen && verifier?.Check(run.Message, run.Delivery.Queue) is { } reason)
        {
            log($"The task {run.Message.Task} {run.Message.Id} is refused: {reason}.");
            return TaskOutcome.Failure("SecurityError", "celery.exceptions", T($"The task is refused: {reason}."));
        }

        return chords is null && run.Message.Body.Embed.Chord is not null
            ? TaskOutcome.Failure("NotImplementedError", "builtins", T("A chord needs a backend that counts, such as redis; this worker answers by queues. Give it --result-backend, or wait for the group instead."))
            : null;
    }

    private async Task<TaskOutcome> TryAsync(TaskRun run, Lazy<StateTeller> teller)
    {
        var task = tasks[run.Message.Task];
        await events.StartedAsync(run).ConfigureAwait(false);
        if (task.IsLong)
        {
            teller.Value.Tell(run, TaskState.Started, new JObject { ["pid"] = Environment.ProcessId, ["hostname"] = state.Options.Node });
        }

        using var soft = Limit(run, run.Message.SoftLimit, StopReason.SoftLimit);
        using var hard = Limit(run, run.Message.HardLimit, StopReason.HardLimit);
        try
        {
            var context = new TaskContext(run.Message, meta => teller.Value.Tell(run, TaskState.Progress, meta));
            return TaskOutcome.Success(await task.RunAsync(context, run.Token).ConfigureAwait(false));
        }
        catch (TaskRetry later) when (run.Message.Retries < MostRetries && run.Stopped == StopReason.None)
        {
            return TaskOutcome.Retry(later, Pause(run.Message.Retries));
        }
        catch (TaskFailure failed) when (run.Stopped != StopReason.None && failed.Type is "PlanCancelled")
        {
            return Stopped(run);
        }
        catch (OperationCanceledException) when (run.Stopped != StopReason.None)
        {
            return Stopped(run);
        }
        catch (Exception failed)
        {
            if (failed is not (TaskFailure or TaskRetry or ProblemException or BackendException or JournalException))
            {
                log($"{run.Message.Task} {run.Message.Id}: this is a bug: {failed}");
            }

            return TaskOutcome.Failure(TaskFailure.Of(failed));
        }
    }

    private static TaskOutcome Stopped(TaskRun run) => run.Stopped switch
    {
        StopReason.Terminated => TaskOutcome.Revoked("terminated"),
        StopReason.HardLimit => TaskOutcome.Failure("TimeLimitExceeded", "billiard.exceptions", $"{run.Message.HardLimit}"),
        _ => TaskOutcome.Failure("SoftTimeLimitExceeded", "billiard.exceptions", $"{run.Message.SoftLimit}"),
    };

    /// <summary>A change is never cut off: at either limit it is told to end, and takes back what it has done.</summary>
    private ITimer? Limit(TaskRun run, double? seconds, StopReason reason)
        => seconds is > 0 and < LongestLimit ? state.Time.CreateTimer(_ => run.Stop(reason), null, TimeSpan.FromSeconds(seconds.Value), Timeout.InfiniteTimeSpan) : null;

    /// <summary>Twice as long each time, and by chance shorter, so that a fleet does not come back all at once.</summary>
    private static TimeSpan Pause(int retries)
        => TimeSpan.FromMilliseconds(500 + Random.Shared.NextDouble() * Math.Min(LongestPause.TotalMilliseconds, 1000 * Math.Pow(2, retries)));

    private async Task FinishAsync(TaskRun run, TaskOutcome outcome, Lazy<StateTeller> teller)
    {
        try
        {
            if (teller.IsValueCreated)
            {
                await teller.Value.EndAsync().ConfigureAwait(false);
            }

            var children = outcome.State == TaskState.Success ? await sender.FollowAsync(run, outcome.Result).ConfigureAwait(false) : [];
            if (outcome.State == TaskState.Failure)
            {
                await sender.FollowFailureAsync(run, run.Message.Body.Embed.Errbacks, run.Message.Id).ConfigureAwait(false);
            }

            if (outcome.State == TaskState.Retry)
            {
                await sender.SendAgainAsync(run, run.Message with { Retries = run.Message.Retries + 1, Eta = state.Time.GetUtcNow() + outcome.Countdown, ParentId = run.Message.Id }).ConfigureAwait(false);
            }

            await sender.SendAsync(run.Delivery.Session, run.Message, new TaskResult(run.Message.Id, outcome.State, outcome.Result) { Children = [.. children] }).ConfigureAwait(false);
            if (chords is not null && TaskState.IsFinal(outcome.State))
            {
                await chords.EndedAsync(run, outcome).ConfigureAwait(false);
            }

            await run.Delivery.Session.AckAsync(run.Delivery.Tag).ConfigureAwait(false);
            state.Count(run.Message.Task);
            await TellAsync(run, outcome).ConfigureAwait(false);
        }
        catch (Exception lost) when (BrokerLoss.Is(lost))
        {
            log($"The result of {run.Message.Task} {run.Message.Id} could not be sent: {lost.Message} The task will come again, and be answered with it.");
        }
        finally
        {
            run.Dispose();
        }
    }

    private Task TellAsync(TaskRun run, TaskOutcome outcome) => outcome.State switch
    {
        TaskState.Success => events.SucceededAsync(run, outcome),
        TaskState.Failure => events.FailedAsync(run, outcome),
        TaskState.Retry => events.RetriedAsync(run, outcome),
        _ => events.RevokedAsync(run, outcome.IsExpired),
    };

    private static async Task QuietlyAsync(Func<ValueTask> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception lost) when (BrokerLoss.Is(lost))
        {
        }
    }
}
