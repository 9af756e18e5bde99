using TuiSetup.Backends.DBus;
using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Systemd;

/// <summary>The static hostname (org.freedesktop.hostname1(5)); the kernel's follows it.</summary>
internal sealed class HostnameOperation(IBus bus) : IHostOperation
{
    public const string OperationName = "hostname";

    public string Name => OperationName;

    public async Task<Value> ReadAsync(Step step, CancellationToken cancel) => await ReadAsync(bus, cancel);

    public async Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
        => await bus.CallAsync(
            SystemdNames.Hostname, SystemdNames.HostnamePath, SystemdNames.Hostname, "SetStaticHostname", cancel, DBusValue.Of(wanted.AsText ?? ""), DBusValue.Of(false));

    public static async Task<Value> ReadAsync(IBus bus, CancellationToken cancel)
        => (await bus.GetAsync(SystemdNames.Hostname, SystemdNames.HostnamePath, SystemdNames.Hostname, "StaticHostname", cancel)).AsText is { Length: > 0 } name
            ? Value.Of(name)
            : Value.Nothing;
}
