using TuiSetup.Backends.Files;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Host;

/// <summary>This machine by its own files: machine-id(5), or its name where a container has none. No bus is needed.</summary>
internal sealed class LocalIdentity(RootFiles files) : IMachineIdentity
{
    private const string IdFile = "/etc/machine-id";

    public Task<string> ReadAsync(CancellationToken cancel) => Task.FromResult(Read());

    public PlanTarget Target() => new("this machine", Read(), Value.Nothing);

    private string Read() => files.Lines(IdFile) is [{ Length: > 0 } id, ..] ? id.Trim() : Environment.MachineName;
}
