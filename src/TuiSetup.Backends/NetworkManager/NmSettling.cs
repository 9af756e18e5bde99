using TuiSetup.Backends.DBus;

namespace TuiSetup.Backends.NetworkManager;

/// <summary>NetworkManager answers before it has done all of it; this waits until it has.</summary>
internal sealed class NmSettling(NmClient client, TimeProvider time)
{
    /// <summary>How long devices may take. What goes on after that goes on by itself.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Reads it as it is once it has looked at all cards: a daemon that was just started answers before, and says that it
    /// manages none of them.
    /// </summary>
    public async Task<NmSnapshot> ReadAsync(CancellationToken cancel)
    {
        var now = await client.ReadAsync(cancel);
        return HasLooked(now) || !await UntilAsync(HasLooked, cancel) ? now : await client.ReadAsync(cancel);
    }

    /// <summary>Waits until none of the devices is on its way to another state.</summary>
    /// <param name="devices">Objects of devices; those that are gone are settled.</param>
    /// <param name="cancel">Cancels the waiting.</param>
    /// <returns>False: one of them still is.</returns>
    public Task<bool> WaitAsync(IReadOnlyCollection<string> devices, CancellationToken cancel)
        => UntilAsync(now => now.Devices.Where(device => devices.Contains(device.Path)).All(IsSettled), cancel);

    /// <summary>Waits for a daemon that is being started again. False: it is not there.</summary>
    public async Task<bool> WaitUntilThereAsync(CancellationToken cancel)
        => await NameOwners.WaitAsync(client.Bus, NmNames.Service, Patience, time, cancel) && await UntilAsync(_ => true, cancel);

    /// <summary>Waits until devices are what they were: active by the same profile, or not active.</summary>
    /// <param name="before">The devices; those that are gone are settled.</param>
    /// <param name="cancel">Cancels the waiting.</param>
    /// <returns>False: they are not.</returns>
    public Task<bool> WaitUntilBackAsync(IReadOnlyCollection<NmDevice> before, CancellationToken cancel)
        => UntilAsync(now => !NotBack(before, now).Any(), cancel);

    /// <summary>Devices that are not what they were.</summary>
    public static IEnumerable<(NmDevice Was, NmDevice Now)> NotBack(IEnumerable<NmDevice> before, NmSnapshot now)
        => from was in before
           from device in now.Devices
           where device.Interface == was.Interface && !IsBack(device, was)
           select (was, device);

    /// <summary>Waits until an interface is gone, or is a card that has let go of a profile.</summary>
    public Task<bool> WaitUntilFreeAsync(string @interface, string uuid, CancellationToken cancel)
        => UntilAsync(now => now.Device(@interface) is not { } device || (device.IsEthernet && IsSettled(device) && HasLetGo(device, uuid)), cancel);

    private static bool HasLooked(NmSnapshot now) => !now.IsStarting || now.Devices.All(device => !device.IsEthernet || device.IsManaged);

    /// <summary>A removed profile is gone from the device's view before the device has left it.</summary>
    private static bool HasLetGo(NmDevice device, string uuid)
        => device.State <= NmDeviceState.Disconnected || (device.ActiveUuid is { } other && other != uuid);

    /// <summary>The profile may be the same before, while and after: its addresses tell whether it is active as it was.</summary>
    private static bool IsBack(NmDevice device, NmDevice was)
        => was.ActiveUuid is not null
            ? device.State == NmDeviceState.Activated && device.ActiveUuid == was.ActiveUuid && !Ip4(was).Except(Ip4(device)).Any()
            : device.State <= NmDeviceState.Disconnected;

    private static IEnumerable<string> Ip4(NmDevice device) => device.Addresses.Where(address => !address.Contains(':', StringComparison.Ordinal));

    private static bool IsSettled(NmDevice device)
        => !device.IsAwaited && device.State is not (> NmDeviceState.Disconnected and < NmDeviceState.Activated or NmDeviceState.Deactivating);

    /// <summary>Looks again each time that the daemon tells of something. False: it was in vain.</summary>
    private async Task<bool> UntilAsync(Func<NmSnapshot, bool> holds, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            await using var signals = await client.Bus.ListenAsync(new MatchRule { Sender = NmNames.Service }, both.Token);
            await using var each = signals.GetAsyncEnumerator(both.Token);
            do
            {
                if (await TryReadAsync(both.Token) is { } now && holds(now))
                {
                    return true;
                }
            }
            while (await each.MoveNextAsync());
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
        }

        return false;
    }

    /// <summary>Null where the daemon has its name, and its objects are still to come.</summary>
    private async Task<NmSnapshot?> TryReadAsync(CancellationToken cancel)
    {
        try
        {
            return await client.ReadAsync(cancel);
        }
        catch (DBusException early) when (early.IsUnknownMember)
        {
            return null;
        }
    }
}
