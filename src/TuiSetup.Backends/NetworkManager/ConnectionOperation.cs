using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.NetworkManager;

/// <summary>
/// A connection profile, and its being active. Arguments of its steps: <c>uuid</c>; <c>device</c>, the interface to
/// activate it on, nothing where it stays inactive or its ports bring it up; <c>previous</c>, the UUID of the profile
/// that was active there before.
/// </summary>
internal sealed class ConnectionOperation(NmClient client, NmActivation activation, NmSettling settling) : IHostOperation
{
    public const string OperationName = "connection", Uuid = "uuid", Device = "device", Previous = "previous";

    public string Name => OperationName;

    public async Task<Value> ReadAsync(Step step, CancellationToken cancel)
        => await client.FindAsync(step.Arguments[Uuid].AsText!, cancel) is { } profile ? profile.ToValue() : Value.Nothing;

    public async Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
    {
        var uuid = step.Arguments[Uuid].AsText!;
        var existing = await client.FindAsync(uuid, cancel);
        if (wanted.IsNothing)
        {
            await RemoveAsync(step, existing, progress, cancel);
            return;
        }

        var settings = NmSettings.Merge(existing?.Settings, wanted, uuid);
        if (existing is not null)
        {
            await client.UpdateAsync(existing.Path, settings, cancel);
        }

        await ActivateAsync(step, existing?.Path ?? await client.AddAsync(settings, cancel), progress, cancel);
    }

    /// <summary>Where it had taken the place of another profile, that one has it again.</summary>
    private async Task RemoveAsync(Step step, NmProfile? existing, IProgress<string> progress, CancellationToken cancel)
    {
        if (existing is not null)
        {
            progress.Report(T("waiting until the interface is free"));
            await client.DeleteAsync(existing.Path, cancel);
            await settling.WaitUntilFreeAsync(existing.InterfaceName, existing.Uuid, cancel);
        }

        if (step.Arguments[Previous].AsText is { } previous && await client.FindAsync(previous, cancel) is { } earlier)
        {
            await ActivateAsync(step, earlier.Path, progress, cancel);
        }
    }

    private async Task ActivateAsync(Step step, string profile, IProgress<string> progress, CancellationToken cancel)
    {
        if (step.Arguments[Device].AsText is not { } name)
        {
            return;
        }

        // A profile of a bridge, a bond or a VLAN makes its device.
        var device = name.Length == 0 ? NmNames.None : await client.DeviceAsync(name, cancel)
            ?? throw new BackendException(BackendFailure.Failed, T($"There is no device '{name}' any more."), NmNames.Service + ".UnknownDevice");
        await activation.ActivateAsync(profile, device, progress, cancel);
    }
}
