using TuiSetup.Newt.Widgets;

namespace TuiSetup.Newt.Dialogs;

/// <summary>Work that a screen shows while it goes on.</summary>
public static partial class NewtDialogs
{
    /// <summary>How long work may take before it is shown.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    /// <summary>Opens a window with a bar that the program moves on.</summary>
    /// <param name="screen">The screen.</param>
    /// <param name="title">Stands in the border.</param>
    /// <param name="text">What is in hand.</param>
    /// <param name="total">What the whole is.</param>
    /// <param name="options">Its width and place; null is newt's own.</param>
    public static ProgressWindow ProgressWindow(this NewtScreen screen, string title, string text, long total, DialogOptions? options = null)
        => new(screen, title, text, total, options ?? DialogOptions.Default);

    /// <summary>
    /// Runs work off the screen's thread, and shows a bar while it goes on; Cancel and Esc cancel it.
    /// <exception cref="OperationCanceledException">The user cancelled, or the caller.</exception>
    /// </summary>
    /// <param name="screen">The screen.</param>
    /// <param name="title">Stands in the border.</param>
    /// <param name="text">What is in hand.</param>
    /// <param name="total">What the whole is.</param>
    /// <param name="work">Tells how much is done, from any thread.</param>
    /// <param name="cancel">Cancels the work.</param>
    public static async Task<T> Progress<T>(
        this NewtScreen screen,
        string title,
        string text,
        long total,
        Func<IProgress<long>, CancellationToken, Task<T>> work,
        CancellationToken cancel)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var window = new ProgressWindow(screen, title, text, total, DialogOptions.Default, new Button(Texts.T("Cancel")));
        var progress = new Progress<long>(done => window.Value = done);
        return await UntilDoneAsync(Task.Run(() => work(progress, both.Token), CancellationToken.None), window.RunAsync, both);
    }

    /// <summary>
    /// Runs work off the screen's thread. When it takes longer than <see cref="Patience"/> a window says so, and
    /// can cancel it. <exception cref="OperationCanceledException">The user cancelled, or the caller.</exception>
    /// </summary>
    public static Task<T> BusyAsync<T>(this NewtScreen screen, string text, Func<CancellationToken, Task<T>> work, CancellationToken cancel)
        => screen.BusyAsync<T>(text, (_, stop) => work(stop), cancel);

    /// <inheritdoc cref="BusyAsync{T}(NewtScreen, string, Func{CancellationToken, Task{T}}, CancellationToken)"/>
    /// <param name="screen">The screen.</param>
    /// <param name="text">What is in hand.</param>
    /// <param name="work">Tells how far it is, in a few words and from any thread.</param>
    /// <param name="cancel">Cancels the work.</param>
    public static async Task<T> BusyAsync<T>(
        this NewtScreen screen,
        string text,
        Func<IProgress<string>, CancellationToken, Task<T>> work,
        CancellationToken cancel)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var now = new Label("", 40);
        Windows.Window? shown = null;
        var progress = new Progress<string>(words =>
        {
            var isFirst = now.Text.Length == 0;
            now.Text = words;
            if (isFirst)
            {
                shown?.Arrange();
            }
        });
        var running = Task.Run(() => work(progress, both.Token), CancellationToken.None);
        using var patience = new CancellationTokenSource();
        var first = await Task.WhenAny(running, Task.Delay(Patience, screen.Time, patience.Token));
        await patience.CancelAsync();
        if (first == running)
        {
            return await running;
        }

        var stop = new Button(Texts.T("Cancel"));
        using var window = screen.OpenWindow(new Windows.WindowOptions
        {
            Title = Texts.T("Please wait"),
            Arrange = size => (now.Text.Length > 0
                ? Windows.Grid.Stacked(1, TextFor(text, size), now, stop)
                : Windows.Grid.Stacked(1, TextFor(text, size), stop)).CenterLast(),
            HotKeys = [Keys.KeyCode.Escape],
            KeepTypeAhead = true,
        });
        shown = window;
        try
        {
            return await UntilDoneAsync(running, window.RunAsync, both);
        }
        finally
        {
            // What is told late finds no window.
            shown = null;
        }
    }

    /// <summary>Waits for the work; when the user leaves its window first, the work is cancelled.</summary>
    private static async Task<T> UntilDoneAsync<T>(Task<T> running, Func<CancellationToken, Task<Windows.FormExit>> ask, CancellationTokenSource work)
    {
        using var done = new CancellationTokenSource();
        var asking = ask(done.Token);
        if (await Task.WhenAny(running, asking) == asking)
        {
            await work.CancelAsync();
        }

        await done.CancelAsync();
        await ((Task)asking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return await running;
    }
}
