namespace TuiSetup.Backends.Kpti.Boot;

/// <summary>The system's own programs for its boot loader.</summary>
internal interface IHostTools
{
    /// <summary>Runs one to its end, without a shell.</summary>
    /// <exception cref="Core.Problems.BackendException">It is not there, or did not succeed; the message has its last words.</exception>
    Task<string> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancel);
}
