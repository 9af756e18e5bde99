using System.Collections.Immutable;

namespace TuiSetup.Backends.Fleet;

/// <summary>A host of a job, with the values that are its own.</summary>
/// <param name="Name">Its name in the fleet.</param>
/// <param name="Variables">What stands for <c>${NAME}</c> in its answers; <c>host</c> is always its name.</param>
public sealed record JobHost(string Name, ImmutableDictionary<string, string> Variables);

/// <summary>How a host of a job stands.</summary>
/// <param name="Host">Its name.</param>
/// <param name="State">Celery's word, or one of <see cref="NotSent"/> and <see cref="NoQueue"/>.</param>
public sealed record HostState(string Host, string State)
{
    /// <summary>It was not sent, because enough others had failed.</summary>
    public const string NotSent = "NOT SENT";

    /// <summary>No worker of that name has ever been on this broker.</summary>
    public const string NoQueue = "NO QUEUE";

    /// <summary>When that was heard.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What it has to say, in one line from the host itself.</summary>
    public string Message { get; init; } = "";

    /// <summary>The exception of a failure; empty for none.</summary>
    public string Exception { get; init; } = "";

    /// <summary>The run on the host; empty where there is none.</summary>
    public string Run { get; init; } = "";

    /// <summary>Steps that are done.</summary>
    public int Current { get; init; }

    /// <summary>All steps; 0 while that is not known.</summary>
    public int Total { get; init; }

    public bool IsFinal => Celery.TaskState.IsFinal(State) || State is NotSent or NoQueue;

    public bool IsGood => State == Celery.TaskState.Success;

    /// <summary>The exit code that this host by itself would be worth; see the README.</summary>
    public int ExitCode => (State, Exception) switch
    {
        (Celery.TaskState.Success, _) => 0,
        (Celery.TaskState.Revoked, _) => 1,
        (Celery.TaskState.Failure, "PlanLeft" or "WorkerLostError") => 5,
        (Celery.TaskState.Failure, "PlanUndone" or "PlanCancelled") => 4,
        (Celery.TaskState.Failure, "BackendError") => 6,
        (Celery.TaskState.Failure or NotSent, _) => 3,
        _ => 6,
    };
}
