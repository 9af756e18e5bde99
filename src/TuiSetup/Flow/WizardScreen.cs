namespace TuiSetup.Flow;

/// <summary>One wizard.</summary>
internal static class WizardScreen
{
    public static int Run(Composition program, RunRequest request) => UserInterface.Run(program, async (ui, cancel) =>
    {
        if (program.Runs.Interrupted() is { } interrupted)
        {
            await new PlanFlow(program, ui).OfferResumeAsync(interrupted, cancel);
        }

        return await new WizardFlow(program, ui, request).RunAsync(cancel);
    });
}
