using System.Collections.Immutable;

namespace TuiSetup.Backends.Fleet;

/// <summary>What a worker is told on its command line.</summary>
/// <param name="Host">The name of this machine in the fleet.</param>
public sealed record WorkerOptions(string Host)
{
    /// <summary>Groups whose queues it takes from too.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>How many tasks it works on side by side. Changes go one by one all the same.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>How many messages it takes ahead, for each of those.</summary>
    public int PrefetchMultiplier { get; init; } = 4;

    /// <summary>How often it tells that it is there.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether it tells of each task from the start, as Celery's -E; <c>celery control enable_events</c> does so later.</summary>
    public bool TellsTasks { get; init; }

    /// <summary>
    /// Whether it asks other workers at its start what they know to be revoked, as Celery's do, for a second. All of them
    /// answer, so a large fleet had better not.
    /// </summary>
    public bool Mingles { get; init; }

    /// <summary>Where the fleet keeps results, as Celery's redis backend does; null: they go by queues alone.</summary>
    public ResultEndpoint? Results { get; init; }

    /// <summary>Whether its queues are quorum queues, replicated over the nodes of a cluster.</summary>
    public bool IsQuorum { get; init; }

    /// <summary>PEM file of the public key that signs for this fleet; null: unsigned tasks are taken.</summary>
    public string? VerifyKey { get; init; }

    public string Node => FleetNames.Node(Host);

    internal IEnumerable<string> Queues => Groups.Select(FleetNames.GroupQueue).Prepend(FleetNames.HostQueue(Host));
}
