using System.Collections.Immutable;
using TuiSetup.Backends.Kpti.Measuring.Native;
using TuiSetup.Backends.Kpti.Measuring.Operations;

namespace TuiSetup.Backends.Kpti.Measuring;

/// <summary>Times operations on one CPU, in short batches, one operation after the other.</summary>
/// <param name="time">Times them.</param>
/// <param name="echo">The command of a process that gives back each byte.</param>
internal sealed class Meter(TimeProvider time, IReadOnlyList<string> echo)
{
    /// <summary>Short enough for many a batch to come between two interruptions.</summary>
    private static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(4);

    private const int FewestBatches = 15, MostTimes = 1 << 24;

    /// <param name="cpu">The CPU to measure on.</param>
    /// <param name="budget">How long all of it may take, about.</param>
    /// <param name="progress">Is told the share that is done, and of what.</param>
    /// <param name="cancel">Stops between two batches.</param>
    public Task<Measurements> MeasureAsync(int cpu, TimeSpan budget, IProgress<AdvisorProgress> progress, CancellationToken cancel)
        => Task.Factory.StartNew(() => Measure(cpu, budget, progress, cancel), cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private Measurements Measure(int cpu, TimeSpan budget, IProgress<AdvisorProgress> progress, CancellationToken cancel)
    {
        var remarks = ImmutableArray.CreateBuilder<string>();
        int? pinned = cpu;
        try
        {
            Pinning.To(cpu);
        }
        catch (IOException failed)
        {
            pinned = null;
            remarks.Add(failed.Message);
        }

        var kept = ImmutableArray.CreateBuilder<Measurement>();
        Func<IOperation>[] makers =
        [
            () => new SystemCall(time), () => new VdsoClock(time), () => new PipeRoundTrip(time), () => new ContextSwitch(time, echo),
            () => new MinorFault(time), () => new MapUnmap(time), () => new ProcessCreation(time),
        ];
        for (var index = 0; index < makers.Length; index++)
        {
            try
            {
                using var operation = makers[index]();
                var done = (double)index / makers.Length;
                progress.Report(new AdvisorProgress(done, operation.Title));
                var result = MeasureTwice(operation, budget / makers.Length, share => progress.Report(new AdvisorProgress(done + share / makers.Length, operation.Title)), cancel);
                if (pinned is not null && Pinning.Current != cpu)
                {
                    remarks.Add(T($"CPU {cpu} was taken away while it was measured, at: {result.Title}. That and what comes after it were thrown away; measure again."));
                    break;
                }

                if (result.IsNoisy)
                {
                    remarks.Add(T($"{Capital(result.Title)}: too much came in between, twice, so it was thrown away. Measure again when the machine, and its host, have less to do."));
                }
                else
                {
                    kept.Add(result);
                }
            }
            catch (IOException failed)
            {
                remarks.Add(failed.Message);
            }
        }

        return new Measurements(pinned, kept.ToImmutable(), remarks.ToImmutable());
    }

    /// <summary>A second time where the first was noisy.</summary>
    private Measurement MeasureTwice(IOperation operation, TimeSpan budget, Action<double> report, CancellationToken cancel)
        => MeasureOnce(operation, budget, report, cancel) is { IsNoisy: false } quiet ? quiet : MeasureOnce(operation, budget, report, cancel);

    private Measurement MeasureOnce(IOperation operation, TimeSpan budget, Action<double> report, CancellationToken cancel)
    {
        var times = Calibrate(operation, cancel);
        var (began, batches) = (time.GetTimestamp(), new List<double>());
        while (batches.Count < FewestBatches || time.GetElapsedTime(began) < budget)
        {
            cancel.ThrowIfCancellationRequested();
            batches.Add(operation.Run(times).TotalNanoseconds / times);
            report(Math.Min(1, time.GetElapsedTime(began) / budget));
        }

        return Measurement.Of(operation.Name, operation.Title, batches);
    }

    /// <summary>How often it has to be done for a batch; it is warm then.</summary>
    private static int Calibrate(IOperation operation, CancellationToken cancel)
    {
        for (var times = 1; ; times *= 2)
        {
            cancel.ThrowIfCancellationRequested();
            if (operation.Run(times) is var took && (took >= Batch || times >= MostTimes))
            {
                return Math.Max(1, (int)(times * (Batch / took)));
            }
        }
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
