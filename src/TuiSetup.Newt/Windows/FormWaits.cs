namespace TuiSetup.Newt.Windows;

/// <summary>What a form waits for besides keys: its timer, and file descriptors.</summary>
internal sealed class FormWaits(TimeProvider time)
{
    private readonly Dictionary<int, Readiness> _descriptors = [];
    private TimeSpan? _timer;
    private long _began;

    /// <summary>From setting it, and then from each time it was over.</summary>
    public TimeSpan? Timer
    {
        get => _timer;
        set
        {
            _timer = value;
            _began = time.GetTimestamp();
        }
    }

    public void Watch(int descriptor, Readiness readiness) => _descriptors[descriptor] = readiness;

    /// <summary>Waits for one run of the form, until the result is disposed. The call back comes from another thread.</summary>
    public IDisposable Start(Action<FormExit> over) => new Waiting(StartTimer(over), StartWatch(over));

    private ITimer? StartTimer(Action<FormExit> over)
    {
        if (_timer is not { } period)
        {
            return null;
        }

        var left = period - time.GetElapsedTime(_began);
        return time.CreateTimer(
            _ =>
            {
                _began = time.GetTimestamp();
                over(new FormExit(ExitReason.Timer));
            },
            null,
            left > TimeSpan.Zero ? left : TimeSpan.Zero,
            Timeout.InfiniteTimeSpan);
    }

    private DescriptorWatch? StartWatch(Action<FormExit> over)
        => _descriptors.Count == 0
            ? null
            : new DescriptorWatch(_descriptors, ready => over(new FormExit(ExitReason.Descriptor, Descriptor: ready)));

    private sealed record Waiting(ITimer? Timer, DescriptorWatch? Watch) : IDisposable
    {
        public void Dispose()
        {
            Timer?.Dispose();
            Watch?.Dispose();
        }
    }
}
