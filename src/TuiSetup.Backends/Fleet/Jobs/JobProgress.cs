namespace TuiSetup.Backends.Fleet;

/// <summary>How the hosts of a job stand: of each the last that was heard. Once a host has ended, nothing that comes late changes it.</summary>
public sealed class JobProgress(FleetJob job)
{
    private readonly Dictionary<string, HostState> _states = job.Hosts.ToDictionary(host => host.Name, host => new HostState(host.Name, Celery.TaskState.Pending));

    public FleetJob Job => job;

    /// <summary>In the job's order.</summary>
    public IEnumerable<HostState> Hosts => job.Hosts.Select(host => _states[host.Name]);

    public bool IsFinal => _states.Values.All(state => state.IsFinal);

    public int Done => _states.Values.Count(state => state.IsGood);

    public int Failed => _states.Values.Count(state => state is { IsFinal: true, IsGood: false });

    /// <summary>The worst of all hosts: left, undone, unreachable, refused, revoked, done.</summary>
    public int ExitCode => _states.Values.Select(state => state.ExitCode).OrderByDescending(code => Array.IndexOf(FromGood, code)).FirstOrDefault();

    private static readonly int[] FromGood = [0, 1, 3, 6, 4, 5];

    public HostState this[string host] => _states[host];

    /// <summary>False: it was known, or is of no host of this job.</summary>
    public bool Take(HostState state)
    {
        if (!_states.TryGetValue(state.Host, out var known) || known.IsFinal)
        {
            return false;
        }

        // STARTED and RETRY say nothing of steps; what was known of them stays.
        _states[state.Host] = state.Total == 0 ? state with { Current = known.Current, Total = known.Total } : state;
        return true;
    }
}
