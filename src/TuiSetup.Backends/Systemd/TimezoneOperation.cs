using TuiSetup.Backends.DBus;
using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Systemd;

/// <summary>The time zone (org.freedesktop.timedate1(5)).</summary>
internal sealed class TimezoneOperation(IBus bus) : IHostOperation
{
    public const string OperationName = "timezone";

    public string Name => OperationName;

    public async Task<Value> ReadAsync(Step step, CancellationToken cancel)
        => Value.Of((await bus.GetAsync(SystemdNames.Time, SystemdNames.TimePath, SystemdNames.Time, "Timezone", cancel)).AsText ?? "");

    public async Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
        => await bus.CallAsync(
            SystemdNames.Time, SystemdNames.TimePath, SystemdNames.Time, "SetTimezone", cancel, DBusValue.Of(wanted.AsText!), DBusValue.Of(false));
}
