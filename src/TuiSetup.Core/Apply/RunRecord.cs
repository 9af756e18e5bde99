using TuiSetup.Core.Plans;
using TuiSetup.Core.Reports;

namespace TuiSetup.Core.Apply;

/// <summary>How a run stands in the history.</summary>
public enum RunStatus
{
    Done,
    Undone,
    Cancelled,
    Left,
    Refused,
    /// <summary>Its process died before the end; <c>resume</c> finishes or undoes it.</summary>
    Interrupted,
}

/// <summary>One run as the state folder has it.</summary>
/// <param name="Id">Name of the run.</param>
/// <param name="Started">When it began.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Plan">What it was to do.</param>
/// <param name="Report">How it ended; null when interrupted.</param>
public sealed record RunRecord(string Id, DateTimeOffset Started, RunStatus Status, Plan Plan, Report? Report);
