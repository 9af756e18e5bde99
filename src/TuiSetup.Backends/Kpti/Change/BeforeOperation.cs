using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Kpti.Change;

/// <summary>The measurements of before the reboot, kept as a report of this boot.</summary>
internal sealed class BeforeOperation(BackendContext context) : IHostOperation
{
    public const string OperationName = "kpti-before";

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    public string Name => OperationName;

    /// <summary>A report of this boot; nothing when there is none yet.</summary>
    public static Value Read(string path)
        => File.Exists(path) && KptiReport.Read(path, out _) is { } report ? Of(report.Boot) : Value.Nothing;

    public static Value Of(string boot) => Value.Map(("boot", Value.Of(boot)));

    public Task<Value> ReadAsync(Step step, CancellationToken cancel) => Task.FromResult(Read(step.Target));

    public async Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
    {
        try
        {
            if (wanted.IsNothing)
            {
                File.Delete(step.Target);
                return;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(step.Target)!);
            var report = await new KptiAdvisor(context).RunAsync(
                new KptiOptions { Measure = Duration, Sample = TimeSpan.Zero, Echo = KptiAdvisor.OwnEcho }, new Words(progress), cancel);
            report.Save(step.Target);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new BackendException(BackendFailure.Failed, T($"{step.ShownTarget} cannot be written. {failed.Message}"), inner: failed);
        }
    }

    private sealed class Words(IProgress<string> progress) : IProgress<AdvisorProgress>
    {
        public void Report(AdvisorProgress value) => progress.Report(FormattableString.Invariant($"{100 * value.Share:0} %, {value.Text}"));
    }
}
