namespace TuiSetup.Core.Problems;

/// <summary>What a target did to a call.</summary>
public enum BackendFailure
{
    /// <summary>It could not be reached, or stopped answering.</summary>
    Unreachable,
    /// <summary>It answered with an error of its own.</summary>
    Failed,
    /// <summary>It is not as it was when the plan was made.</summary>
    Drifted,
}

/// <summary>A system that a backend talks to failed. The message says which, what it said, and what to do.</summary>
public class BackendException(BackendFailure failure, string message, string? name = null, Exception? inner = null)
    : Exception(message, inner)
{
    public BackendFailure Failure { get; } = failure;

    /// <summary>The error's name as the wire had it, such as <c>constraint violation</c>.</summary>
    public string? Name { get; } = name;
}
