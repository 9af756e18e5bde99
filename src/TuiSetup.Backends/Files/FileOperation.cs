using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Files;

/// <summary>A file that is ours as a whole, as the list of its lines. The folders for it are made; ours go with the last file.</summary>
internal sealed class FileOperation(RootFiles files) : IHostOperation
{
    public const string OperationName = "file";

    /// <summary>Holds our own files alone.</summary>
    private const string OwnFolder = "/etc/tuisetup";

    public string Name => OperationName;

    public static Value Read(RootFiles files, string path) => files.Exists(path) ? Value.List(files.Lines(path)) : Value.Nothing;

    /// <summary>Makes it so, or takes it away.</summary>
    /// <exception cref="BackendException">It cannot be written.</exception>
    public static void Write(RootFiles files, string path, Value wanted)
    {
        try
        {
            if (wanted.IsNothing)
            {
                Delete(files, path);
                return;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(files.PathOf(path))!);
            files.Write(path, wanted.Texts, RootFiles.Readable);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new BackendException(BackendFailure.Failed, T($"{path} cannot be written. {failed.Message}"), inner: failed);
        }
    }

    public Task<Value> ReadAsync(Step step, CancellationToken cancel) => Task.FromResult(Read(files, step.Target));

    public Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
    {
        Write(files, step.Target, wanted);
        return Task.CompletedTask;
    }

    private static void Delete(RootFiles files, string path)
    {
        File.Delete(files.PathOf(path));
        for (var folder = Path.GetDirectoryName(path)!; folder.StartsWith(OwnFolder, StringComparison.Ordinal); folder = Path.GetDirectoryName(folder)!)
        {
            if (!Directory.Exists(files.PathOf(folder)) || Directory.EnumerateFileSystemEntries(files.PathOf(folder)).Any())
            {
                return;
            }

            Directory.Delete(files.PathOf(folder));
        }
    }
}
