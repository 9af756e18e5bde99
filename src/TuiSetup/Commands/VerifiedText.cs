using TuiSetup.Core;
using TuiSetup.Core.Plans;

namespace TuiSetup.Commands;

/// <summary>How the target stands to a plan, for people.</summary>
internal static class VerifiedText
{
    public static bool IsAsPlanned(IReadOnlyList<(StepUnit Unit, Inspection Found)> found) => found.All(unit => unit.Found.State == StepState.After);

    public static string Of(IReadOnlyList<(StepUnit Unit, Inspection Found)> found)
        => (IsAsPlanned(found) ? "Everything is as planned.\n" : "Not everything is as planned:\n") + string.Concat(found.Select(Line));

    private static string Line((StepUnit Unit, Inspection Found) one)
    {
        var words = one.Found.State switch
        {
            StepState.After => "as planned",
            StepState.Before => "as before the plan",
            _ => $"changed by someone else: {one.Found.Detail}",
        };
        return $"{string.Join(", ", one.Unit.Steps.Select(step => step.Target))}: {words}\n";
    }
}
