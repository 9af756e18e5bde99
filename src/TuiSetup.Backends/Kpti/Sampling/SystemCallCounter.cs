using System.Globalization;
using TuiSetup.Backends.Kpti.Detection;
using TuiSetup.Backends.Kpti.Sampling.Native;

namespace TuiSetup.Backends.Kpti.Sampling;

/// <summary>Counts all system calls of the machine, by the tracepoint raw_syscalls:sys_enter on each CPU.</summary>
internal sealed class SystemCallCounter : IDisposable
{
    private const string Id = "/events/raw_syscalls/sys_enter/id";

    private static readonly string[] Tracing = ["/sys/kernel/tracing", "/sys/kernel/debug/tracing"];

    private readonly List<int> _descriptors = [];

    private SystemCallCounter()
    {
    }

    /// <summary>Null where they cannot be counted.</summary>
    /// <param name="tree">Where the tracepoint's number is.</param>
    /// <param name="cpus">The CPUs that are online.</param>
    /// <param name="why">Why not, as a sentence; empty when they can.</param>
    public static SystemCallCounter? Open(SystemTree tree, IEnumerable<int> cpus, out string why)
    {
        if (!ulong.TryParse(Tracing.Select(folder => tree.Text(folder + Id)).FirstOrDefault(text => text is not null), CultureInfo.InvariantCulture, out var id))
        {
            why = tree.Refused.Any(file => file.EndsWith(Id, StringComparison.Ordinal))
                ? T("This user may not read the tracepoints (tracefs), so system calls cannot be counted: run it as root.")
                : T("The tracepoints are not there (tracefs is not mounted on /sys/kernel/tracing), so system calls cannot be counted.");
            return null;
        }

        var counter = new SystemCallCounter();
        foreach (var cpu in cpus)
        {
            var descriptor = PerfEvent.Open(id, cpu);
            if (descriptor < 0)
            {
                counter.Dispose();
                why = Explain(-descriptor);
                return null;
            }

            counter._descriptors.Add(descriptor);
        }

        why = "";
        return counter;
    }

    /// <summary>So many since it was opened.</summary>
    public double Read() => _descriptors.Sum(descriptor => (double)PerfEvent.Read(descriptor));

    public void Dispose() => _descriptors.ForEach(descriptor => PerfEvent.close(descriptor));

    private static string Explain(int error) => error switch
    {
        PerfEvent.NotPermitted or PerfEvent.Refused => T("Perf events are not allowed to this user (CAP_PERFMON, or kernel.perf_event_paranoid), so system calls cannot be counted: run it as root."),
        PerfEvent.NoSuchCall => T("This kernel has no perf events, so system calls cannot be counted."),
        _ => T($"Perf events cannot be had (error {error}), so system calls cannot be counted."),
    };
}
