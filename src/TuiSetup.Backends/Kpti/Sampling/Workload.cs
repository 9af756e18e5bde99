using System.Collections.Immutable;

namespace TuiSetup.Backends.Kpti.Sampling;

/// <summary>What the machine did while it was sampled: counts are for a second and a CPU.</summary>
internal sealed record Workload
{
    /// <summary>Below so much of a CPU's time there is no load to speak of.</summary>
    private const double Idle = 0.02;

    public required double Seconds { get; init; }

    public required int Cpus { get; init; }

    /// <summary>Share of the CPUs' time that was work, 0 to 1.</summary>
    public required double Busy { get; init; }

    /// <summary>All system calls; where they could not be counted, those that processes tell of: reads and writes.</summary>
    public required double SystemCalls { get; init; }

    /// <summary>Whether all system calls were counted.</summary>
    public required bool CountsAllCalls { get; init; }

    public required double Switches { get; init; }

    public required double Faults { get; init; }

    public required double Interrupts { get; init; }

    /// <summary>Memory of the processes that worked, in bytes.</summary>
    public required double WorkingSet { get; init; }

    /// <summary>Those that entered the kernel most, first the busiest; for a second, of all CPUs.</summary>
    public ImmutableArray<ProcessLoad> Processes { get; init; } = [];

    public ImmutableArray<string> Remarks { get; init; } = [];

    public bool IsIdle => Busy < Idle;
}

/// <summary>One process in a second.</summary>
/// <param name="Process">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Cpu">CPUs' worth of time.</param>
/// <param name="Calls">Reads and writes; null where they are not told.</param>
/// <param name="Switches">Switches of its threads.</param>
/// <param name="Faults">Page faults.</param>
internal sealed record ProcessLoad(int Process, string Name, double Cpu, double? Calls, double Switches, double Faults)
{
    /// <summary>Kernel entries, as far as they are told.</summary>
    public double Entries => (Calls ?? 0) + Switches + Faults;
}
