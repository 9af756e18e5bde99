using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using TuiSetup.Backends.Fleet.Celery;
using TuiSetup.Backends.Fleet.Tasks;

namespace TuiSetup.Backends.Fleet.Worker;

/// <summary>How a task ended: the state, what goes with it, and for a retry when it comes again.</summary>
internal sealed record TaskOutcome(string State, JToken Result)
{
    public TimeSpan Countdown { get; init; }

    public bool IsExpired { get; init; }

    public static TaskOutcome Success(JToken result) => new(TaskState.Success, result);

    public static TaskOutcome Failure(TaskFailure failure) => new(TaskState.Failure, failure.ToJson());

    public static TaskOutcome Failure(string type, string module, string message) => new(TaskState.Failure, TaskResult.Exception(type, module, message));

    /// <param name="why">Celery's word: revoked, terminated or expired.</param>
    public static TaskOutcome Revoked(string why)
        => new(TaskState.Revoked, TaskResult.Exception("TaskRevokedError", "celery.exceptions", why)) { IsExpired = why == "expired" };

    public static TaskOutcome Retry(TaskRetry retry, TimeSpan countdown)
        => new(TaskState.Retry, TaskResult.Exception("Retry", "celery.exceptions", retry.Message)) { Countdown = countdown };

    /// <summary>For events: not longer than anyone reads.</summary>
    public string Repr => Result.ToString(Formatting.None) is { Length: > 512 } text ? text[..509] + "..." : Result.ToString(Formatting.None);
}
