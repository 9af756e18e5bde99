namespace TuiSetup.TestKit;

public sealed partial class PtyProcess
{
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
        for (var calm = 0; !HasEnded; calm = IsCalm() ? calm + 1 : 0)
        {
            // Two looks: threads are looked at one after the other, and one may wake another behind our back.
            if (calm >= 2 && (enough is null ? TaskStates.WaitsForEver(Pid) : enough()))
            {
                return true;
            }

            if (clock.GetElapsedTime(called) > limit)
            {
                return false;
            }

            if (calm != 1)
            {
                await Task.Delay(LookAgain, clock);
            }
        }

        return true;
    }

    private bool IsCalm()
    {
        if (!pair.InputIsRead || !pipes.InputIsRead || !TaskStates.AllSleep(Pid))
        {
            return false;
        }

        var before = BytesReceived;
        reader.DrainNow(pair.Master);
        return BytesReceived == before;
    }
}
