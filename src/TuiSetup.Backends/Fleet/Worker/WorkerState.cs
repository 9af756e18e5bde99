using System.Collections.Concurrent;
using TuiSetup.Backends.Fleet.Celery;

namespace TuiSetup.Backends.Fleet.Worker;

/// <summary>Why a task under way is to end.</summary>
internal enum StopReason
{
    None,
    SoftLimit,
    HardLimit,
    Terminated,
}

/// <summary>A task that a worker has taken and not finished.</summary>
internal sealed class TaskRun(TaskMessage message, Delivery delivery) : IDisposable
{
    private readonly CancellationTokenSource _cancel = new();

    public TaskMessage Message => message;

    public Delivery Delivery => delivery;

    /// <summary>When it began; null: it has not.</summary>
    public DateTimeOffset? Began { get; set; }

    public StopReason Stopped { get; private set; }

    public CancellationToken Token => _cancel.Token;

    /// <summary>Asks it to end. A change is finished as far as it has gone, and taken back.</summary>
    public void Stop(StopReason reason)
    {
        if (Stopped == StopReason.None)
        {
            Stopped = reason;
            _cancel.Cancel();
        }
    }

    public void Dispose() => _cancel.Dispose();
}

/// <summary>What a worker does and has done, for whoever inspects it.</summary>
internal sealed class WorkerState(WorkerOptions options, TimeProvider time)
{
    private long _clock;
    private long _processed;

    public WorkerOptions Options => options;

    public TimeProvider Time => time;

    public DateTimeOffset Began { get; } = time.GetUtcNow();

    public ConcurrentDictionary<string, TaskRun> Active { get; } = [];

    public ConcurrentDictionary<string, TaskRun> Reserved { get; } = [];

    /// <summary>Tasks held until their time comes.</summary>
    public ConcurrentDictionary<string, TaskRun> Scheduled { get; } = [];

    /// <summary>How many of each task were finished.</summary>
    public ConcurrentDictionary<string, int> Totals { get; } = [];

    public long Processed => Interlocked.Read(ref _processed);

    /// <summary>Whether each task is told of.</summary>
    public bool TellsTasks { get; set; } = options.TellsTasks;

    /// <summary>Seconds since 1970, as Celery tells times.</summary>
    public double Now => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <summary>The logical clock that orders what workers tell.</summary>
    public long Clock => Interlocked.Read(ref _clock);

    public long Tick() => Interlocked.Increment(ref _clock);

    /// <summary>Somebody else's clock was seen.</summary>
    public void Adjust(long other)
    {
        long mine;
        do
        {
            mine = Interlocked.Read(ref _clock);
        }
        while (Interlocked.CompareExchange(ref _clock, Math.Max(mine, other) + 1, mine) != mine);
    }

    public void Count(string task)
    {
        Interlocked.Increment(ref _processed);
        Totals.AddOrUpdate(task, 1, static (_, count) => count + 1);
    }
}
