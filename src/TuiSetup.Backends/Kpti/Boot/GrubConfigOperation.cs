using TuiSetup.Backends.Files;
using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Kpti.Boot;

/// <summary>
/// grub.cfg: made anew by update-grub, and read back. The text that was there is kept in the step, and put back by undo,
/// also where it was not what update-grub would have made.
/// </summary>
internal sealed class GrubConfigOperation(RootFiles files, IHostTools tools) : IHostOperation
{
    public const string OperationName = "grub-config";

    private const string Former = "former";

    public string Name => OperationName;

    public static Value Arguments(RootFiles files, string path) => Value.Map((Former, Value.List(files.Lines(path))));

    public Task<Value> ReadAsync(Step step, CancellationToken cancel) => Task.FromResult(GrubConfig.ToValue(GrubConfig.Parse(files.Lines(step.Target))));

    public async Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
    {
        if (wanted == step.Before)
        {
            FileOperation.Write(files, step.Target, step.Arguments[Former]);
            return;
        }

        progress.Report("update-grub");
        await tools.RunAsync(BootLoaderReader.UpdateGrub, [], cancel);
        foreach (var entry in GrubConfig.Parse(files.Lines(step.Target)))
        {
            progress.Report(entry.Line);
        }
    }
}
