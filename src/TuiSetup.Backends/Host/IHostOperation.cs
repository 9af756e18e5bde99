using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Host;

/// <summary>
/// One kind of object of a host, such as its hostname: how it is read, and how it is made to be something else. Both
/// speak of it as the steps of a plan do.
/// </summary>
internal interface IHostOperation
{
    /// <summary>What steps call it.</summary>
    string Name { get; }

    /// <summary>The object as it is now; nothing when it is not there.</summary>
    /// <exception cref="BackendException">It cannot be read.</exception>
    Task<Value> ReadAsync(Step step, CancellationToken cancel);

    /// <summary>Makes it so, and returns when it is; nothing removes it.</summary>
    /// <exception cref="BackendException">It was refused, or did not come to its end.</exception>
    Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel);
}
