using TuiSetup.Newt.Whiptail.Boxes;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Whiptail;

/// <summary>Shows one box on a screen, from its request to its answer.</summary>
internal static class BoxRunner
{
    /// <param name="screen">Where it is shown. It stays there.</param>
    /// <param name="request">The box.</param>
    /// <param name="idle">What ends it when no key comes; null when it waits for ever.</param>
    /// <param name="cancel">Ends it without an answer.</param>
    public static async Task<WhiptailResult> RunAsync(NewtScreen screen, BoxRequest request, IdleTimer? idle, CancellationToken cancel)
    {
        var box = Box.For(request);
        var window = BoxWindow.Open(screen, box);
        var result = await AskAsync(screen, box, window, idle, cancel);
        screen.Refresh();
        if (request.Options.Clear)
        {
            window.Dispose();
            screen.Refresh();
        }

        return result;
    }

    /// <summary>Asks in a window that is open, and leaves it so.</summary>
    public static async Task<WhiptailResult> AskAsync(NewtScreen screen, Box box, Window window, IdleTimer? idle, CancellationToken cancel)
    {
        screen.HelpCallback = box.Request.Options.HelpText is null ? null : text => BoxWindow.TellAsync(screen, T("Help"), text, cancel);
        if (idle is null)
        {
            return await box.RunAsync(screen, window, cancel);
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, idle.Expired);
        try
        {
            return await box.RunAsync(screen, window, either.Token);
        }
        catch (OperationCanceledException) when (idle.Expired.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return new WhiptailResult(BoxEnd.TimedOut, WhiptailExit.TimedOut, BoxAnswer.Nothing);
        }
    }
}
