using Microsoft.Extensions.Time.Testing;

namespace TuiSetup.Tests.Backends.VSphere;

/// <summary>A clock that jumps over every pause as soon as someone waits for it: minutes pass, and nobody waits for them.</summary>
internal sealed class JumpingTime : FakeTimeProvider
{
    /// <summary>What is longer is a limit, not a pause.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();

    public JumpingTime()
        : base(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero))
    {
    }

    /// <summary>Is called after each jump.</summary>
    public Action<DateTimeOffset> Jumped { get; set; } = _ => { };

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime <= LongestPause)
        {
            ThreadPool.QueueUserWorkItem(_ =>
            {
                lock (_lock)
                {
                    Advance(dueTime);
                    Jumped(GetUtcNow());
                }
            });
        }

        return timer;
    }
}
