using TuiSetup.Backends.Kpti.Cost;
using TuiSetup.Backends.Kpti.Detection;
using TuiSetup.Backends.Kpti.Sampling;

namespace TuiSetup.Tests.Backends.Kpti;

/// <summary>What a workload costs by the model, and how it is counted.</summary>
public sealed class CostTests
{
    [Fact]
    public void Fifty_thousand_calls_a_second_are_two_per_cent_as_was_measured_in_2018()
        => Assert.Equal(2.0, Estimate.Of(Load(calls: 50_000), hasPcid: true).Assumptions.Single(one => one is { Nanoseconds: 400, Applies: true }).Percent, 3);

    [Fact]
    public void Five_thousand_calls_with_a_large_set_are_two_per_cent_without_Pcid_and_half_of_one_with_it()
    {
        Assert.Equal(2.1, Estimate.Of(Load(calls: 5000, set: 100e6), hasPcid: false).High, 3);
        Assert.Equal(0.5, Estimate.Of(Load(calls: 5000, set: 100e6), hasPcid: true).High, 3);
    }

    [Fact]
    public void It_is_a_range_from_the_entry_alone_to_the_dearest_case_of_this_machine()
    {
        var estimate = Estimate.Of(Load(calls: 10_000, switches: 1000, faults: 1000, interrupts: 800, set: 50e6), hasPcid: true);

        Assert.Equal(10_000 + 1000 + 1200 + 800, estimate.Entries);
        Assert.Equal(0.13, estimate.Low, 3);
        Assert.Equal(1.3, estimate.High, 3);
    }

    [Fact]
    public void It_is_a_share_of_the_time_that_was_work()
        => Assert.Equal(
            2 * Estimate.Of(Load(calls: 1000), hasPcid: true).Low,
            Estimate.Of(Load(calls: 1000) with { Busy = 0.5 }, hasPcid: true).Low, 6);

    [Fact]
    public void A_small_set_keeps_the_dear_case_out() => Assert.Equal(0.4, Estimate.Of(Load(calls: 10_000, set: 1e6), hasPcid: true).High, 3);

    [Fact]
    public void Two_readings_give_rates_for_a_second_and_a_CPU()
    {
        var before = Counters(switches: 1000, faults: 100, interrupts: 0, busy: 0, all: 0, calls: 500);
        var after = Counters(switches: 5000, faults: 2100, interrupts: 800, busy: 100, all: 400, calls: 1500);

        var load = Sampler.Between(before, after, TimeSpan.FromSeconds(2), allCalls: 40_000, "");

        Assert.Equal((1000, 500, 200, 10_000), (load.Switches, load.Faults, load.Interrupts, load.SystemCalls));
        Assert.Equal(0.25, load.Busy, 6);
        Assert.Equal(500, Assert.Single(load.Processes).Calls);
        Assert.Empty(load.Remarks);
    }

    [Fact]
    public void What_processes_tell_stands_for_calls_that_cannot_be_counted_and_that_is_said()
    {
        var load = Sampler.Between(
            Counters(0, 0, 0, 0, 0, calls: 0), Counters(0, 0, 0, 1, 2, calls: 4000), TimeSpan.FromSeconds(1), allCalls: null, "Perf events are not allowed.");

        Assert.Equal(2000, load.SystemCalls);
        Assert.Equal("Perf events are not allowed. What processes tell of reads and writes stands for them, so the estimate is a lower bound.", Assert.Single(load.Remarks));
    }

    [Fact]
    public void CPUs_that_come_or_go_meanwhile_are_told_of()
        => Assert.Contains("CPUs came or went", Assert.Single(
            Sampler.Between(Counters(0, 0, 0, 0, 0, 0), Counters(0, 0, 0, 0, 0, 0) with { Cpus = 1 }, TimeSpan.FromSeconds(1), 0, "").Remarks));

    [Fact]
    public void A_process_that_took_over_the_id_of_another_counts_from_its_own_beginning()
    {
        var load = Sampler.Between(
            Counters(0, 0, 0, 0, 0, calls: 900), Counters(0, 0, 0, 1, 1, calls: 100, began: 77), TimeSpan.FromSeconds(1), null, "x");

        Assert.Equal(100, Assert.Single(load.Processes).Calls);
    }

    [Fact]
    public void Counters_are_read_from_the_files_of_proc()
    {
        using var recorded = new RecordedMachine("intel-skylake-kvm");
        recorded.Write("/proc/stat", "cpu  100 10 50 1000 40 5 5 30 0 0\ncpu0 50 5 25 500 20 3 2 15 0 0\ncpu1 50 5 25 500 20 2 3 15 0 0\nintr 777 0 9\nctxt 4242\nbtime 1\n");
        recorded.Write("/proc/vmstat", "nr_free_pages 1\npgfault 31337\npgmajfault 5\n");
        recorded.Write("/proc/42/stat", "42 (a (odd) name) S 1 42 42 0 -1 4194304 600 0 0 0 7 3 0 0 20 0 1 0 12345 1000000 250 0\n");
        recorded.Write("/proc/42/io", "rchar: 1\nwchar: 1\nsyscr: 30\nsyscw: 12\n");
        recorded.Write("/proc/42/task/42/status", "Name:\tx\nvoluntary_ctxt_switches:\t5\nnonvoluntary_ctxt_switches:\t2\n");
        recorded.Write("/proc/42/task/43/status", "voluntary_ctxt_switches:\t10\nnonvoluntary_ctxt_switches:\t0\n");

        var counters = SystemCounters.Read(new SystemTree(new TuiSetup.Backends.Files.RootFiles(recorded.Root)))!;

        Assert.Equal((4242, 777, 31337, 170, 1210, 2), (counters.Switches, counters.Interrupts, counters.Faults, counters.BusyTicks, counters.AllTicks, counters.Cpus));
        Assert.Equal(new ProcessCounters(42, 12345, "a (odd) name", 600, 10, 17, 42, 250), Assert.Single(counters.Processes).Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("cpu 1 2\n")]
    [InlineData("nonsense\n")]
    public void A_file_that_is_none_gives_no_counters(string stat)
    {
        using var recorded = new RecordedMachine("intel-skylake-kvm");
        recorded.Write("/proc/stat", stat);

        Assert.Null(SystemCounters.Read(new SystemTree(new TuiSetup.Backends.Files.RootFiles(recorded.Root))));
    }

    private static Workload Load(double calls = 0, double switches = 0, double faults = 0, double interrupts = 0, double set = 0) => new()
    {
        Seconds = 1,
        Cpus = 1,
        Busy = 1,
        SystemCalls = calls,
        CountsAllCalls = true,
        Switches = switches,
        Faults = faults,
        Interrupts = interrupts,
        WorkingSet = set,
    };

    private static SystemCounters Counters(double switches, double faults, double interrupts, double busy, double all, long calls, long began = 1) => new()
    {
        Switches = switches,
        Faults = faults,
        Interrupts = interrupts,
        BusyTicks = busy,
        AllTicks = all,
        Cpus = 2,
        Processes = System.Collections.Immutable.ImmutableDictionary<int, ProcessCounters>.Empty.Add(7, new ProcessCounters(7, began, "server", 0, 0, 0, calls, 100)),
    };
}
