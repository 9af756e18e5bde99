using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Kpti.Boot;

/// <summary>Arguments of boot entries by grubby(8), which also keeps them for kernels to come.</summary>
internal sealed class GrubbyOperation(IHostTools tools) : IHostOperation
{
    public const string OperationName = "grubby";

    public string Name => OperationName;

    public async Task<Value> ReadAsync(CancellationToken cancel) => GrubbyEntries.Parse(await tools.RunAsync(BootLoaderReader.Grubby, ["--info=ALL"], cancel));

    public Task<Value> ReadAsync(Step step, CancellationToken cancel) => ReadAsync(cancel);

    /// <summary>One call for all where they all get the same, so that kernels to come get it too.</summary>
    public async Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
    {
        var words = wanted.Entries.Select(entry => (Kernel: entry.Key, Words: string.Join(' ', BootWords.Of(entry.Value.AsText ?? "")))).ToList();
        var isSame = words.Select(entry => entry.Words).Distinct().Count() == 1;
        foreach (var (kernel, text) in isSame ? [("ALL", words[0].Words)] : words)
        {
            progress.Report($"grubby, {kernel}");
            await tools.RunAsync(
                BootLoaderReader.Grubby, [$"--update-kernel={kernel}", "--remove-args=pti nopti", .. text.Length > 0 ? [$"--args={text}"] : Array.Empty<string>()], cancel);
        }
    }
}
