namespace TuiSetup.TestKit;

public sealed partial class PtyProcess
{
    /// <summary>A process that ends is nowhere to be seen for a moment, before the one that waits for it is woken.</summary>
    private const int LooksToBeSure = 5;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(1);

    /// <summary>Whether the program has ended and all it wrote has come.</summary>
    public bool HasEnded
    {
        get
        {
            lock (gate)
            {
                return ended;
            }
        }
    }

    /// <summary>
    /// Waits until the program has done all that was asked of it: what was typed and written to it is read, what it
    /// wrote has come, and it waits, without a time limit of its own, for more; or it has ended. False when it was
    /// not so within the limit.
    /// </summary>
    /// <param name="enough">
    /// With it, a program that sleeps with a time limit of its own is waited for until this holds; it is looked at
    /// only while all its threads sleep.
    /// </param>
    public async Task<bool> SettledAsync(TimeSpan limit, Func<bool>? enough = null)
    {
        var clock = TimeProvider.System;
        var called = clock.GetTimestamp();
        var equal = 0;
        for (string? before = null, now; !HasEnded; before = now)
        {
            // Between two looks that are equal: what waits is then what was looked at, and none of it ended meanwhile.
            var waits = before is not null && (enough is not null || TaskStates.WaitsForEver(Pid));
            now = Rest();
            equal = waits && now == before ? equal + 1 : 0;
            if (equal >= LooksToBeSure && (enough is null || enough()))
            {
                return true;
            }

            if (clock.GetElapsedTime(called) > limit)
            {
                return false;
            }

            await Task.Delay(LookAgain, clock);
        }

        return true;
    }

    // What was written to it is looked at before it: it cannot be given more than that behind our back.
    private string? Rest()
    {
        if (!pair.InputIsRead || !pipes.InputIsRead)
        {
            return null;
        }

        var sleep = TaskStates.Sleep(Pid);
        var before = BytesReceived;
        reader.DrainNow(pair.Master);
        return BytesReceived == before ? sleep : null;
    }
}
