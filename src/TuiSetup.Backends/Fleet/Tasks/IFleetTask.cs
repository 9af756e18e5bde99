using Newtonsoft.Json.Linq;
using TuiSetup.Backends.Fleet.Celery;

namespace TuiSetup.Backends.Fleet.Tasks;

/// <summary>One thing that a worker can be told to do. It can come twice: broker and worker both rather repeat than lose it.</summary>
internal interface IFleetTask
{
    string Name { get; }

    /// <summary>Whether it takes long enough to tell that it has begun.</summary>
    bool IsLong => true;

    /// <summary>Whether everyone may ask for it, without the signature that a worker may want.</summary>
    bool IsOpen => false;

    /// <summary>Whether a worker began it before; then a revocation comes too late, and what came of it is told.</summary>
    bool HasBegun(string id) => false;

    /// <returns>What SUCCESS carries.</returns>
    /// <exception cref="TaskFailure">FAILURE, with an exception for Python.</exception>
    /// <exception cref="TaskRetry">It cannot be done now; later it can.</exception>
    Task<JToken> RunAsync(TaskContext context, CancellationToken cancel);
}

/// <summary>A task under way: what was sent, and whom to tell how far it is.</summary>
internal sealed record TaskContext(TaskMessage Message, Action<JObject> Progress);
