using TuiSetup.Backends.Fleet.Celery;
using TuiSetup.Backends.Fleet.Tasks;

namespace TuiSetup.Backends.Fleet.Worker;

/// <summary>Takes messages in: what can be carried out now goes to the executor, what is too early waits, and what makes no sense is buried.</summary>
internal sealed class TaskIntake(WorkerState state, IReadOnlyDictionary<string, IFleetTask> tasks, ResultSender sender, EventTeller events, TaskExecutor executor, Action<string> log)
{
    /// <summary>A task that is due so soon is held here; a longer wait is the broker's.</summary>
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(5);

    public async Task TakeAsync(Delivery delivery, ReadOnlyMemory<byte> body)
    {
        try
        {
            var message = TaskReader.Read(delivery.Properties, body.Span);
            if (tasks.ContainsKey(message.Task))
            {
                await TakeAsync(delivery, message).ConfigureAwait(false);
            }
            else
            {
                await RefuseAsync(delivery, body, T($"there is no task '{message.Task}'"), "NotRegistered", message.Task).ConfigureAwait(false);
            }
        }
        catch (MessageException refused)
        {
            await RefuseAsync(delivery, body, refused.Message, "InvalidTaskError", T($"The message is refused: {refused.Message}.")).ConfigureAwait(false);
        }
        catch (Exception lost) when (BrokerLoss.Is(lost))
        {
            // The session is over, and the message comes again.
        }
    }

    private async Task TakeAsync(Delivery delivery, TaskMessage message)
    {
        var run = new TaskRun(message, delivery);
        await events.ReceivedAsync(run).ConfigureAwait(false);
        var wait = (message.Eta ?? DateTimeOffset.MinValue) - state.Time.GetUtcNow();
        if (wait <= TimeSpan.Zero)
        {
            executor.Add(run);
        }
        else if (wait <= ShortWait)
        {
            state.Scheduled[message.Id] = run;
            _ = AddLaterAsync(run, wait);
        }
        else
        {
            await sender.DelayAsync(delivery, message, wait).ConfigureAwait(false);
            await delivery.Session.AckAsync(delivery.Tag).ConfigureAwait(false);
        }
    }

    private async Task AddLaterAsync(TaskRun run, TimeSpan wait)
    {
        await Task.Delay(wait, state.Time).ConfigureAwait(false);
        state.Scheduled.TryRemove(KeyValuePair.Create(run.Message.Id, run));
        executor.Add(run);
    }

    private async Task RefuseAsync(Delivery delivery, ReadOnlyMemory<byte> body, string reason, string exception, string message)
    {
        log($"A message in {delivery.Queue} is refused: {reason}. It is in {FleetNames.DeadLetters}.");
        try
        {
            await sender.BuryAsync(delivery, body, reason).ConfigureAwait(false);
            await ResultSender.RefuseAsync(delivery, exception, message).ConfigureAwait(false);
            await delivery.Session.AckAsync(delivery.Tag).ConfigureAwait(false);
        }
        catch (Exception lost) when (BrokerLoss.Is(lost))
        {
        }
    }
}
