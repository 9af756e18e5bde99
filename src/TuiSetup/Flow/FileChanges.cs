namespace TuiSetup.Flow;

/// <summary>Tells when a file is written anew, in place or by another that takes its name.</summary>
internal sealed class FileChanges : IDisposable
{
    private readonly FileSystemWatcher _watcher;
    private readonly Lock _lock = new();
    private CancellationTokenSource _next = new();

    /// <exception cref="IOException">Its folder cannot be watched.</exception>
    public FileChanges(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            _watcher = new FileSystemWatcher(Path.GetDirectoryName(full)!, Path.GetFileName(full)) { NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.FileName | NotifyFilters.Size };
        }
        catch (ArgumentException missing)
        {
            throw new IOException(T($"{path} cannot be watched: {missing.Message}"), missing);
        }

        _watcher.Changed += Tell;
        _watcher.Created += Tell;
        _watcher.Renamed += Tell;
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>Is cancelled by the next change. What is read after this call has all changes before it.</summary>
    public CancellationToken Next()
    {
        lock (_lock)
        {
            // None of them is disposed: a change may be on its way to one that is over.
            _next = _next.IsCancellationRequested ? new CancellationTokenSource() : _next;
            return _next.Token;
        }
    }

    public void Dispose() => _watcher.Dispose();

    private void Tell(object sender, FileSystemEventArgs what)
    {
        CancellationTokenSource next;
        lock (_lock)
        {
            next = _next;
        }

        next.Cancel();
    }
}
