using TuiSetup.Backends.Fleet;
using TuiSetup.Commands;
using TuiSetup.Core.Problems;
using TuiSetup.Newt.Lines;
using TuiSetup.Pages;

namespace TuiSetup.Flow;

/// <summary>The jobs that were sent from here, to choose one and follow it.</summary>
internal static class JobsScreen
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static int Run(Composition program)
    {
        var store = FleetJobs.StoreOf(program);
        var jobs = store.List().Select(store.Progress).ToList();
        using var terminal = StandardLines.OutputIsTerminal && jobs.Count > 0 ? UserInterface.OpenTerminal(program, out _) : null;
        if (terminal is null)
        {
            FleetOutput.Print(program.Streams.Output, jobs);
            return ExitCodes.Done;
        }

        return WindowUi.Run(program, terminal, async (ui, cancel) =>
        {
            var start = 0;
            while (await ui.ChooseAsync(Question([.. store.List().Select(store.Progress)], start), cancel) is { } chosen)
            {
                start = chosen;
                await ShowAsync(program, ui, store.List()[chosen], cancel);
            }

            return ExitCodes.Done;
        });
    }

    private static ListQuestion Question(IReadOnlyList<JobProgress> jobs, int start)
        => new(T("Jobs"), "", FleetOutput.Lines(jobs), T("Show"), T("Leave")) { Start = start, Help = T("Show tells how a job stands on each host, and goes on telling while it is under way.") };

    private static async Task ShowAsync(Composition program, IUserInterface ui, FleetJob job, CancellationToken cancel)
    {
        try
        {
            var end = await new FleetJobs(program, null, json: false).FollowAsync(ui, job, Patience, cancel);
            await ui.TellAsync(job.Id, FleetOutput.Summary(end), cancel);
        }
        catch (Exception refused) when (refused is ProblemException or BackendException)
        {
            await ui.TellAsync(T("It cannot be followed"), refused.Message, cancel);
        }
    }
}
