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

    /// <summary>Who logs in at the vCenter of the context, which then tells this machine's virtual hardware; null asks none.</summary>
    public string? VCenterUser { get; init; }

    /// <summary>SHA-256 of the vCenter's certificate; empty to go by authorities and by what was accepted before.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>The command of a process that gives back each byte of its input, for switches; its program, and the words after it.</summary>
    public required IReadOnlyList<string> Echo { get; init; }
}
