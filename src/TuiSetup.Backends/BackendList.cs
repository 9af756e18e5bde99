using TuiSetup.Backends.OpenVSwitch.Mirrors;
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
        return new IBackend[]
        {
            new MirrorBackend(context),
            new PvlanBackend(context, vcenters),
            new VSphere.Mirrors.MirrorBackend(context, vcenters),
            new VSphere.Vlans.VlanBackend(context, vcenters),
        }.ToDictionary(backend => backend.Name, StringComparer.Ordinal);
    }
}
