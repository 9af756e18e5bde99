using TuiSetup.Backends.DBus;
using TuiSetup.Backends.NetworkManager;
using TuiSetup.Backends.Systemd;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Host;

/// <summary>Which machine the bus belongs to: machine-id(5), as a service on it tells it.</summary>
internal sealed class MachineIdentity(SharedBus bus) : IMachineIdentity
{
    /// <summary>The bus itself does not tell on every system.</summary>
    private static readonly (string Service, string Path)[] Tellers = [(SystemdNames.Service, SystemdNames.Path), (NmNames.Service, NmNames.Path)];

    private string? _known;

    /// <exception cref="DBusException">The bus is not there, or nobody on it tells.</exception>
    public async Task<string> ReadAsync(CancellationToken cancel)
    {
        DBusException? missing = null;
        foreach (var (service, path) in _known is null ? Tellers : [])
        {
            try
            {
                return _known = (await bus.CallAsync(service, path, BusNames.Peer, "GetMachineId", cancel)).Value.AsText ?? "";
            }
            catch (DBusException failed) when (failed.IsServiceMissing)
            {
                missing ??= failed;
            }
        }

        return _known ?? throw missing!;
    }

    public async Task<PlanTarget> TargetAsync(CancellationToken cancel) => new(bus.Address.Text, await ReadAsync(cancel), Value.Nothing);
}
