using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet.Worker;

/// <summary>One worker for a state folder: two would answer the same commands, and each only every second time.</summary>
internal sealed class WorkerLock : IDisposable
{
    private readonly FileStream _file;

    private WorkerLock(FileStream file) => _file = file;

    /// <exception cref="BackendException">There is one already.</exception>
    public static WorkerLock Take(string stateFolder)
    {
        var path = Path.Combine(DurableFile.CreateFolder(stateFolder, "fleet"), "worker.lock");
        try
        {
            return new WorkerLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new BackendException(BackendFailure.Drifted, T($"Another worker of this machine is at work: it holds {path}."));
        }
    }

    public void Dispose() => _file.Dispose();
}
