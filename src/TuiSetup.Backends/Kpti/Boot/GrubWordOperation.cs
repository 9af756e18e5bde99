using TuiSetup.Backends.Files;
using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Kpti.Boot;

/// <summary>
/// Our file in /etc/default/grub.d and the lines of grub.cfg that update-grub makes with it, read back: one comes with the
/// other, and goes with it. Kernels that were installed or removed since are no change of someone else.
/// </summary>
internal sealed class GrubWordOperation(RootFiles files, IHostTools tools) : IHostOperation
{
    public const string OperationName = "grub-word";

    private const string Former = "former", File = "file";

    public string Name => OperationName;

    /// <summary>The file, by its lines or nothing, and the lines of the entries by their titles.</summary>
    public static Value Of(Value file, Value lines) => Value.Map(lines.Entries.Prepend((File, file)));

    /// <summary>What grub.cfg is now, for undo: it may be other than what update-grub would make.</summary>
    public static Value Arguments(RootFiles files, string path) => Value.Map((Former, Value.List(files.Lines(path))));

    public Value Read(string path) => Of(FileOperation.Read(files, GrubDefaults.DropIn), GrubConfig.ToValue(GrubConfig.Parse(files.Lines(path))));

    public Task<Value> ReadAsync(Step step, CancellationToken cancel)
    {
        var now = Read(step.Target);
        return Task.FromResult(now == step.After || now == step.Before ? now
            : IsSameButKernels(now, step.After) ? step.After
            : IsSameButKernels(now, step.Before) ? step.Before
            : now);
    }

    public async Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
    {
        var now = Read(step.Target);
        FileOperation.Write(files, GrubDefaults.DropIn, wanted[File]);
        if (wanted == step.Before && LinesOf(now) == LinesOf(step.After))
        {
            FileOperation.Write(files, step.Target, step.Arguments[Former]);
        }
        else if (LinesOf(now) != LinesOf(wanted))
        {
            progress.Report("update-grub");
            await tools.RunAsync(BootLoaderReader.UpdateGrub, [], cancel);
        }
    }

    private static Value LinesOf(Value value) => Value.Map(value.Entries.Where(entry => entry.Key != File));

    private static bool IsSameButKernels(Value now, Value then) => now[File] == then[File] && Words(now).SetEquals(Words(then));

    /// <summary>What follows the kernel's image on the lines.</summary>
    private static HashSet<string> Words(Value value)
        => [.. LinesOf(value).Entries.Select(entry => string.Join(' ', (entry.Value.AsText ?? "").Split(' ').Skip(2)))];
}
