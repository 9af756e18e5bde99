using TuiSetup.Backends.DBus;
using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Systemd;

/// <summary>Whether the clock is set over the network (org.freedesktop.timedate1(5), SetNTP).</summary>
internal sealed class NtpOperation(IBus bus) : IHostOperation
{
    public const string OperationName = "ntp";

    public string Name => OperationName;

    public async Task<Value> ReadAsync(Step step, CancellationToken cancel)
        => Value.Of((await bus.GetAsync(SystemdNames.Time, SystemdNames.TimePath, SystemdNames.Time, "NTP", cancel)).AsTruth ?? false);

    public async Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
        => await bus.CallAsync(
            SystemdNames.Time, SystemdNames.TimePath, SystemdNames.Time, "SetNTP", cancel, DBusValue.Of(wanted.AsTruth ?? false), DBusValue.Of(false));
}
