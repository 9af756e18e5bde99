using TuiSetup.Backends.DBus;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.NetworkManager;

/// <summary>Activates a profile, and follows it to its end state.</summary>
internal sealed class NmActivation(IBus bus, TimeProvider time)
{
    /// <summary>NMActiveConnectionState.</summary>
    public const long Activating = 1;

    private const long Activated = 2, Deactivated = 4;

    /// <summary>NetworkManager itself gives DHCP 45 s.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <param name="profile">Object of the profile.</param>
    /// <param name="device">Object of the device; <see cref="NmNames.None"/> where the profile brings its own.</param>
    /// <param name="progress">Is told each state of the device.</param>
    /// <param name="cancel">Cancels the waiting.</param>
    /// <exception cref="BackendException">It ended in another state than activated.</exception>
    public async Task ActivateAsync(string profile, string device, IProgress<string> progress, CancellationToken cancel)
    {
        await using var changes = await bus.ListenAsync(
            new MatchRule { Sender = NmNames.Service, Interface = NmNames.Active, Member = "StateChanged" }, cancel);
        await using var owners = await NameOwners.ListenAsync(bus, NmNames.Service, cancel);
        var active = (await bus.CallAsync(
            NmNames.Service, NmNames.Path, NmNames.Manager, "ActivateConnection", cancel,
            DBusValue.Path(profile), DBusValue.Path(device), DBusValue.Path(NmNames.None))).Value.AsText!;
        progress.Report(T("waiting until it is activated"));
        var gone = new CancellationTokenSource();
        _ = CancelWhenGoneAsync(owners, gone);
        await FollowAsync(active, device, changes, gone.Token, cancel);
    }

    /// <summary>A daemon that is restarted tells nothing more of what it was at.</summary>
    private static async Task CancelWhenGoneAsync(ISignals owners, CancellationTokenSource gone)
    {
        try
        {
            await foreach (var _ in owners)
            {
                await gone.CancelAsync();
            }
        }
        catch (DBusException)
        {
            // The bus itself is lost, and so are the signals that are waited for.
        }
    }

    private async Task FollowAsync(string active, string device, ISignals changes, CancellationToken gone, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token, gone);
        try
        {
            var (state, reason) = (await StateAsync(active, both.Token), 0L);
            if (state <= Activating)
            {
                await foreach (var change in changes.WithCancellation(both.Token))
                {
                    (state, reason) = change.Path == active ? (change[0].AsNumber ?? 0, change[1].AsNumber ?? 0) : (state, reason);
                    if (state is Activated or Deactivated)
                    {
                        break;
                    }
                }
            }

            if (state != Activated)
            {
                throw new BackendException(BackendFailure.Failed, T($"NetworkManager could not activate it: {NmReasons.OfActivation(reason)}{await OfDeviceAsync(device, cancel)}."));
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            // Whoever undoes it needs the daemon.
            await new NmSettling(new NmClient(bus), time).WaitUntilThereAsync(cancel);
            throw new BackendException(BackendFailure.Failed, T("NetworkManager was stopped or restarted before it was activated."));
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            throw new BackendException(BackendFailure.Failed, T($"It was not activated within {Patience.TotalSeconds:0} seconds."));
        }
    }

    private async Task<long> StateAsync(string active, CancellationToken cancel)
    {
        try
        {
            return (await bus.GetAsync(NmNames.Service, active, NmNames.Active, "State", cancel)).AsNumber ?? 0;
        }
        catch (DBusException gone) when (gone.IsUnknownMember)
        {
            return Deactivated;
        }
    }

    /// <summary>The device knows more: why it is in the state it is in.</summary>
    private async Task<string> OfDeviceAsync(string device, CancellationToken cancel)
    {
        try
        {
            var reason = device == NmNames.None ? null : await bus.GetAsync(NmNames.Service, device, NmNames.Device, "StateReason", cancel);
            return reason?.Items is [_, var why] && NmReasons.OfDevice(why.AsNumber ?? 0) is { Length: > 0 } text ? $" ({text})" : "";
        }
        catch (DBusException)
        {
            return "";
        }
    }
}
