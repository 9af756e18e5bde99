namespace TuiSetup.Backends.Fleet.Celery;

/// <summary>States of a task as Celery spells them. A state of any other name is one that a task gave itself.</summary>
public static class TaskState
{
    /// <summary>Nothing has been heard of it. It is never sent.</summary>
    public const string Pending = "PENDING";

    public const string Started = "STARTED";

    /// <summary>It tells how far it is; the result is whatever it has to tell.</summary>
    public const string Progress = "PROGRESS";

    public const string Retry = "RETRY";

    public const string Success = "SUCCESS";

    public const string Failure = "FAILURE";

    public const string Revoked = "REVOKED";

    /// <summary>Whether nothing comes after it.</summary>
    public static bool IsFinal(string state) => state is Success or Failure or Revoked;
}
