using System.Collections.Immutable;
using TuiSetup.Backends.Kpti;
using TuiSetup.Backends.Kpti.Advice;
using TuiSetup.Backends.Kpti.Measuring;
using TuiSetup.Backends.Kpti.Reports;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Backends.Kpti;

/// <summary>Reports as text and as files, and two of them beside each other.</summary>
public sealed class KptiReportTests
{
    [Fact]
    public async Task A_report_of_a_recorded_machine_is_the_same_when_it_was_kept_and_read()
    {
        using var recorded = new RecordedMachine("intel-westmere-kvm");
        using var folder = new TempFolder();
        var report = await AdviseAsync(recorded);

        report.Save(folder["a.json"]);
        var read = KptiReport.Read(folder["a.json"], out var problems);

        Assert.Empty(problems);
        Assert.Equal(report.ToJson(), read!.ToJson());
        Assert.Equal(report.ToText(), read.ToText());
        Assert.Equal("expose-pcid", read.Verdict);
        Assert.False(read.IsVulnerable);
    }

    [Fact]
    public async Task It_fits_a_terminal_of_80_columns_and_is_plain_ASCII()
        => Assert.All((await Task.WhenAll(RecordedMachine.Names.Select(async name =>
        {
            using var recorded = new RecordedMachine(name);
            return (await AdviseAsync(recorded)).ToText();
        }))).SelectMany(text => text.Split('\n')), line => Assert.True(line.Length < 80 && line.All(char.IsAscii), line));

    [Fact]
    public void Its_tables_fit_a_window_on_80_columns()
    {
        var load = new TuiSetup.Backends.Kpti.Sampling.Workload
        {
            Seconds = 30, Cpus = 128, Busy = 0.999, SystemCalls = 1_234_567, CountsAllCalls = true, Switches = 123_456, Faults = 123_456, Interrupts = 123_456, WorkingSet = 1e9,
            Processes = [new(4_194_303, "a-name-of-15-ch", 64, 12_345_678, 1_234_567, 1_234_567)],
        };
        var text = (Report(true, 123_456.7) with { Workload = load, Estimate = TuiSetup.Backends.Kpti.Cost.Estimate.Of(load, hasPcid: false) }).ToText(66);

        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 66, line));
    }

    [Theory]
    [InlineData("intel-skylake-nopti", true)]
    [InlineData("intel-rhel7-unpatched", true)]
    [InlineData("intel-skylake-kvm", false)]
    [InlineData("xen-pv-domu", false)]
    public async Task A_fleet_is_told_which_machines_run_without_it(string name, bool isVulnerable)
    {
        using var recorded = new RecordedMachine(name);

        Assert.Equal(isVulnerable, (await AdviseAsync(recorded)).IsVulnerable);
    }

    [Theory]
    [InlineData("{", "a.json:1:", "this is not JSON")]
    [InlineData("""{ "version": 2, "at": "2026-01-01T00:00:00Z", "host": "h", "verdict": "leave-on" }""", "a.json:1:", "not a report of version 1")]
    [InlineData("""{ "version": 1, "at": "yesterday", "host": "h", "verdict": "leave-on" }""", "a.json:1:", "'yesterday' is not a time")]
    [InlineData("""{ "version": 1, "at": "2026-01-01T00:00:00Z", "host": "h", "verdict": "x", "colour": 1 }""", "a.json:1:", "'colour' is not known here")]
    [InlineData("""{ "version": 1, "at": "2026-01-01T00:00:00Z", "host": "h", "verdict": "x", "measurements": { "operations": [ { "name": "syscall", "minimum": 0, "median": 1 } ] } }""", "a.json:1:", "'minimum' must be more than 0")]
    [InlineData("""{ "version": 1, "at": "2026-01-01T00:00:00Z", "host": "h", "verdict": "x", "workload": [] }""", "a.json:1:", "'workload' must be an object, not a list")]
    public void What_is_no_report_is_told_with_its_place(string text, string place, string sentence)
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.json", text);

        Assert.Null(KptiReport.Read(path, out var problems));
        Assert.Contains(problems, problem => problem.Place.Contains(place, StringComparison.Ordinal) && problem.Message.Contains(sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, 400, false, 100, "Without page-table isolation a kernel entry is 300 ns cheaper here.")]
    [InlineData(false, 100, true, 400, "Page-table isolation makes a kernel entry 300 ns dearer here.")]
    [InlineData(true, 400, false, 404, "A kernel entry costs the same in both, within the noise.")]
    [InlineData(true, 400, true, 600, "A kernel entry takes +200 ns, though page-table isolation is the same in both: something else changed.")]
    public void Before_and_after_are_told_apart_by_more_than_noise(bool wasOn, double was, bool isOn, double now, string sentence)
        => Assert.Contains(sentence, Report(wasOn, was).CompareText(Report(isOn, now)).Replace('\n', ' '));

    [Fact]
    public void Reports_of_different_machines_are_told_to_be_so()
        => Assert.Contains("different machines", Report(true, 100).CompareText(Report(true, 100) with { Machine = new MachineSummary { Cpu = "another" } }));

    [Fact]
    public void A_report_without_measurements_cannot_be_compared_and_says_so()
        => Assert.Contains("The second report has no measurements", (Report(true, 100)).CompareText(Report(true, 100) with { Measurements = null }));

    [Fact]
    public void What_is_noisy_is_known_by_its_median()
    {
        Assert.False(Measurement.Of("a", "a", [100, 110, 120, 130, 900]).IsNoisy);
        Assert.True(Measurement.Of("a", "a", [100, 160, 170, 180, 190]).IsNoisy);
    }

    [Theory]
    [InlineData(100, 500, false)]
    [InlineData(100, 1500, true)]
    public void Dear_paging_is_told_apart_from_dear_kernel_entry(double entry, double fault, bool isPaging)
    {
        var measured = new Measurements(0, [Of("syscall", entry), Of("fault", fault)], []);

        Assert.Equal(isPaging, measured.Reading().Any(sentence => sentence.Contains("by the hypervisor's hand", StringComparison.Ordinal)));
    }

    private static Measurement Of(string name, double nanoseconds) => new(name, name, nanoseconds, nanoseconds * 1.05, 1, 20);

    private static KptiReport Report(bool isOn, double entry) => new()
    {
        At = DateTimeOffset.UnixEpoch,
        Host = "guest",
        Machine = new MachineSummary { Cpu = "cpu", Kernel = "6.1", IsIsolated = isOn },
        Recommendation = new Recommendation(Verdict.LeaveOn, "", []),
        Measurements = new Measurements(0, [Of("syscall", entry)], ImmutableArray<string>.Empty),
    };

    private static Task<KptiReport> AdviseAsync(RecordedMachine recorded)
        => new KptiAdvisor(recorded.Context(TimeProvider.System), recorded).RunAsync(
            new KptiOptions { Measure = TimeSpan.Zero, Sample = TimeSpan.Zero, Echo = [] }, new Progress<AdvisorProgress>(), TestContext.Current.CancellationToken);
}
