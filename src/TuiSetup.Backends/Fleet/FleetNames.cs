namespace TuiSetup.Backends.Fleet;

/// <summary>Names on the broker, and the arguments that go with them: any other argument is refused by a broker that has the thing already.</summary>
public static class FleetNames
{
    /// <summary>Where what could not be carried out ends, with the reason.</summary>
    public const string DeadLetters = "tuisetup.dead";

    public const string FactsTask = "tuisetup.facts", PlanTask = "tuisetup.plan", ApplyTask = "tuisetup.apply", VerifyTask = "tuisetup.verify",
        UndoTask = "tuisetup.undo", PingTask = "tuisetup.ping";

    internal const string Events = "celeryev", Pidbox = "celery.pidbox", PidboxReplies = "reply.celery.pidbox";

    private const string JobPrefix = "tuisetup.job.", HostPrefix = "tuisetup.host.";

    /// <summary>The queue of one host.</summary>
    public static string HostQueue(string host) => HostPrefix + host;

    /// <summary>The queue of a group; one of its hosts takes each message.</summary>
    public static string GroupQueue(string group) => "tuisetup.group." + group;

    /// <summary>Where a host finds the revocations that came while its worker was not there.</summary>
    public static string RevocationQueue(string host) => "tuisetup.revoked." + host;

    /// <summary>Where the results of a job stay until someone fetches them.</summary>
    public static string JobQueue(string job) => JobPrefix + job;

    /// <summary>Whether results in this queue have to outlive the broker.</summary>
    internal static bool IsKept(string queue) => queue.StartsWith(JobPrefix, StringComparison.Ordinal);

    internal static bool IsHost(string queue) => queue.StartsWith(HostPrefix, StringComparison.Ordinal);

    /// <summary>The name of a worker in Celery's way.</summary>
    public static string Node(string host) => "tuisetup@" + host;

    /// <summary>Whether a text can be the name of a host, a group or a job.</summary>
    public static bool IsName(string text)
        => text.Length is > 0 and <= 128 && char.IsAsciiLetterOrDigit(text[0])
            && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');
}
