using TuiSetup.Newt.Terminal;

namespace TuiSetup.Newt.Keys;

/// <summary>Reads a terminal's keys and keeps the time that a lone ESC waits.</summary>
internal sealed class InputReader(ITerminal terminal, TimeProvider time)
{
    private readonly KeyDecoder _decoder = new();
    private readonly byte[] _buffer = new byte[NewtScreen.MaxTypeAhead];
    private long _last;

    /// <summary>The terminal hung up.</summary>
    public bool IsGone { get; private set; }

    /// <summary>How long until what is pending must be decided; null when nothing is.</summary>
    public TimeSpan? Pending
    {
        get
        {
            if (!_decoder.IsPending)
            {
                return null;
            }

            var left = terminal.Capabilities.EscapeDelay - time.GetElapsedTime(_last);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    public void Read(Action<Key> key)
    {
        var count = terminal.Read(_buffer);
        if (count > 0)
        {
            _decoder.Feed(_buffer.AsSpan(0, count), key);
            _last = time.GetTimestamp();
        }
        else if (count < 0)
        {
            IsGone = true;
        }
        else if (Pending == TimeSpan.Zero)
        {
            _decoder.Flush(key);
        }
    }

    /// <summary>Forgets what was typed so far.</summary>
    public void Drop()
    {
        for (int count; (count = terminal.Read(_buffer)) > 0; _last = time.GetTimestamp())
        {
            _decoder.Feed(_buffer.AsSpan(0, count), _ => { });
        }

        _decoder.Drop();
    }
}
