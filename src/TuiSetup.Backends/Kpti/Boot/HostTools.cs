using TuiSetup.Backends.Processes;

namespace TuiSetup.Backends.Kpti.Boot;

/// <inheritdoc cref="IHostTools"/>
internal sealed class HostTools : IHostTools
{
    public Task<string> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancel) => Programs.RunAsync(program, arguments, "", progress: null, cancel);
}
