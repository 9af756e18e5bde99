using System.Collections.Immutable;
using TuiSetup.Backends.Kpti.Sampling;

namespace TuiSetup.Backends.Kpti.Cost;

/// <summary>
/// What page-table isolation costs a workload on x86, as a range: kernel entries a second, times what one costs more. The
/// costs are Gregg's of 2018 (0.4 µs an entry with all effects; 1.0 µs with PCID and 4.2 µs without it where 100 MB are in
/// use), and the two writes of CR3 alone at about a hundred cycles each (the kernel's own documentation).
/// </summary>
/// <param name="Low">The lower end, in per cent of the CPU time that was work.</param>
/// <param name="High">The upper end.</param>
/// <param name="Entries">Kernel entries for a second and a CPU.</param>
/// <param name="Assumptions">What each end assumes, and what others would give.</param>
internal sealed record Estimate(double Low, double High, double Entries, ImmutableArray<Assumption> Assumptions)
{
    /// <summary>A page fault comes a little dearer than a system call.</summary>
    private const double FaultWeight = 1.2;

    /// <summary>Above it, what was in the TLB is missed.</summary>
    private const double LargeSet = 10e6;

    private const double NanosecondsInSecond = 1e9, Least = 0.001;

    private static readonly (string Text, double Nanoseconds, bool Pcid, bool IsLarge)[] Known =
    [
        (T("with PCID, entry and exit alone"), 100, true, false),
        (T("with PCID, all effects"), 400, true, false),
        (T("with PCID, over 10 MB in use"), 1000, true, true),
        (T("without PCID, little in use"), 400, false, false),
        (T("without PCID, 100 MB in use"), 4200, false, true),
    ];

    /// <param name="load">What was sampled.</param>
    /// <param name="hasPcid">Whether the CPU has PCID.</param>
    public static Estimate Of(Workload load, bool hasPcid)
    {
        var entries = load.SystemCalls + load.Switches + load.Interrupts + load.Faults * FaultWeight;
        var assumptions = Known.Select(known => new Assumption(
            known.Text, known.Nanoseconds, 100 * entries * known.Nanoseconds / (NanosecondsInSecond * Math.Max(load.Busy, Least)),
            known.Pcid == hasPcid && (!known.IsLarge || load.WorkingSet > LargeSet))).ToImmutableArray();
        var mine = assumptions.Where(assumption => assumption.Applies).ToList();
        return new Estimate(mine.Min(assumption => assumption.Percent), mine.Max(assumption => assumption.Percent), entries, assumptions);
    }
}
