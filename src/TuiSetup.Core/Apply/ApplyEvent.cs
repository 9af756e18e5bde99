using TuiSetup.Core.Plans;
using TuiSetup.Core.Reports;

namespace TuiSetup.Core.Apply;

/// <summary>One thing that happened while a plan was applied; the one stream that pages, logs and JSON lines are made of.</summary>
public abstract record ApplyEvent
{
    public sealed record Started(Step Step, bool Undoing) : ApplyEvent;

    public sealed record Progress(Step Step, string Message) : ApplyEvent;

    public sealed record Finished(Step Step, StepResult Result) : ApplyEvent;

    /// <summary>Something went wrong; the run goes on to undo, or ends.</summary>
    public sealed record Trouble(Step? Step, string Message) : ApplyEvent;

    /// <summary>Everything is applied; it is taken back unless someone says within this time that it can stay.</summary>
    public sealed record Asking(TimeSpan Window) : ApplyEvent;

    public sealed record Ended(Report Report) : ApplyEvent;
}
