namespace TuiSetup.Flow;

/// <summary>One wizard on the terminal.</summary>
internal static class WizardScreen
{
    public static int Run(Composition program, RunRequest request) => TerminalUi.Run(program, async (screen, cancel) =>
    {
        if (program.Runs.Interrupted() is { } interrupted)
        {
            await new PlanFlow(program, screen).OfferResumeAsync(interrupted, cancel);
        }

        return await new WizardFlow(program, screen, request).RunAsync(cancel);
    });
}
