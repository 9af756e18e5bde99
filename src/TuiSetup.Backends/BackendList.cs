using TuiSetup.Backends.OpenVSwitch.Mirrors;
using TuiSetup.Core;

namespace TuiSetup.Backends;

/// <summary>The one list of backends. A new one is a folder, and a line here.</summary>
public static class BackendList
{
    public static IReadOnlyDictionary<string, IBackend> Create(BackendContext context) => new IBackend[]
    {
        new MirrorBackend(context),
    }.ToDictionary(backend => backend.Name, StringComparer.Ordinal);
}
