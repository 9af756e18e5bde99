using System.Collections.Concurrent;

namespace TuiSetup.Newt;

/// <summary>Brings what other threads finished back to the screen's thread, and wakes it for that.</summary>
internal sealed class UiContext(Action wake) : SynchronizationContext
{
    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _posted = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;

    public bool HasWork => !_posted.IsEmpty;

    public override void Post(SendOrPostCallback d, object? state)
    {
        _posted.Enqueue((d, state));
        if (Environment.CurrentManagedThreadId != _thread)
        {
            wake();
        }
    }

    public override void Send(SendOrPostCallback d, object? state)
        => throw new NotSupportedException("The screen's thread is never waited for; post to it.");

    public override SynchronizationContext CreateCopy() => this;

    public void RunPosted()
    {
        while (_posted.TryDequeue(out var work))
        {
            work.Callback(work.State);
        }
    }
}
