using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Host;

/// <summary>Tells which machine a backend works on.</summary>
internal interface IMachineIdentity
{
    /// <exception cref="BackendException">Nobody tells.</exception>
    Task<string> ReadAsync(CancellationToken cancel);
}
