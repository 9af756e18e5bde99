using System.Globalization;

namespace TuiSetup.Backends.Kpti.Detection;

/// <summary>How much of the CPUs the control groups above this process leave it (cpu.max, cpu.cfs_quota_us).</summary>
internal static class CpuQuota
{
    private const string Unified = "/sys/fs/cgroup", Hybrid = "/sys/fs/cgroup/unified", Old = "/sys/fs/cgroup/cpu";

    /// <summary>CPUs' worth of time; null when nothing limits it.</summary>
    public static double? Read(SystemTree tree)
    {
        var limits = new List<double>();
        foreach (var line in tree.Lines("/proc/self/cgroup"))
        {
            if (line.Split(':', 3) is not [_, var controllers, var path])
            {
                continue;
            }

            foreach (var group in Above(path))
            {
                if (controllers.Length == 0)
                {
                    Add(limits, (tree.Text(Unified + group + "cpu.max") ?? tree.Text(Hybrid + group + "cpu.max"))?.Split(' '));
                }
                else if (controllers.Split(',').Contains("cpu"))
                {
                    Add(limits, [tree.Text(Old + group + "cpu.cfs_quota_us") ?? "", tree.Text(Old + group + "cpu.cfs_period_us") ?? ""]);
                }
            }
        }

        return limits.Count == 0 ? null : limits.Min();
    }

    private static IEnumerable<string> Above(string path)
    {
        for (var group = path.TrimEnd('/'); ; group = group[..group.LastIndexOf('/')])
        {
            yield return group + "/";
            if (group.Length == 0)
            {
                yield break;
            }
        }
    }

    private static void Add(List<double> limits, string[]? quotaAndPeriod)
    {
        if (quotaAndPeriod is [var quota, var period] && Number(quota) is > 0 and var given && Number(period) is > 0 and var each)
        {
            limits.Add(given / each);
        }
    }

    private static double Number(string text) => double.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
