namespace TuiSetup.Backends.Fleet;

/// <summary>Which hosts of a job may be sent next: the canaries alone until all of them have succeeded, then so many at a time.</summary>
internal sealed class DispatchSchedule(FleetJob job, DispatchOptions options)
{
    private readonly Queue<JobHost> _left = new(job.Hosts);
    private readonly List<string> _sent = [];

    /// <summary>Hosts that were not sent.</summary>
    public IEnumerable<JobHost> Left => _left;

    /// <summary>Those that may be sent now, which counts as sending them.</summary>
    public IReadOnlyList<JobHost> Take(JobProgress progress)
    {
        var hosts = new List<JobHost>();
        if (HasStopped(progress))
        {
            return hosts;
        }

        var room = options.MaxParallel > 0 ? options.MaxParallel - AtWork(progress) : int.MaxValue;
        if (_sent.Count < options.Canary)
        {
            room = Math.Min(room, options.Canary - _sent.Count);
        }
        else if (_sent.Count == options.Canary && AtWork(progress) > 0)
        {
            return hosts;
        }

        while (hosts.Count < room && _left.TryDequeue(out var host))
        {
            hosts.Add(host);
            _sent.Add(host.Name);
        }

        return hosts;
    }

    /// <summary>Whether something that was sent has not ended.</summary>
    public bool Waits(JobProgress progress) => AtWork(progress) > 0;

    public bool IsOver(JobProgress progress) => AtWork(progress) == 0 && (_left.Count == 0 || HasStopped(progress));

    private bool HasStopped(JobProgress progress)
        => (options.StopAfterFailures > 0 && progress.Failed >= options.StopAfterFailures)
            || (options.Canary > 0 && _sent.Count <= options.Canary && progress.Failed > 0);

    private int AtWork(JobProgress progress) => _sent.Count(host => !progress[host].IsFinal);
}
