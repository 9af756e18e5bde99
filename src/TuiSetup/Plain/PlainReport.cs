using TuiSetup.Core;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Reports;
using TuiSetup.Flow;
using TuiSetup.Newt.Lines;
using TuiSetup.Pages;

namespace TuiSetup.Plain;

/// <summary>How a run ended, the target's counters as often as one asks for them, and Undo.</summary>
internal sealed class PlainReport(IUserInterface ui, Prompter prompter, TimeProvider time)
{
    private static string Ok => T("Ok");

    private static string Undo => T("Undo");

    private static string Test => T("Test");

    private static string Counters => T("Counters");

    public async Task<ReportMove> AskAsync(Report report, IBackend backend, TimeSpan patience, CancellationToken cancel)
    {
        prompter.Out.Print($"\n{ReportText.Of(report).TrimEnd()}", hanging: 2);
        var live = report.Outcome is Outcome.Done or Outcome.Unchanged ? backend as ILiveBackend : null;
        List<string> ways = [Ok, .. ReportPage.CanTest(report, backend) ? (string[])[Test] : [], .. report.Outcome == Outcome.Done ? [Undo] : (string[])[], .. live is null ? [] : (string[])[Counters]];
        while (ways.Count > 1)
        {
            switch (await ChooseAsync(ways, ReportPage.HelpOf(report, backend), cancel))
            {
                case var way when way == Undo:
                    return ReportMove.Undo;
                case var way when way == Test:
                    return ReportMove.Test;
                case var way when way == Counters:
                    await ReadAsync(live!, report, patience, cancel);
                    break;
                default:
                    return ReportMove.Leave;
            }
        }

        return ReportMove.Leave;
    }

    private async Task<string> ChooseAsync(List<string> ways, string help, CancellationToken cancel)
    {
        try
        {
            return await new WayPrompt(prompter, ways, 0).AskAsync(help, cancel) is { } chosen ? ways[chosen] : Ok;
        }
        catch (InputEndedException)
        {
            // The work is done; whoever gave the answers needed no more.
            return Ok;
        }
    }

    private async Task ReadAsync(ILiveBackend backend, Report report, TimeSpan patience, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            var readings = await ui.BusyAsync(T("Waiting for the counters..."), (_, stop) => FirstAsync(backend, report, stop), either.Token);
            prompter.Out.Print(readings.Count > 0 ? ReportPage.Counters(readings) : T("There are no counters."));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            prompter.Out.Print(T("No counters came."));
        }
        catch (BackendException gone)
        {
            prompter.Out.Print(gone.Message);
        }
    }

    private static async Task<IReadOnlyList<LiveReading>> FirstAsync(ILiveBackend backend, Report report, CancellationToken cancel)
    {
        await foreach (var readings in backend.WatchAsync(report.Plan, cancel))
        {
            return readings;
        }

        return [];
    }
}
