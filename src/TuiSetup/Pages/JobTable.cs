using TuiSetup.Backends.Fleet;
using TuiSetup.Backends.Fleet.Celery;
using TuiSetup.Newt.Text;

namespace TuiSetup.Pages;

/// <summary>The hosts of a job as lines: those that failed first, then those at work, then those that wait, then the rest.</summary>
internal static class JobTable
{
    /// <summary>Nobody reads more lines than this, and they would have to be made anew with each state.</summary>
    private const int Most = 1000;

    private const int BarWidth = 10, StateWidth = 8, LongestName = 24;

    public static string Of(JobProgress progress)
    {
        var hosts = progress.Hosts.OrderBy(Rank).Take(Most).ToList();
        var name = Math.Min(LongestName, hosts.Select(host => host.Host.Length).DefaultIfEmpty(0).Max());
        return string.Join('\n', hosts.Select(host => Line(host, name).TrimEnd()));
    }

    /// <summary>How far the whole job is, in words.</summary>
    public static string Summary(JobProgress progress)
    {
        var atWork = progress.Hosts.Count(host => Rank(host) == 1);
        return T($"{progress.Done} done, {progress.Failed} failed, {atWork} at work, {progress.Job.Hosts.Length - progress.Done - progress.Failed - atWork} waiting");
    }

    private static int Rank(HostState host) => (host.IsFinal, host.IsGood, host.State) switch
    {
        (true, false, _) => 0,
        (true, true, _) => 3,
        (_, _, TaskState.Pending) => 2,
        _ => 1,
    };

    private static string Line(HostState host, int name)
    {
        var message = SafeText.Clean(host.Message).Replace('\n', ' ');
        return $"{Fit(host.Host, name)} [{Bar(host)}] {Fit(host.State, StateWidth)} {message}";
    }

    /// <summary>Names and states are ASCII.</summary>
    private static string Fit(string text, int width) => TextWidth.Fit(text, width);

    private static string Bar(HostState host)
    {
        var full = host.IsGood ? BarWidth : host.Total > 0 ? Math.Min(BarWidth, BarWidth * host.Current / host.Total) : 0;
        return new string('#', full) + new string('.', BarWidth - full);
    }
}
