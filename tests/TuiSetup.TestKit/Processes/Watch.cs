namespace TuiSetup.TestKit;

/// <summary>
/// Conditions that are waited for. They are looked at under one lock, each time its owner says that something
/// changed, so a waiter is woken by the event itself.
/// </summary>
internal sealed class Watch(Lock gate)
{
    private readonly List<(Func<bool> Condition, TaskCompletionSource Met)> waiting = [];
    private Func<string>? ended;

    /// <param name="describe">What was waited for and what was there instead.</param>
    public async Task WaitAsync(
        Func<bool> condition, TimeSpan timeout, Func<string> describe, CancellationToken cancel = default)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var entry = (condition, met);
        lock (gate)
        {
            if (condition())
            {
                return;
            }

            if (ended is not null)
            {
                throw new InvalidOperationException(ended() + Environment.NewLine + describe());
            }

            waiting.Add(entry);
        }

        try
        {
            await met.Task.WaitAsync(timeout, TimeProvider.System, cancel);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"After {timeout.TotalSeconds:0.###} s: {describe()}");
        }
        catch (EndedException)
        {
            throw new InvalidOperationException(ended!() + Environment.NewLine + describe());
        }
        finally
        {
            lock (gate)
            {
                waiting.Remove(entry);
            }
        }
    }

    /// <summary>To be called with the lock held.</summary>
    public void Changed()
    {
        for (var i = waiting.Count - 1; i >= 0; i--)
        {
            var (condition, met) = waiting[i];
            try
            {
                if (!condition())
                {
                    continue;
                }

                met.TrySetResult();
            }
            catch (Exception failure)
            {
                met.TrySetException(failure);
            }

            waiting.RemoveAt(i);
        }
    }

    /// <summary>Nothing will change any more; to be called with the lock held.</summary>
    public void End(Func<string> why)
    {
        Changed();
        ended = why;
        foreach (var (_, met) in waiting)
        {
            met.TrySetException(new EndedException());
        }

        waiting.Clear();
    }

    private sealed class EndedException : Exception;
}
