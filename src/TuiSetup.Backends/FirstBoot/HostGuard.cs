using Microsoft.Win32.SafeHandles;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.Systemd;
using TuiSetup.Core.Apply;

namespace TuiSetup.Backends.FirstBoot;

/// <summary>Nobody shuts the machine down while it is set up; and the network has its checkpoint, when it is touched.</summary>
internal sealed class HostGuard(SafeFileHandle? inhibitor, IGuard? network) : IGuard
{
    public static async Task<HostGuard> BeginAsync(IBus bus, IGuard? network, CancellationToken cancel)
        => new(await Inhibitor.TakeAsync(bus, T("The machine is being set up."), cancel), network);

    public bool CanCutOff => network is not null;

    public ValueTask CountDownAsync(TimeSpan window, CancellationToken cancel) => network?.CountDownAsync(window, cancel) ?? ValueTask.CompletedTask;

    public ValueTask KeepAsync(CancellationToken cancel) => network?.KeepAsync(cancel) ?? ValueTask.CompletedTask;

    public ValueTask RollBackAsync(CancellationToken cancel) => network?.RollBackAsync(cancel) ?? ValueTask.CompletedTask;

    public ValueTask WaitUntilBackAsync(CancellationToken cancel) => network?.WaitUntilBackAsync(cancel) ?? ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        inhibitor?.Dispose();
        if (network is not null)
        {
            await network.DisposeAsync();
        }
    }
}
