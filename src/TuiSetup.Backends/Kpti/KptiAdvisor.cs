using TuiSetup.Backends.Files;
using TuiSetup.Backends.Kpti.Advice;
using TuiSetup.Backends.Kpti.Cost;
using TuiSetup.Backends.Kpti.Detection;
using TuiSetup.Backends.Kpti.Measuring;
using TuiSetup.Backends.Kpti.Measuring.Operations;
using TuiSetup.Backends.Kpti.Reports;
using TuiSetup.Backends.Kpti.Sampling;
using TuiSetup.Backends.VSphere;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Kpti;

/// <summary>What page-table isolation costs this guest, and what should be done: read, sample the load, measure, advise.</summary>
public sealed class KptiAdvisor
{
    /// <summary>The other process works beside the load, so the load is sampled first.</summary>
    private const double SampleShare = 0.5;

    private readonly BackendContext _context;
    private readonly RootFiles _files;
    private readonly TimeProvider _time;
    private readonly ICpuid _cpuid;

    /// <param name="context">Where files are, and time.</param>
    public KptiAdvisor(BackendContext context)
        : this(context, new HardwareCpuid())
    {
    }

    internal KptiAdvisor(BackendContext context, ICpuid cpuid) => (_context, _files, _time, _cpuid) = (context, new RootFiles(context.Root), context.Time, cpuid);

    /// <summary>The hidden command of this program that is the second process of the measurements.</summary>
    public const string EchoCommand = "kpti-echo";

    /// <summary>How this program is started as that process.</summary>
    public static IReadOnlyList<string> OwnEcho { get; } = [Environment.ProcessPath!, EchoCommand];

    /// <summary>What the second process of the measurements does: gives back each byte of its standard input.</summary>
    public static void Echo() => ContextSwitch.Echo();

    /// <param name="options">What to do, and how long.</param>
    /// <param name="progress">Is told how far it is, from any thread.</param>
    /// <param name="cancel">Stops it within moments.</param>
    /// <exception cref="ProblemException">The CPU to measure on is not there, or the vCenter's address is none.</exception>
    /// <exception cref="BackendException">The vCenter that was asked for cannot be reached, or refuses.</exception>
    public async Task<KptiReport> RunAsync(KptiOptions options, IProgress<AdvisorProgress> progress, CancellationToken cancel)
    {
        var machine = await Task.Run(() => new MachineReader(_files, _cpuid).Read(), cancel);
        var cpu = options.Cpu ?? machine.Allowed.Intersect(machine.Online).LastOrDefault();
        if (options.Cpu is not null && !machine.Online.Contains(cpu))
        {
            throw new ProblemException([Problem.Error(null, T($"There is no CPU {cpu}, or it is not online."), T($"Those online are {CpuSet.Format(machine.Online)}."))]);
        }

        var hardware = options.VCenterUser is { } user ? await VirtualHardwareAdvice.AskAsync(_context, user, options.Fingerprint, ProtectedMachines.LocalLinks(), cancel) : "";
        var (samples, measures) = (options.Sample > TimeSpan.Zero, options.Measure > TimeSpan.Zero);
        var (load, remark) = samples
            ? await new Sampler(_files, _time).SampleAsync(machine.Online, options.Sample, Part(progress, 0, measures ? SampleShare : 1), cancel)
            : (null, "");
        var measurements = measures
            ? await new Meter(_time, options.Echo).MeasureAsync(cpu, options.Measure, Part(progress, samples ? SampleShare : 0, 1), cancel)
            : null;
        progress.Report(new AdvisorProgress(1, "done"));
        return new KptiReport
        {
            At = _time.GetUtcNow(),
            Host = Environment.MachineName,
            Boot = new SystemTree(_files).Text("/proc/sys/kernel/random/boot_id") ?? "",
            Machine = MachineSummary.Of(machine),
            Recommendation = Recommendation.For(machine),
            Measurements = measurements,
            Workload = load,
            Estimate = load is not null && machine.Cpu.IsX86 ? Estimate.Of(load, machine.HasPcid) : null,
            Remarks =
            [
                .. Remarks.Of(machine), .. measurements?.Remarks ?? [], .. load?.Remarks ?? [],
                .. new[] { remark, hardware }.Where(sentence => sentence.Length > 0),
                .. load is not null && !machine.Cpu.IsX86 ? [T("The known costs of a kernel entry are those of x86, so nothing is estimated here. Measure before and after instead.")] : Array.Empty<string>(),
            ],
        };
    }

    private static PartOf Part(IProgress<AdvisorProgress> progress, double from, double to) => new(progress, from, to);

    /// <summary>Progress of a part as progress of the whole.</summary>
    private sealed class PartOf(IProgress<AdvisorProgress> whole, double from, double to) : IProgress<AdvisorProgress>
    {
        public void Report(AdvisorProgress value) => whole.Report(value with { Share = from + (to - from) * value.Share });
    }
}
