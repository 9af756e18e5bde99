namespace TuiSetup.Newt.Whiptail;

/// <summary>Ends a box for which no key came in time.</summary>
internal sealed class IdleTimer : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _expiry;

    public IdleTimer(TimeSpan limit, TimeProvider time)
    {
        _limit = limit;
        _expiry = new CancellationTokenSource(limit, time);
    }

    /// <summary>Cancelled when the time is over.</summary>
    public CancellationToken Expired => _expiry.Token;

    /// <summary>A key came.</summary>
    public void Restart() => _expiry.CancelAfter(_limit);

    public void Dispose() => _expiry.Dispose();
}
