namespace TuiSetup.Explorer;

/// <summary>Work that goes on beside a screen. What it has to show is shown on the screen's thread, until the screen is left.</summary>
internal sealed class BesideScreen : IAsyncDisposable
{
    /// <summary>How long news are gathered before they are shown.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    private readonly SynchronizationContext _screen = SynchronizationContext.Current!;
    private readonly CancellationTokenSource _leaving;
    private readonly TimeProvider _time;
    private Task _work = Task.CompletedTask;
    private bool _isOpen = true;
    private int _isGathering;

    private BesideScreen(TimeProvider time, CancellationToken cancel)
        => (_time, _leaving) = (time, CancellationTokenSource.CreateLinkedTokenSource(cancel));

    /// <param name="session">Whose screen it is.</param>
    /// <param name="work">The work, off the screen's thread. Its token is cancelled when the screen is left.</param>
    /// <param name="cancel">Cancels it besides.</param>
    public static BesideScreen Start(ExplorerSession session, Func<BesideScreen, CancellationToken, Task> work, CancellationToken cancel)
    {
        var beside = new BesideScreen(session.Screen.Time, cancel);
        beside._work = Task.Run(() => work(beside, beside._leaving.Token), CancellationToken.None);
        return beside;
    }

    /// <summary>Shows something; from any thread.</summary>
    public void Show(Action show) => _screen.Post(
        _ =>
        {
            if (_isOpen)
            {
                show();
            }
        },
        null);

    /// <summary>The same for what comes often: once for all that comes within a moment.</summary>
    public void ShowSoon(Action show)
    {
        if (Interlocked.Exchange(ref _isGathering, 1) == 0)
        {
            _ = ShowLaterAsync(show);
        }
    }

    /// <summary>Ends the work, and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        _isOpen = false;
        await _leaving.CancelAsync();
        await _work;
        _leaving.Dispose();
    }

    private async Task ShowLaterAsync(Action show)
    {
        await Task.Delay(Gathering, _time).ConfigureAwait(false);
        Interlocked.Exchange(ref _isGathering, 0);
        Show(show);
    }
}
