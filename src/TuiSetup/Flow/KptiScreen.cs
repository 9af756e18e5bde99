using TuiSetup.Backends.Kpti;

namespace TuiSetup.Flow;

/// <summary>The menu's page about page-table isolation: it samples, measures and advises, and leads to the wizard.</summary>
internal static class KptiScreen
{
    public static string Title => T("What page-table isolation (KPTI) costs here");

    private const string Wizard = "kpti.json";

    /// <summary>Fits a window on 80 columns.</summary>
    private const int Columns = 66;

    private static readonly TimeSpan Each = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Composition program, IUserInterface ui, CancellationToken cancel)
    {
        KptiReport report;
        try
        {
            report = await ui.BusyAsync(
                T("Sampling the workload and measuring, ten seconds..."),
                (progress, stop) => new KptiAdvisor(program.Context).RunAsync(
                    new KptiOptions { Sample = Each, Measure = Each, Echo = KptiAdvisor.OwnEcho }, new Words(progress), stop),
                cancel);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return;
        }

        var text = report.ToText(Columns);
        if (program.Folders.Find("wizards", Wizard) is { } file
            && await ui.DecideAsync(new Decision(T("Page-table isolation"), text, T("Ok"), T("Change it")) { Unsaid = 0, IsTable = true }, cancel) == 1)
        {
            await new WizardFlow(program, ui, new RunRequest(program.Wizards.Load(file), [], null)).RunAsync(cancel);
        }
    }

    private sealed class Words(IProgress<string> progress) : IProgress<AdvisorProgress>
    {
        public void Report(AdvisorProgress value) => progress.Report(FormattableString.Invariant($"{100 * value.Share:0} %, {value.Text}"));
    }
}
