using TuiSetup.Backends.Fleet;
using TuiSetup.Newt;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Pages;

/// <summary>A job while it goes on: a bar for the whole, and a line with a bar for each host.</summary>
internal sealed class JobPage(NewtScreen screen)
{
    private int _isDue;

    /// <param name="progress">How the hosts stand when it begins.</param>
    /// <param name="title">Title of the window.</param>
    /// <param name="run">Does it, and tells of it from any thread.</param>
    /// <param name="cancel">Stops it as the button does.</param>
    public async Task<JobProgress> RunAsync(JobProgress progress, string title, Func<Action<HostState>, CancellationToken, Task<JobProgress>> run, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var (now, leave) = (new Label("", 60) { Text = JobTable.Summary(progress) }, new Button(T("Leave")));
        Scale? scale = null;
        Textbox? table = null;
        using var window = screen.OpenWindow(new WindowOptions
        {
            Title = title,
            Arrange = size =>
            {
                var width = PageMetrics.Width(size);
                scale = new Scale(width, progress.Job.Hosts.Length) { Value = Ended(progress) };
                table = Textbox.Fixed(JobTable.Of(progress), width - 2, Math.Max(1, PageMetrics.Rows(size) - 6), scroll: true);
                return Grid.Stacked(1, now, scale, table, leave).CenterLast();
            },
            HotKeys = [KeyCode.Escape],
            Help = _ => T("Hosts that failed stand first. Up, Down and Page keys scroll. Leave, or Esc, sends nothing more; what was sent goes on without you, and 'tuisetup jobs' tells of it."),
        });
        window.Focus(leave);
        var ui = SynchronizationContext.Current!;
        var running = Task.Run(() => run(Tell, stop.Token), CancellationToken.None);
        using var done = new CancellationTokenSource();
        if (await Task.WhenAny(running, window.RunAsync(done.Token)) != running)
        {
            now.Text = T("Leaving...");
            await stop.CancelAsync();
        }

        await done.CancelAsync();
        return await running;

        // Thousands of states come in a second: the screen has one picture of them at a time.
        void Tell(HostState state)
        {
            lock (progress)
            {
                progress.Take(state);
            }

            if (Interlocked.Exchange(ref _isDue, 1) == 0)
            {
                ui.Post(_ => Show(), null);
            }
        }

        void Show()
        {
            Interlocked.Exchange(ref _isDue, 0);
            lock (progress)
            {
                now.Text = JobTable.Summary(progress);
                scale!.Value = Ended(progress);
                table!.Text = JobTable.Of(progress);
            }
        }
    }

    private static int Ended(JobProgress progress) => progress.Done + progress.Failed;
}
