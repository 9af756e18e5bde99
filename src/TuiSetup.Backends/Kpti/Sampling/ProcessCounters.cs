using System.Globalization;
using TuiSetup.Backends.Kpti.Detection;

namespace TuiSetup.Backends.Kpti.Sampling;

/// <summary>What /proc tells of one process since it began.</summary>
/// <param name="Process">Its id.</param>
/// <param name="Began">When it began, in ticks since boot, which tells it from a later one of the same id.</param>
/// <param name="Name">Name of its program.</param>
/// <param name="Faults">Page faults without the disk.</param>
/// <param name="Ticks">CPU time, in ticks.</param>
/// <param name="Switches">Switches of all its threads.</param>
/// <param name="Calls">read(2) and write(2) and their like; null where it is not told to this user.</param>
/// <param name="Resident">Memory in use, in pages.</param>
internal sealed record ProcessCounters(int Process, long Began, string Name, long Faults, long Ticks, long Switches, long? Calls, long Resident)
{
    /// <summary>Null when it has ended meanwhile.</summary>
    public static ProcessCounters? Read(SystemTree tree, int process)
    {
        var folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}");
        if (tree.Text(folder + "/stat") is not { } stat || stat.IndexOf('(', StringComparison.Ordinal) is not (> 0 and var open) || stat.LastIndexOf(')') is var close && close < open)
        {
            return null;
        }

        // Fields are counted after the name, which may hold anything: the first is the state.
        var fields = stat[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length < 22 ? null : new ProcessCounters(
            process, Number(fields[19]), stat[(open + 1)..close], Number(fields[7]), Number(fields[11]) + Number(fields[12]),
            SwitchesOf(tree, folder), CallsOf(tree, folder), Number(fields[21]));
    }

    private static long SwitchesOf(SystemTree tree, string folder)
        => tree.Folders(folder + "/task").Sum(thread => tree.Lines($"{folder}/task/{thread}/status")
            .Where(line => line.Contains("voluntary_ctxt_switches:", StringComparison.Ordinal)).Sum(line => Number(line.Split(':')[1].Trim())));

    private static long? CallsOf(SystemTree tree, string folder)
        => tree.Lines(folder + "/io").Where(line => line.StartsWith("syscr:", StringComparison.Ordinal) || line.StartsWith("syscw:", StringComparison.Ordinal))
            .Select(line => Number(line.Split(':')[1].Trim())).ToList() is { Count: 2 } both ? both.Sum() : null;

    private static long Number(string text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
