using TuiSetup.Backends.DBus;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.NetworkManager;

/// <summary>
/// A file of NetworkManager's configuration, for its next start. When it is taken away, the one that runs reads its
/// configuration again, and manages what it did before.
/// </summary>
internal sealed class NmFileOperation(RootFiles files, IBus bus) : IHostOperation
{
    public const string OperationName = "networkmanager-file";

    /// <summary>The configuration alone: NetworkManager's D-Bus API, Reload.</summary>
    private const uint Configuration = 1;

    public string Name => OperationName;

    public Task<Value> ReadAsync(Step step, CancellationToken cancel) => Task.FromResult(FileOperation.Read(files, step.Target));

    public async Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
    {
        FileOperation.Write(files, step.Target, wanted);
        if (!wanted.IsNothing)
        {
            return;
        }

        try
        {
            await bus.CallAsync(new DBusCall(NmNames.Service, NmNames.Path, NmNames.Manager, "Reload", DBusValue.Of(Configuration)) { AutoStart = false }, cancel);
        }
        catch (DBusException absent) when (absent.IsServiceMissing || absent.IsBusMissing)
        {
            // It does not run, and finds the file gone when it starts.
        }
    }
}
