namespace TuiSetup.Bench;

/// <summary>What the kernel knows of a process.</summary>
internal static class ProcFacts
{
    private const double TicksPerSecond = 100;
    private const int UserTime = 11, SystemTime = 12;

    public static (double Rss, double Pss) MegabytesOf(int pid)
    {
        var lines = File.ReadAllLines($"/proc/{pid}/smaps_rollup");
        return (Figure(lines, "Rss:") / 1024, Figure(lines, "Pss:") / 1024);
    }

    /// <summary>How often its threads went to sleep of their own will, which they do once a wake-up.</summary>
    public static double SleepsOf(int pid) => Directory.GetDirectories($"/proc/{pid}/task")
        .Sum(task => Figure(File.ReadAllLines(Path.Combine(task, "status")), "voluntary_ctxt_switches:"));

    public static double CpuSecondsOf(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[UserTime]) + double.Parse(fields[SystemTime])) / TicksPerSecond;
    }

    private static double Figure(string[] lines, string name)
    {
        var line = lines.First(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal));
    }
}
