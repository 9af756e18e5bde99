namespace TuiSetup.Consoles;

/// <summary>
/// Bytes on their way to a terminal that may be slow, or stopped by its user. Nobody waits for it: when it lags too far
/// behind, what is on its way is dropped, and the terminal is to be painted anew once it moves again.
/// </summary>
internal sealed class OutputQueue : IDisposable
{
    private const int MaxWaiting = 256 * 1024;

    private readonly object _lock = new();
    private readonly Queue<byte[]> _waiting = new();
    private readonly Action<byte[]> _write;
    private readonly Action _lost;
    private readonly Thread _thread;
    private int _bytes;
    private bool _hasLost, _closed;

    /// <param name="name">Of the terminal.</param>
    /// <param name="write">Writes to it; may take its time.</param>
    /// <param name="lost">Called when something was dropped, and the terminal takes more again.</param>
    public OutputQueue(string name, Action<byte[]> write, Action lost)
    {
        (_write, _lost) = (write, lost);
        _thread = new Thread(Run) { IsBackground = true, Name = "to " + name };
        _thread.Start();
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            if (_bytes + bytes.Length > MaxWaiting)
            {
                _waiting.Clear();
                (_bytes, _hasLost) = (0, true);
            }
            else if (!_closed)
            {
                _waiting.Enqueue(bytes.ToArray());
                _bytes += bytes.Length;
            }

            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Takes no more. What waits has a moment to be written; a terminal that is stopped is not waited for.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _closed = true;
            Monitor.PulseAll(_lock);
        }

        _thread.Join(TimeSpan.FromSeconds(1));
    }

    private void Run()
    {
        while (Next(out var bytes, out var hasLost))
        {
            if (hasLost)
            {
                _lost();
            }
            else
            {
                _write(bytes);
            }
        }
    }

    private bool Next(out byte[] bytes, out bool hasLost)
    {
        (bytes, hasLost) = ([], false);
        lock (_lock)
        {
            while (_waiting.Count == 0 && !_hasLost && !_closed)
            {
                Monitor.Wait(_lock);
            }

            if (_waiting.TryDequeue(out var next))
            {
                (bytes, _bytes) = (next, _bytes - next.Length);
                return true;
            }

            (hasLost, _hasLost) = (_hasLost && !_closed, false);
            return hasLost;
        }
    }
}
