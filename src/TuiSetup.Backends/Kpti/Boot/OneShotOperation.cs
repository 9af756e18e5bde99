using System.Text;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Kpti.Boot;

/// <summary>The entry that systemd-boot takes at the next boot alone: an EFI variable, which bootctl(1) sets and the loader takes away.</summary>
internal sealed class OneShotOperation(RootFiles files, IHostTools tools) : IHostOperation
{
    public const string OperationName = "boot-oneshot", Target = "LoaderEntryOneShot";

    private const string Variable = $"/sys/firmware/efi/efivars/{Target}-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f", Control = "/usr/bin/bootctl";

    /// <summary>Bytes of attributes before the text.</summary>
    private const int Attributes = 4;

    public string Name => OperationName;

    /// <param name="entry">Name of the entry; empty: there is none.</param>
    public static Value Of(string entry) => Value.Map(("entry", Value.Of(entry)));

    public static Value Read(RootFiles files)
        => Of(files.Exists(Variable) && File.ReadAllBytes(files.PathOf(Variable)) is { Length: > Attributes } bytes
            ? Encoding.Unicode.GetString(bytes, Attributes, bytes.Length - Attributes).TrimEnd('\0')
            : "");

    public Task<Value> ReadAsync(Step step, CancellationToken cancel) => Task.FromResult(Read(files));

    public Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
        => tools.RunAsync(Control, ["set-oneshot", wanted["entry"].AsText ?? ""], cancel);
}
