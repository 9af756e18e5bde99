using Newtonsoft.Json.Linq;
using TuiSetup.Backends.Fleet.Celery;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet.Tasks;

/// <summary>A task failed: in Python an exception of the given type, with these arguments.</summary>
internal sealed class TaskFailure(string type, string module, string message, params JToken[] more) : Exception(message)
{
    /// <summary>The module of the failures that are ours alone.</summary>
    public const string Ours = "tuisetup";

    private const string BuiltIn = "builtins";

    public string Type => type;

    public JObject ToJson() => TaskResult.Exception(type, module, [Message, .. more]);

    /// <summary>What was asked for makes no sense.</summary>
    public static TaskFailure BadArgument(string message) => new("ValueError", BuiltIn, message);

    /// <summary>A parameter is missing, or not known.</summary>
    public static TaskFailure BadCall(string message) => new("TypeError", BuiltIn, message);

    public static TaskFailure Of(Exception failed) => failed switch
    {
        TaskFailure own => own,
        TaskRetry => new("MaxRetriesExceededError", "celery.exceptions", failed.Message),
        ProblemException problems => new("ProblemError", Ours, problems.Message, new JArray(problems.Problems.Select(problem => problem.ToString()))),
        BackendException { Failure: var failure } => new("BackendError", Ours, failed.Message, failure.ToString().ToLowerInvariant()),
        JournalException => new("JournalError", Ours, T($"{failed.Message} Nothing was changed.")),
        _ => new(failed.GetType().Name, Ours, failed.Message),
    };
}

/// <summary>Something stands in the way that will go; the task is to come again.</summary>
internal sealed class TaskRetry(string reason) : Exception(reason);
