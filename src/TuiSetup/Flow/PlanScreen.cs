using TuiSetup.Core.Plans;
using TuiSetup.Pages;

namespace TuiSetup.Flow;

/// <summary>A kept plan on the terminal: review, apply, report.</summary>
internal static class PlanScreen
{
    public static int Run(Composition program, Plan plan) => TerminalUi.Run(program, async (screen, cancel) =>
    {
        var move = await new ReviewPage(screen).ShowAsync(plan, [], $"Review of {plan.Wizard}", cancel);
        return move == PageMove.Next && !plan.ChangesNothing
            ? await new PlanFlow(program, screen).ApplyAsync(plan, cancel)
            : move == PageMove.Next ? ExitCodes.Done : ExitCodes.Cancelled;
    });
}
