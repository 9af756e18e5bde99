using System.Threading.Channels;
using Newtonsoft.Json.Linq;
using TuiSetup.Backends.Fleet.Celery;

namespace TuiSetup.Backends.Fleet.Worker;

/// <summary>Tells of a task under way, in order and without holding it up. What cannot be told is forgotten: the result counts.</summary>
internal sealed class StateTeller
{
    /// <summary>A run tells of thousands of steps; whoever listens wants the latest.</summary>
    private const int MostWaiting = 256;

    private readonly Channel<TaskResult> _states = Channel.CreateBounded<TaskResult>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    private readonly Task _telling;

    public StateTeller(ResultSender sender, TaskRun run)
    {
        _telling = TellAsync(sender, run);
    }

    public void Tell(TaskRun run, string state, JObject what) => _states.Writer.TryWrite(new TaskResult(run.Message.Id, state, what));

    /// <summary>Returns when everything is told.</summary>
    public Task EndAsync()
    {
        _states.Writer.TryComplete();
        return _telling;
    }

    private async Task TellAsync(ResultSender sender, TaskRun run)
    {
        await foreach (var state in _states.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                await sender.SendAsync(run.Delivery.Session, run.Message, state).ConfigureAwait(false);
            }
            catch (Exception lost) when (BrokerLoss.Is(lost))
            {
            }
        }
    }
}
