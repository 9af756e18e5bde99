using TuiSetup.Core;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Probes;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Reports;
using TuiSetup.Flow;
using TuiSetup.Newt;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Pages;

/// <summary>How a run ended, with the target's live counters, and what may follow.</summary>
internal sealed class ReportPage(NewtScreen screen)
{
    internal static string Help => T("Undo brings back what was there before. Later, 'tuisetup undo' does the same.");

    internal static string TestHelp => T("Test sends probes between the hosts that are on this machine, and shows who reaches whom.");

    /// <summary>Whether there is something to test.</summary>
    internal static bool CanTest(Report report, IBackend backend)
        => report.Outcome is Outcome.Done or Outcome.Unchanged && backend is IProbingBackend probing && probing.CanProbe(report.Plan);

    internal static string HelpOf(Report report, IBackend backend) => CanTest(report, backend) ? $"{Help} {TestHelp}" : Help;

    public async Task<ReportMove> ShowAsync(Report report, IBackend backend, CancellationToken cancel)
    {
        var (ok, undo, test, draw) = (new Button(T("Ok")), new Button(T("Undo")), new Button(T("Test")), new Button(T("Picture")));
        var picture = report.Outcome is Outcome.Done or Outcome.Unchanged ? PlanPicture.Of(report.Plan, backend) : "";
        var live = report.Outcome is Outcome.Done or Outcome.Unchanged ? backend as ILiveBackend : null;
        var counters = new Label(live is null ? "" : T("Counters: waiting for the first reading (every 5 seconds)"), 60);
        using var window = screen.OpenWindow(new WindowOptions
        {
            Title = T("Report"),
            Arrange = size =>
            {
                var text = new Textbox(ReportText.Of(report).TrimEnd(), PageMetrics.Width(size), Math.Max(2, PageMetrics.Rows(size) - 4));
                var buttons = Grid.SideBySide(4, [ok, .. CanTest(report, backend) ? (Button[])[test] : [], .. report.Outcome == Outcome.Done ? (Button[])[undo] : [], .. picture.Length > 0 ? (Button[])[draw] : []]);
                return (live is null ? Grid.Stacked(1, text, buttons) : Grid.Stacked(1, text, counters, buttons)).CenterLast();
            },
            HotKeys = [KeyCode.F12, KeyCode.Escape],
            Help = _ => HelpOf(report, backend),
        });
        window.Focus(ok);
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var watch = live is null ? Task.CompletedTask : WatchAsync(live, report, counters, watching.Token);
        var exit = await window.RunAsync(cancel);
        for (; exit.Widget == draw; exit = await window.RunAsync(cancel))
        {
            await PlanPicture.ShowAsync(screen, picture, cancel);
        }

        await watching.CancelAsync();
        await watch;
        return exit.Widget == undo ? ReportMove.Undo : exit.Widget == test ? ReportMove.Test : ReportMove.Leave;
    }

    /// <summary>Readings in one line.</summary>
    internal static string Counters(IReadOnlyList<LiveReading> readings)
        => string.Join("   ", readings.GroupBy(reading => reading.Target)
            .Select(target => $"{target.Key}: {string.Join(", ", target.Select(reading => $"{reading.Name} {reading.Value}"))}"));

    private static async Task WatchAsync(ILiveBackend backend, Report report, Label counters, CancellationToken cancel)
    {
        try
        {
            await foreach (var readings in backend.WatchAsync(report.Plan, cancel))
            {
                counters.Text = Counters(readings);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }
        catch (BackendException gone)
        {
            counters.Text = gone.Message;
        }
    }
}
