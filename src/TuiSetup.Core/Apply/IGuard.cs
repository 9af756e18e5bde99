using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;

namespace TuiSetup.Core.Apply;

/// <summary>A backend whose changes can cut off whoever makes them, and that can take them back by itself.</summary>
public interface IGuardedBackend
{
    /// <summary>Begins to guard what the plan will change; null when there is nothing to guard.</summary>
    /// <exception cref="BackendException">There is no guard, so nothing may be changed.</exception>
    ValueTask<IGuard?> GuardAsync(Plan plan, CancellationToken cancel);
}

/// <summary>
/// A backend that cannot take its changes back by itself, and knows which of them can cut off whoever makes them: such a
/// run is watched, also where nobody asked for it.
/// </summary>
public interface IWatchedBackend
{
    /// <summary>Whether the plan may cut off the session in use.</summary>
    bool CanCutOff(Plan plan);
}

/// <summary>
/// Takes changes back by itself unless someone keeps them, also when this process, its session and its machine's
/// network are gone. Disposing it gives up what it holds, and keeps nothing.
/// </summary>
public interface IGuard : IAsyncDisposable
{
    /// <summary>Whether someone has to say that the changes can stay; without it they stay by themselves.</summary>
    bool CanCutOff { get; }

    /// <summary>Everything is applied: from now on it waits so long and no longer.</summary>
    ValueTask CountDownAsync(TimeSpan window, CancellationToken cancel);

    /// <summary>The changes stay.</summary>
    /// <exception cref="BackendException">The guard is gone, and may have taken them back.</exception>
    ValueTask KeepAsync(CancellationToken cancel);

    /// <summary>Takes them back now.</summary>
    ValueTask RollBackAsync(CancellationToken cancel);

    /// <summary>Everything was taken back, by this guard or step by step: waits until it is at work again as it was.</summary>
    /// <exception cref="BackendException">It is not, after a time that is long enough; the message says what is missing.</exception>
    ValueTask WaitUntilBackAsync(CancellationToken cancel);
}

/// <summary>How it is found out whether whoever made a change can still work.</summary>
/// <param name="Window">How long they have to say so.</param>
/// <param name="AskAsync">True: keep it. It is cancelled when the time is over.</param>
public sealed record Confirmation(TimeSpan Window, Func<CancellationToken, Task<Verdict>> AskAsync)
{
    /// <summary>How long an administrator has, unless said otherwise.</summary>
    public static TimeSpan UsualWindow { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Keeps everything without asking.</summary>
    public static Confirmation None { get; } = new(UsualWindow, _ => Task.FromResult(Verdict.Keep));
}

/// <summary>An answer to "can you still work?".</summary>
/// <param name="IsKept">Whether the changes stay.</param>
/// <param name="Reason">Why not, as a sentence; empty when a person simply said no.</param>
public sealed record Verdict(bool IsKept, string Reason = "")
{
    public static Verdict Keep { get; } = new(true);

    public static Verdict RollBack { get; } = new(false);
}
