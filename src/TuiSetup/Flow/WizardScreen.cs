namespace TuiSetup.Flow;

/// <summary>One wizard.</summary>
internal static class WizardScreen
{
    public static int Run(Composition program, RunRequest request)
        => UserInterface.Run(program, (ui, cancel) => RunAsync(program, ui, request, cancel));

    /// <summary>The same on a user interface that is there already.</summary>
    public static async Task<int> RunAsync(Composition program, IUserInterface ui, RunRequest request, CancellationToken cancel)
    {
        if (program.Runs.Interrupted() is { } interrupted)
        {
            await new PlanFlow(program, ui).OfferResumeAsync(interrupted, cancel);
        }

        return await new WizardFlow(program, ui, request).RunAsync(cancel);
    }
}
