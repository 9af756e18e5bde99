using TuiSetup.Core.Apply;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Reports;
using TuiSetup.Newt;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Pages;

/// <summary>A run while it goes on: a bar, what is in hand, the log, and Cancel.</summary>
internal sealed class ProgressPage(NewtScreen screen)
{
    private readonly List<string> _log = [];
    private Textbox? _shown;
    private int _finished;

    /// <param name="plan">What is applied or undone.</param>
    /// <param name="title">Title of the window.</param>
    /// <param name="run">Does it, and tells of it from any thread.</param>
    /// <param name="cancel">Stops it as the button does.</param>
    public async Task<Report> RunAsync(
        Plan plan,
        string title,
        Func<Action<ApplyEvent>, CancellationToken, Task<Report>> run,
        CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var steps = plan.Steps.Count(step => step.Action != StepAction.Same);
        var now = new Label("", 60);
        var button = new Button(T("Cancel"));
        Scale? scale = null;
        using var window = screen.OpenWindow(new WindowOptions
        {
            Title = title,
            Arrange = size =>
            {
                var width = PageMetrics.Width(size);
                scale = new Scale(width, Math.Max(1, steps)) { Value = _finished };
                _shown = new Textbox(new string('\n', Math.Max(1, PageMetrics.Rows(size) - 7)), width) { Text = Tail(size.Rows) };
                return Grid.Stacked(1, now, scale, _shown, button).CenterLast();
            },
            HotKeys = [KeyCode.Escape],
            Help = _ => T("Each step is applied and read back. Cancel, or Esc, finishes what is in hand and then undoes everything that was done."),
        });
        var ui = SynchronizationContext.Current!;
        var running = Task.Run(() => run(happened => ui.Post(_ => Show(happened, now, scale!), null), stop.Token), CancellationToken.None);
        using var done = new CancellationTokenSource();
        while (!running.IsCompleted)
        {
            var asking = window.RunAsync(done.Token);
            if (await Task.WhenAny(running, asking) != asking)
            {
                break;
            }

            now.Text = ProgressText.Stopping;
            await stop.CancelAsync();
        }

        await done.CancelAsync();
        return await running;
    }

    private void Show(ApplyEvent happened, Label now, Scale scale)
    {
        if (ProgressText.Of(happened) is { } line)
        {
            _log.Add(line);
            now.Text = happened is ApplyEvent.Started ? line : now.Text;
        }

        if (happened is ApplyEvent.Finished)
        {
            scale.Value = ++_finished;
        }

        if (_shown is not null)
        {
            _shown.Text = Tail(screen.Size.Rows);
        }
    }

    private string Tail(int rows) => string.Join('\n', _log.TakeLast(Math.Max(1, rows - 14)));
}
