namespace TuiSetup.Backends.Fleet;

/// <summary>How a job is sent.</summary>
public sealed record DispatchOptions
{
    /// <summary>So many hosts go first, and all of them must succeed; 0: all are alike.</summary>
    public int Canary { get; init; }

    /// <summary>So many hosts at most are at work at the same time; 0: all.</summary>
    public int MaxParallel { get; init; }

    /// <summary>After so many failures nothing more is sent; 0: it goes on.</summary>
    public int StopAfterFailures { get; init; }

    /// <summary>How long nothing may be heard of any host before the wait ends.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a task may wait for its host.</summary>
    public TimeSpan Expires { get; init; } = TimeSpan.FromDays(1);

    /// <summary>PEM file of the private key that signs tasks; null: they are not signed.</summary>
    public string? SignKey { get; init; }
}
