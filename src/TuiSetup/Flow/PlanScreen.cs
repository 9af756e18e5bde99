using TuiSetup.Core.Plans;
using TuiSetup.Pages;

namespace TuiSetup.Flow;

/// <summary>A kept plan: review, apply, report.</summary>
internal static class PlanScreen
{
    public static int Run(Composition program, Plan plan) => UserInterface.Run(program, async (ui, cancel) =>
    {
        var move = await ui.ReviewAsync(plan, [], T($"Review of {plan.Wizard}"), cancel);
        return move == PageMove.Next && !plan.ChangesNothing
            ? await new PlanFlow(program, ui).ApplyAsync(plan, cancel)
            : move == PageMove.Next ? ExitCodes.Done : ExitCodes.Cancelled;
    });
}
