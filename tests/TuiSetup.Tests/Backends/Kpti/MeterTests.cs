using TuiSetup.Backends.Kpti;
using TuiSetup.Backends.Kpti.Detection;
using TuiSetup.Backends.Kpti.Measuring;
using TuiSetup.Backends.Kpti.Measuring.Native;

namespace TuiSetup.Tests.Backends.Kpti;

/// <summary>What the meter does when the machine changes under it.</summary>
public sealed class MeterTests
{
    [Fact]
    public async Task A_cpu_that_is_taken_away_ends_the_measurement_with_a_word_of_it()
    {
        var cpus = await AllowedAsync();
        Assert.SkipWhen(cpus.Count < 2, "A machine of one CPU cannot lose it.");
        var meter = new Meter(TimeProvider.System, ["cat"]);

        var measured = await meter.MeasureAsync(cpus[0], TimeSpan.FromMilliseconds(200), new Moved("clock", cpus[1]), TestContext.Current.CancellationToken);

        Assert.Contains(measured.Remarks, remark => remark.StartsWith($"CPU {cpus[0]} was taken away", StringComparison.Ordinal));
        Assert.DoesNotContain(measured.Kept, kept => kept.Name != "syscall");
    }

    private static async Task<IReadOnlyList<int>> AllowedAsync()
    {
        const string Key = "Cpus_allowed_list:";
        var line = (await File.ReadAllLinesAsync("/proc/self/status")).Single(line => line.StartsWith(Key, StringComparison.Ordinal));
        return [.. CpuSet.Parse(line[Key.Length..].Trim())];
    }

    /// <summary>Progress is told on the thread that measures: there it is moved, as the kernel moves it when a CPU goes offline.</summary>
    private sealed class Moved(string at, int cpu) : IProgress<AdvisorProgress>
    {
        public void Report(AdvisorProgress value)
        {
            if (value.Text.StartsWith(at, StringComparison.Ordinal))
            {
                Pinning.To(cpu);
            }
        }
    }
}
