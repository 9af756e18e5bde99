namespace TuiSetup.Core.Plans;

/// <summary>What a step does to its object.</summary>
public enum StepAction
{
    Create,
    Change,
    Remove,
    /// <summary>It is already as it should be.</summary>
    Same,
}

/// <summary>How an object stands to a step.</summary>
public enum StepState
{
    /// <summary>As before the step.</summary>
    Before,
    /// <summary>As after it.</summary>
    After,
    /// <summary>Like neither: someone else changed it.</summary>
    Neither,
}

public static class StepActions
{
    /// <summary>The sign in front of a step: + ~ - =.</summary>
    public static char Sign(this StepAction action) => action switch
    {
        StepAction.Create => '+',
        StepAction.Change => '~',
        StepAction.Remove => '-',
        _ => '=',
    };
}
