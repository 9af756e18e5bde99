using StackExchange.Redis;
using TuiSetup.Backends.Fleet.Celery;
using TuiSetup.Backends.Fleet.Worker;

namespace TuiSetup.Backends.Fleet;

/// <summary>
/// Keeps what tasks come to in redis, however long that is away: a task is not acknowledged before, so that it comes again
/// when the worker ends meanwhile.
/// </summary>
internal sealed class ResultKeeper(RedisConnector redis, TimeProvider time, Action<string> log, CancellationToken stop)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200), LongestPause = TimeSpan.FromSeconds(5);

    private readonly RedisResults _results = new(redis, time);
    private volatile bool _isAway;

    /// <exception cref="IOException">It did not come back while the session lasted, or before the worker was to stop.</exception>
    public async Task<T> KeepAsync<T>(WorkerSession session, Func<RedisResults, Task<T>> work)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                var kept = await work(_results).ConfigureAwait(false);
                _isAway = false;
                return kept;
            }
            catch (Exception failed) when (IsTrouble(failed))
            {
                if (stop.IsCancellationRequested || !session.IsOpen)
                {
                    throw new IOException(redis.Explain(failed), failed);
                }

                if (!_isAway)
                {
                    _isAway = true;
                    log($"{redis.Explain(failed)} It is tried again; results wait meanwhile.");
                }
            }

            await Task.WhenAny(Task.Delay(pause, time, stop), session.Closed).ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="KeepAsync{T}"/>
    public Task KeepAsync(WorkerSession session, Func<RedisResults, Task> work) => KeepAsync(session, async results =>
    {
        await work(results).ConfigureAwait(false);
        return true;
    });

    /// <summary>Tells a state on the way. Where redis is away it is forgotten: the result counts.</summary>
    public async Task TellAsync(TaskResult result, TaskMessage message)
    {
        try
        {
            await _results.StoreAsync(result, message.Group, message.ParentId).ConfigureAwait(false);
        }
        catch (Exception failed) when (IsTrouble(failed))
        {
        }
    }

    private static bool IsTrouble(Exception failed) => failed is RedisException or RedisCommandException or TimeoutException or IOException or ObjectDisposedException;
}
