using TuiSetup.Backends.DBus;
using TuiSetup.Backends.Systemd;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Host;

/// <summary>Which machine the bus belongs to: machine-id(5), as systemd itself tells it.</summary>
internal sealed class MachineIdentity(SharedBus bus)
{
    public async Task<string> ReadAsync(CancellationToken cancel)
        => (await bus.CallAsync(SystemdNames.Service, SystemdNames.Path, BusNames.Peer, "GetMachineId", cancel)).Value.AsText ?? "";

    public async Task<PlanTarget> TargetAsync(CancellationToken cancel) => new(bus.Address.Text, await ReadAsync(cancel), Value.Nothing);
}
