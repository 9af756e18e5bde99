using TuiSetup.Backends.Commands;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Native;
using TuiSetup.Backends.DBus.Setting;
using TuiSetup.Backends.FirstBoot;
using TuiSetup.Backends.Kpti.Boot;
using TuiSetup.Backends.Kpti.Change;
using TuiSetup.Backends.Kpti.Detection;
using TuiSetup.Backends.Netlink;
using TuiSetup.Backends.NetworkManager;
using TuiSetup.Backends.Nftables;
using TuiSetup.Backends.OpenVSwitch.Isolation;
using TuiSetup.Backends.OpenVSwitch.Mirrors;
using TuiSetup.Backends.Relay;
using TuiSetup.Backends.VSphere;
using TuiSetup.Backends.VSphere.Pvlan;
using TuiSetup.Core;

namespace TuiSetup.Backends;

/// <summary>The one list of backends. A new one is a folder, and a line here.</summary>
public static class BackendList
{
    public static IReadOnlyDictionary<string, IBackend> Create(BackendContext context)
    {
        // Backends of one system share what they keep open.
        var vcenters = new VCenterSessions(context);
        var bus = new SharedBus(new SdBusConnector(), context.Host is { } host ? BusAddress.Host(host) : BusAddress.System(context.Variable));
        return new IBackend[]
        {
            new FirstBootBackend(context, bus),
            new NetworkBackend(context, bus),
            new MirrorBackend(context),
            new IsolationBackend(context, bus),
            new RelayBackend(context, bus, new NftClient(), new Neighbours()),
            new KptiBackend(context, bus, new HardwareCpuid(), new HostTools()),
            new PvlanBackend(context, vcenters),
            new VSphere.Mirrors.MirrorBackend(context, vcenters),
            new VSphere.Vlans.VlanBackend(context, vcenters),
            new PropertyBackend(context, bus),
            new CommandBackend(context),
        }.ToDictionary(backend => backend.Name, StringComparer.Ordinal);
    }
}
