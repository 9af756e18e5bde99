using TuiSetup.Backends.DBus;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Systemd;

/// <summary>
/// Name servers of the whole machine in systemd-resolved: a file of ours in the folder of resolved.conf(5), and its being
/// in use. The bus has no call that outlives a restart.
/// </summary>
internal sealed class ResolverOperation(IBus bus, RootFiles files, SystemdUnits units, TimeProvider time) : IHostOperation
{
    public const string OperationName = "resolver", Servers = "DNS", Domains = "Domains";

    private const string Unit = "systemd-resolved.service", Folder = "/etc/systemd/resolved.conf.d", File = Folder + "/50-tuisetup.conf";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string Name => OperationName;

    public static Value Of(IEnumerable<string> servers, IEnumerable<string> domains)
        => Value.Map((Servers, Value.List(servers)), (Domains, Value.List(domains)));

    /// <summary>What the file says and resolved knows of; nothing without a file.</summary>
    public static Value Read(RootFiles files, ResolverState? state)
        => files.Exists(File) ? (state ?? new ResolverState([], [], "")).ToValue(Words(files, Servers), Words(files, Domains)) : Value.Nothing;

    public async Task<Value> ReadAsync(Step step, CancellationToken cancel) => Read(files, await ResolverState.ReadAsync(bus, cancel));

    public async Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
    {
        FileOperation.Write(files, File, wanted.IsNothing ? wanted : Value.List(
            ["[Resolve]", $"{Servers}={string.Join(' ', wanted[Servers].Texts)}", $"{Domains}={string.Join(' ', wanted[Domains].Texts)}"]));
        if (wanted.IsNothing && Directory.Exists(files.PathOf(Folder)) && !Directory.EnumerateFileSystemEntries(files.PathOf(Folder)).Any())
        {
            Directory.Delete(files.PathOf(Folder));
        }

        progress.Report(T("waiting until systemd-resolved runs with it"));
        await units.RestartAsync(Unit, cancel);

        // It is started before it has its name on the bus.
        if (!await NameOwners.WaitAsync(bus, SystemdNames.Resolve, Patience, time, cancel))
        {
            throw new BackendException(BackendFailure.Failed, T($"{Unit} was not on the bus within {Patience.TotalSeconds:0} seconds."));
        }
    }

    private static IEnumerable<string> Words(RootFiles files, string key)
        => files.Lines(File).Where(line => line.StartsWith(key + "=", StringComparison.Ordinal))
            .SelectMany(line => line[(key.Length + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
