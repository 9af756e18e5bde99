using System.Collections.Immutable;
using System.Globalization;
using TuiSetup.Backends.Kpti.Detection;

namespace TuiSetup.Backends.Kpti.Sampling;

/// <summary>What /proc/stat, /proc/vmstat and the processes tell at one moment, since the boot.</summary>
internal sealed record SystemCounters
{
    public required double Switches { get; init; }

    public required double Interrupts { get; init; }

    public required double Faults { get; init; }

    /// <summary>Ticks in which a CPU of this machine worked, and all ticks that it had; those stolen by the host are in neither.</summary>
    public required double BusyTicks { get; init; }

    /// <inheritdoc cref="BusyTicks"/>
    public required double AllTicks { get; init; }

    /// <summary>CPUs that are online.</summary>
    public required int Cpus { get; init; }

    public required ImmutableDictionary<int, ProcessCounters> Processes { get; init; }

    /// <summary>Null where /proc/stat is missing, or is no such file.</summary>
    public static SystemCounters? Read(SystemTree tree)
    {
        var stat = tree.Lines("/proc/stat").Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(fields => fields.Length > 1).ToList();
        if (stat.Find(fields => fields[0] == "cpu") is not { Length: > 7 } cpu)
        {
            return null;
        }

        // user nice system idle iowait irq softirq
        var (busy, idle) = (Number(cpu[1]) + Number(cpu[2]) + Number(cpu[3]) + Number(cpu[6]) + Number(cpu[7]), Number(cpu[4]) + Number(cpu[5]));
        return new SystemCounters
        {
            Switches = Total(stat, "ctxt"),
            Interrupts = Total(stat, "intr"),
            Faults = Total(tree.Lines("/proc/vmstat").Select(line => line.Split(' ')), "pgfault"),
            BusyTicks = busy,
            AllTicks = busy + idle,
            Cpus = stat.Count(fields => fields[0].StartsWith("cpu", StringComparison.Ordinal)) - 1,
            Processes = tree.Folders("/proc").Where(name => char.IsAsciiDigit(name[0])).Select(name => int.Parse(name, CultureInfo.InvariantCulture))
                .Select(process => ProcessCounters.Read(tree, process)).OfType<ProcessCounters>().ToImmutableDictionary(process => process.Process),
        };
    }

    private static double Total(IEnumerable<string[]> lines, string name) => lines.FirstOrDefault(fields => fields[0] == name) is [_, var total, ..] ? Number(total) : 0;

    private static double Number(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
