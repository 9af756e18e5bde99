using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.VSphere.Soap;

/// <summary>
/// Repeats a call while the server is away: a network that is gone for a minute, a vCenter that restarts. Every call
/// that is made here may be repeated: reads change nothing, and writes carry the version of what they change.
/// </summary>
internal static class Persistence
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250), LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Goes on trying for as long as the patience after the first failure, zero gives up at once; it is told once that the server is away.</summary>
    public static async Task<T> RunAsync<T>(
        Func<Task<T>> call,
        TimeSpan patience,
        VCenterAddress address,
        Action<string> notify,
        TimeProvider time,
        CancellationToken cancel)
    {
        var (pause, began) = (FirstPause, (long?)null);
        while (true)
        {
            try
            {
                return await call().ConfigureAwait(false);
            }
            catch (TransientException away)
            {
                if (began is null)
                {
                    began = time.GetTimestamp();
                    notify(Texts.T($"{address} is away ({away.Message}); trying again"));
                }

                if (time.GetElapsedTime(began.Value) >= patience)
                {
                    throw new BackendException(BackendFailure.Unreachable, Texts.T($"{address} cannot be reached: {away.Message}. Check the address and the network."), inner: away);
                }

                await Task.Delay(pause, time, cancel).ConfigureAwait(false);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }
}
