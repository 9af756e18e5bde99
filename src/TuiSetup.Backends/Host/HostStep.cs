using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Host;

/// <summary>Makes steps whose action follows from what is before and after.</summary>
internal static class HostStep
{
    /// <param name="backend">The backend that applies it.</param>
    /// <param name="operation">Name of its operation.</param>
    /// <param name="target">The object, as the system names it.</param>
    /// <param name="summary">What it does, in one line.</param>
    /// <param name="before">The object now; nothing when it is not there.</param>
    /// <param name="after">The object then; nothing when it will not be there.</param>
    public static Step Make(string backend, string operation, string target, string summary, Value before, Value after) => new()
    {
        Id = $"{operation}:{target}",
        Backend = backend,
        Operation = operation,
        Target = target,
        Action = before == after ? StepAction.Same
            : before.IsNothing ? StepAction.Create
            : after.IsNothing ? StepAction.Remove
            : StepAction.Change,
        Summary = summary,
        Before = before,
        After = after,
    };
}
