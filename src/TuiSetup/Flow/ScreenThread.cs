namespace TuiSetup.Flow;

/// <summary>Asks the user on the thread that may ask, whichever thread wants to know.</summary>
internal static class ScreenThread
{
    /// <param name="screen">The thread of the screen, as <see cref="SynchronizationContext.Current"/> tells it there; null where any thread may ask.</param>
    /// <param name="ask">Asks.</param>
    public static Task<T> AskAsync<T>(SynchronizationContext? screen, Func<Task<T>> ask)
    {
        if (screen is null || screen == SynchronizationContext.Current)
        {
            return ask();
        }

        var answered = new TaskCompletionSource<Task<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        screen.Post(_ => answered.SetResult(ask()), null);
        return answered.Task.Unwrap();
    }
}
