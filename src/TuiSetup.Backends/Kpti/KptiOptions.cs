namespace TuiSetup.Backends.Kpti;

/// <summary>What the advisor is to do.</summary>
public sealed record KptiOptions
{
    /// <summary>How long to measure; zero measures nothing.</summary>
    public TimeSpan Measure { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long to sample the workload; zero samples nothing.</summary>
    public TimeSpan Sample { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The CPU to measure on; null takes the last one that this process may run on.</summary>
    public int? Cpu { get; init; }

    /// <summary>The command of a process that gives back each byte of its input, for switches; its program, and the words after it.</summary>
    public required IReadOnlyList<string> Echo { get; init; }
}
