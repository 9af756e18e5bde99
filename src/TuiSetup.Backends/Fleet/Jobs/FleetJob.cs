using System.Collections.Immutable;

namespace TuiSetup.Backends.Fleet;

/// <summary>One task for many hosts. The id of a host's task is the job's, a dot, and the host's name.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Template">What the hosts are told.</param>
/// <param name="Hosts">The hosts, in the order in which they are sent.</param>
public sealed record FleetJob(string Id, DateTimeOffset Created, JobTemplate Template, ImmutableArray<JobHost> Hosts)
{
    public string TaskId(string host) => $"{Id}.{host}";

    /// <summary>The host of a task; null when it is not of this job.</summary>
    internal string? HostOf(string taskId)
        => taskId.StartsWith(Id + ".", StringComparison.Ordinal) ? taskId[(Id.Length + 1)..] : null;
}
