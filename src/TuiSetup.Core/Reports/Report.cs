using System.Collections.Immutable;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Plans;

namespace TuiSetup.Core.Reports;

/// <summary>What became of a step.</summary>
public enum StepResult
{
    /// <summary>Not begun.</summary>
    Pending,
    /// <summary>Applied, and read back as it should be.</summary>
    Done,
    /// <summary>It was so already.</summary>
    Same,
    /// <summary>It is as it was before.</summary>
    Undone,
    /// <summary>It is neither as before nor as it should be, or that is not known.</summary>
    Left,
}

/// <summary>A step and what became of it.</summary>
public sealed record StepReport(Step Step, StepResult Result, string Message = "");

/// <summary>How a run ended, step by step.</summary>
public sealed record Report
{
    /// <summary>The run; null when nothing was begun.</summary>
    public string? Run { get; init; }

    public required Plan Plan { get; init; }

    public required Outcome Outcome { get; init; }

    public required ImmutableArray<StepReport> Steps { get; init; }

    /// <summary>What went wrong, as sentences.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];

    /// <summary>The target could not be reached, or refused.</summary>
    public bool Unreachable { get; init; }

    /// <summary>Exit code of a command that ends so; see the README.</summary>
    public int ExitCode => Outcome switch
    {
        Outcome.Done or Outcome.Unchanged => 0,
        Outcome.Cancelled => 1,
        Outcome.Refused => Unreachable ? 6 : 3,
        Outcome.Undone => Problems.IsEmpty ? 0 : 4,
        Outcome.Restored => Problems.IsEmpty ? 1 : 4,
        _ => 5,
    };
}
