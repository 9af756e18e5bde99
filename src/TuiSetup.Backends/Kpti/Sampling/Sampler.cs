using System.Collections.Immutable;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Kpti.Detection;

namespace TuiSetup.Backends.Kpti.Sampling;

/// <summary>Counts for a while what enters the kernel.</summary>
internal sealed class Sampler(RootFiles files, TimeProvider time)
{
    /// <summary>Ticks of /proc in a second (USER_HZ), which programs may rely on.</summary>
    private const double TicksInSecond = 100;

    private const int MostProcesses = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Null, with remarks, where nothing can be counted.</summary>
    /// <param name="cpus">The CPUs that are online.</param>
    /// <param name="duration">How long to count.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<(Workload? Workload, string Remark)> SampleAsync(
        IReadOnlyCollection<int> cpus, TimeSpan duration, IProgress<AdvisorProgress> progress, CancellationToken cancel)
    {
        var tree = new SystemTree(files);
        using var calls = SystemCallCounter.Open(tree, cpus, out var why);
        if (await Task.Run(() => SystemCounters.Read(tree), cancel) is not { } before)
        {
            return (null, T("/proc/stat is missing, or says nothing, so the workload cannot be sampled."));
        }

        var (began, firstCalls) = (time.GetTimestamp(), calls?.Read());
        for (TimeSpan passed; (passed = time.GetElapsedTime(began)) < duration;)
        {
            progress.Report(new AdvisorProgress(passed / duration, T("counting what enters the kernel")));
            await Task.Delay(duration - passed < Pause ? duration - passed : Pause, time, cancel);
        }

        var (took, allCalls) = (time.GetElapsedTime(began), calls?.Read() - firstCalls);
        return await Task.Run(() => SystemCounters.Read(tree), cancel) is { } after
            ? (Between(before, after, took, allCalls, why), "")
            : (null, T("/proc/stat went away while the workload was sampled."));
    }

    /// <summary>What was between two readings.</summary>
    /// <param name="before">The first.</param>
    /// <param name="after">The second.</param>
    /// <param name="took">The time between.</param>
    /// <param name="allCalls">All system calls meanwhile; null where they were not counted.</param>
    /// <param name="why">Why they were not, as a sentence.</param>
    public static Workload Between(SystemCounters before, SystemCounters after, TimeSpan took, double? allCalls, string why)
    {
        var seconds = took.TotalSeconds;
        var each = seconds * Math.Max(1, after.Cpus);
        var processes = after.Processes.Values
            .Select(now => (Now: now, Was: before.Processes.GetValueOrDefault(now.Process) is { } was && was.Began == now.Began ? was : now with { Faults = 0, Ticks = 0, Switches = 0, Calls = now.Calls is null ? null : 0 }))
            .Select(pair => (pair.Now, Load: new ProcessLoad(
                pair.Now.Process, pair.Now.Name, (pair.Now.Ticks - pair.Was.Ticks) / TicksInSecond / seconds, (pair.Now.Calls - pair.Was.Calls) / seconds,
                (pair.Now.Switches - pair.Was.Switches) / seconds, (pair.Now.Faults - pair.Was.Faults) / seconds)))
            .Where(pair => pair.Load.Entries > 0 || pair.Load.Cpu > 0).ToList();
        var remarks = new List<string>();
        if (why.Length > 0)
        {
            remarks.Add(why + T(" What processes tell of reads and writes stands for them, so the estimate is a lower bound."));
        }

        if (before.Cpus != after.Cpus)
        {
            remarks.Add(T($"CPUs came or went while it was sampled ({before.Cpus} before, {after.Cpus} after): sample again."));
        }

        return new Workload
        {
            Seconds = seconds,
            Cpus = after.Cpus,
            Busy = after.AllTicks > before.AllTicks ? Math.Clamp((after.BusyTicks - before.BusyTicks) / (after.AllTicks - before.AllTicks), 0, 1) : 0,
            SystemCalls = (allCalls ?? processes.Sum(process => process.Load.Calls ?? 0) * seconds) / each,
            CountsAllCalls = allCalls is not null,
            Switches = (after.Switches - before.Switches) / each,
            Faults = (after.Faults - before.Faults) / each,
            Interrupts = (after.Interrupts - before.Interrupts) / each,
            WorkingSet = processes.Where(process => process.Load.Cpu > 0).Sum(process => (double)process.Now.Resident * Environment.SystemPageSize),
            Processes = [.. processes.Select(process => process.Load).Where(load => load.Process != Environment.ProcessId).OrderByDescending(load => load.Entries).Take(MostProcesses)],
            Remarks = [.. remarks],
        };
    }
}
