using TuiSetup.Backends.Files;
using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Kpti.Boot;

/// <summary>The entry that GRUB takes at the next boot alone (next_entry of grubenv), which it forgets by itself.</summary>
internal sealed class GrubEnvironmentOperation(RootFiles files, IHostTools tools) : IHostOperation
{
    public const string OperationName = "grub-next-entry";

    private const string Key = "next_entry", Editor = "/usr/bin/grub-editenv";

    public string Name => OperationName;

    /// <param name="entry">Id of the entry; empty: there is none.</param>
    public static Value Of(string entry) => Value.Map((Key, Value.Of(entry)));

    public static Value Read(RootFiles files, string path)
        => Of(files.Lines(path).FirstOrDefault(line => line.StartsWith(Key + "=", StringComparison.Ordinal))?[(Key.Length + 1)..] ?? "");

    public Task<Value> ReadAsync(Step step, CancellationToken cancel) => Task.FromResult(Read(files, step.Target));

    public Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
        => tools.RunAsync(Editor, [step.Target, .. wanted[Key].AsText is { Length: > 0 } entry ? ["set", $"{Key}={entry}"] : (string[])["unset", Key]], cancel);
}
