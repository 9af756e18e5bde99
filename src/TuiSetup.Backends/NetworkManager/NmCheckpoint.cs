using TuiSetup.Backends.DBus;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.NetworkManager;

/// <summary>
/// A checkpoint of NetworkManager: unless it is destroyed in time, the daemon itself brings the devices in it back to
/// what they were, and removes profiles that were added since (NMCheckpointCreateFlags).
/// </summary>
internal sealed class NmCheckpoint(NmClient client, string path, IReadOnlyList<NmDevice> devices, NmSettling settling) : IGuard
{
    private const uint DeleteNewConnections = 2;

    /// <summary>Time for applying; when that is done the countdown proper begins.</summary>
    private static readonly TimeSpan ApplyTime = TimeSpan.FromMinutes(5);

    /// <param name="client">NetworkManager.</param>
    /// <param name="devices">Objects of the devices that will be touched, and no others.</param>
    /// <param name="time">The time.</param>
    /// <param name="cancel">Cancels it.</param>
    /// <exception cref="DBusException">There is another checkpoint with one of the devices, or it is not allowed.</exception>
    public static async Task<NmCheckpoint> CreateAsync(NmClient client, IReadOnlyList<string> devices, TimeProvider time, CancellationToken cancel)
    {
        // What is on its way somewhere has no state to come back to.
        var settling = new NmSettling(client, time);
        await settling.WaitAsync(devices, cancel);
        var now = await client.ReadAsync(cancel);
        var before = now.Devices.Where(device => devices.Contains(device.Path)).Select(device => WithPromised(device, now)).ToList();
        var reply = await client.Bus.CallAsync(
            NmNames.Service, NmNames.Path, NmNames.Manager, "CheckpointCreate", cancel,
            DBusValue.Array("o", devices.Select(DBusValue.Path)), DBusValue.Of((uint)ApplyTime.TotalSeconds), DBusValue.Of(DeleteNewConnections));
        return new(client, reply.Value.AsText!, before, settling);
    }

    /// <summary>A device that was activated a moment ago may not tell yet of the addresses that its profile gives it.</summary>
    private static NmDevice WithPromised(NmDevice device, NmSnapshot now)
    {
        var profile = now.Profiles.FirstOrDefault(profile => profile.Uuid == device.ActiveUuid)?.ToValue() ?? Value.Nothing;
        return device with { Addresses = [.. device.Addresses.Union(profile["ipv4.addresses"].Texts)] };
    }

    public bool CanCutOff => true;

    public async ValueTask CountDownAsync(TimeSpan window, CancellationToken cancel)
        => await CallAsync("CheckpointAdjustRollbackTimeout", cancel, DBusValue.Path(path), DBusValue.Of((uint)Math.Max(1, window.TotalSeconds)));

    public async ValueTask KeepAsync(CancellationToken cancel)
    {
        try
        {
            await CallAsync("CheckpointDestroy", cancel, DBusValue.Path(path));
        }
        catch (DBusException gone) when (!gone.IsAccessDenied)
        {
            throw new BackendException(
                gone.Failure, T($"NetworkManager's checkpoint is gone: it was taken back, or NetworkManager was restarted. ({gone.Message})"), gone.Name, gone);
        }
    }

    /// <summary>A daemon that was restarted has no checkpoint any more; it must be there for what is undone step by step.</summary>
    public async ValueTask RollBackAsync(CancellationToken cancel)
    {
        await settling.WaitUntilThereAsync(cancel);
        var results = await RollBackOnceAsync(cancel);
        var failed = results.Items.OfType<DBusEntry>().Where(entry => entry.Value.AsNumber != 0).Select(entry => $"{entry.Key.AsText} ({entry.Value.AsNumber})").ToList();
        if (failed.Count > 0)
        {
            throw new BackendException(BackendFailure.Failed, T($"NetworkManager could not bring these devices back: {string.Join(", ", failed)}."));
        }
    }

    public async ValueTask WaitUntilBackAsync(CancellationToken cancel)
    {
        if (!await settling.WaitUntilBackAsync(devices, cancel))
        {
            var missing = NmSettling.NotBack(devices, await client.ReadAsync(cancel)).Select(device => T($"{device.Was.Interface} is {NmReasons.OfState(device.Now.State)}"));
            throw new BackendException(
                BackendFailure.Failed, T($"NetworkManager has the settings back, but did not bring every device back in {NmSettling.Patience.TotalSeconds:0} seconds: {string.Join(", ", missing)}."));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The daemon's own time ends at the same moment as ours; when it was faster, it has done all of it.</summary>
    private async Task<DBusValue> RollBackOnceAsync(CancellationToken cancel)
    {
        try
        {
            return (await CallAsync("CheckpointRollback", cancel, DBusValue.Path(path))).Value;
        }
        catch (DBusException) when (!cancel.IsCancellationRequested)
        {
            var left = await client.Bus.GetAsync(NmNames.Service, NmNames.Path, NmNames.Manager, "Checkpoints", cancel);
            if (left.Texts.Contains(path))
            {
                throw;
            }

            return DBusValue.Array("{su}");
        }
    }

    private Task<DBusMessage> CallAsync(string member, CancellationToken cancel, params DBusValue[] arguments)
        => client.Bus.CallAsync(NmNames.Service, NmNames.Path, NmNames.Manager, member, cancel, arguments);
}
