using TuiSetup.Backends.Files;
using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Systemd;

/// <summary>
/// The line of 127.0.1.1 in hosts(5), by which Debian finds the address of its own name. hostnamed leaves it alone.
/// </summary>
internal sealed class HostsOperation(RootFiles files) : IHostOperation
{
    public const string OperationName = "hosts", Target = "127.0.1.1 in /etc/hosts";

    private const string File = "/etc/hosts", Own = "127.0.1.1", Local = "127.0.0.1";

    public string Name => OperationName;

    /// <summary>The names of the line; nothing without one.</summary>
    public static Value Read(RootFiles files) => files.Lines(File).Select(Words).FirstOrDefault(IsOwn) is [_, .. var names] ? Value.List(names) : Value.Nothing;

    /// <summary>The names that a hostname wants there: itself, and its first label.</summary>
    public static Value Of(string hostname) => Value.List(new[] { hostname, hostname.Split('.')[0] }.Distinct());

    public Task<Value> ReadAsync(Step step, CancellationToken cancel) => Task.FromResult(Read(files));

    public Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
    {
        try
        {
            var lines = files.Lines(File).ToList();
            var at = lines.FindIndex(line => IsOwn(Words(line)));
            var line = $"{Own}\t{string.Join(' ', wanted.Texts)}";
            if (at >= 0)
            {
                lines.RemoveAt(at);
            }

            if (!wanted.IsNothing)
            {
                lines.Insert(at >= 0 ? at : lines.FindIndex(one => Words(one) is [Local, ..]) + 1, line);
            }

            files.Write(File, lines, RootFiles.Readable);
            return Task.CompletedTask;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new BackendException(BackendFailure.Failed, T($"/etc/hosts cannot be written. {failed.Message}"), inner: failed);
        }
    }

    private static string[] Words(string line) => line.Split('#')[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    private static bool IsOwn(string[] words) => words is [Own, ..];
}
