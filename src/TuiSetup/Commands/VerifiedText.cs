using TuiSetup.Core;
using TuiSetup.Core.Plans;

namespace TuiSetup.Commands;

/// <summary>How the target stands to a plan, for people.</summary>
internal static class VerifiedText
{
    public static bool IsAsPlanned(IReadOnlyList<(StepUnit Unit, Inspection Found)> found) => found.All(unit => unit.Found.State == StepState.After);

    public static string Of(IReadOnlyList<(StepUnit Unit, Inspection Found)> found)
        => (IsAsPlanned(found) ? T("Everything is as planned.\n") : T("Not everything is as planned:\n")) + string.Concat(found.Select(Line));

    private static string Line((StepUnit Unit, Inspection Found) one)
    {
        var words = one.Found.State switch
        {
            StepState.After => T("as planned"),
            StepState.Before => T("as before the plan"),
            _ => T($"changed by someone else: {one.Found.Detail}"),
        };
        return $"{string.Join(", ", one.Unit.Steps.Select(step => step.ShownTarget))}: {words}\n";
    }
}
