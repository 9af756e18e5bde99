using System.Collections.Immutable;

namespace TuiSetup.Backends.Kpti.Measuring;

/// <summary>What was measured in one go, on one CPU.</summary>
/// <param name="Cpu">The CPU; null where it could not be bound to one.</param>
/// <param name="Kept">The operations that can be gone by.</param>
/// <param name="Remarks">What was thrown away or could not be measured, and why: a sentence each.</param>
internal sealed record Measurements(int? Cpu, ImmutableArray<Measurement> Kept, ImmutableArray<string> Remarks)
{
    /// <summary>Where a fault takes so many kernel entries' time, most of it is the hypervisor's.</summary>
    private const double DearPaging = 10;

    public Measurement? Find(string name) => Kept.FirstOrDefault(one => one.Name == name);

    /// <summary>What kernel entry costs apart from what paging costs, which page-table isolation does not change: sentences.</summary>
    public IEnumerable<string> Reading()
    {
        if (Find("syscall") is not { } entry)
        {
            yield break;
        }

        if (Find("vdso") is { } clock && clock.Minimum > entry.Minimum / 2)
        {
            yield return T("Reading the clock costs about as much as a system call: the clock source is not the TSC, so programs that look at the time often pay for it.");
        }

        if (Find("fault") is { } fault)
        {
            var times = fault.Minimum / entry.Minimum;
            yield return T($"Kernel entry and exit cost {entry.Minimum:0} ns. A page fault costs {fault.Minimum:0} ns, {times:0.0} times as much{(times > DearPaging ? T(": paging is what is dear here, by the hypervisor's hand, and page-table isolation does not change that") : "")}.");
        }
    }
}
