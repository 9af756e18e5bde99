using System.Collections.Immutable;
using TuiSetup.Backends.DBus;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Systemd;

/// <summary>A unit file, or a loaded unit: its name and what it is.</summary>
/// <param name="Name">Name such as <c>ssh.service</c>.</param>
/// <param name="FileState">State of its file: enabled, disabled, static, masked ...; empty without a file.</param>
internal sealed record UnitFile(string Name, string FileState);

/// <summary>Units by org.freedesktop.systemd1(5).</summary>
internal sealed class SystemdUnits(IBus bus, TimeProvider time)
{
    /// <summary>systemd itself waits 90 s for a unit to start, and as long for it to stop.</summary>
    private static readonly TimeSpan JobTime = TimeSpan.FromSeconds(200);

    public async Task<ImmutableArray<UnitFile>> ListFilesAsync(CancellationToken cancel)
        => [.. (await CallAsync("ListUnitFiles", cancel)).Value.Items
            .Select(file => new UnitFile(file.Items[0].AsText!.Split('/')[^1], file.Items[1].AsText!))
            .OrderBy(file => file.Name, StringComparer.Ordinal)];

    /// <summary>State of a unit's file; empty when it has none.</summary>
    public async Task<string> FileStateAsync(string unit, CancellationToken cancel)
    {
        try
        {
            return (await CallAsync("GetUnitFileState", cancel, DBusValue.Of(unit))).Value.AsText ?? "";
        }
        catch (DBusException missing) when (missing.Name is "org.freedesktop.DBus.Error.FileNotFound" or "org.freedesktop.systemd1.NoSuchUnit")
        {
            return "";
        }
    }

    /// <summary>active, inactive, failed, activating, deactivating ...</summary>
    public async Task<string> ActiveStateAsync(string unit, CancellationToken cancel)
    {
        var path = (await CallAsync("LoadUnit", cancel, DBusValue.Of(unit))).Value.AsText!;
        return (await bus.GetAsync(SystemdNames.Service, path, SystemdNames.Unit, "ActiveState", cancel)).AsText ?? "";
    }

    public Task EnableAsync(string unit, CancellationToken cancel)
        => ChangeFilesAsync("EnableUnitFiles", cancel, DBusValue.Strings(unit), DBusValue.Of(false), DBusValue.Of(true));

    public Task DisableAsync(string unit, CancellationToken cancel)
        => ChangeFilesAsync("DisableUnitFiles", cancel, DBusValue.Strings(unit), DBusValue.Of(false));

    public Task MaskAsync(string unit, CancellationToken cancel)
        => ChangeFilesAsync("MaskUnitFiles", cancel, DBusValue.Strings(unit), DBusValue.Of(false), DBusValue.Of(true));

    public Task UnmaskAsync(string unit, CancellationToken cancel)
        => ChangeFilesAsync("UnmaskUnitFiles", cancel, DBusValue.Strings(unit), DBusValue.Of(false));

    /// <summary>Starts it, and waits until its job is over.</summary>
    public Task StartAsync(string unit, CancellationToken cancel) => RunJobAsync("StartUnit", unit, cancel);

    /// <summary>Stops it, and waits until its job is over.</summary>
    public Task StopAsync(string unit, CancellationToken cancel) => RunJobAsync("StopUnit", unit, cancel);

    public Task RestartAsync(string unit, CancellationToken cancel) => RunJobAsync("RestartUnit", unit, cancel);

    /// <summary>
    /// Starts a unit that has no file, and waits until its job is over: a command with a cgroup, a log and an end of
    /// its own, which outlives whoever started it.
    /// </summary>
    /// <param name="unit">Name of the unit to be.</param>
    /// <param name="properties">Properties of systemd.service(5) and its like, as their D-Bus types want them.</param>
    /// <param name="cancel">Cancels the waiting.</param>
    public Task StartTransientAsync(string unit, IEnumerable<(string Name, DBusValue Value)> properties, CancellationToken cancel)
        => RunJobAsync(
            unit,
            () => CallAsync(
                "StartTransientUnit", cancel, DBusValue.Of(unit), DBusValue.Of("fail"),
                DBusValue.Array("(sv)", properties.Select(property => DBusValue.Struct(DBusValue.Of(property.Name), DBusValue.Variant(property.Value)))),
                DBusValue.Array("(sa(sv))")),
            cancel);

    /// <summary>Makes systemd read unit files again that were written or taken away.</summary>
    public async Task ReloadAsync(CancellationToken cancel) => await CallAsync("Reload", cancel);

    private async Task ChangeFilesAsync(string member, CancellationToken cancel, params DBusValue[] arguments)
    {
        await CallAsync(member, cancel, arguments);
        await ReloadAsync(cancel);
    }

    private Task RunJobAsync(string member, string unit, CancellationToken cancel)
        => RunJobAsync(unit, () => CallAsync(member, cancel, DBusValue.Of(unit), DBusValue.Of("replace")), cancel);

    /// <summary>Signals tell of other jobs too; ours is known by its path.</summary>
    private async Task RunJobAsync(string unit, Func<Task<DBusMessage>> begin, CancellationToken cancel)
    {
        await SubscribeAsync(cancel);
        await using var removed = await bus.ListenAsync(MatchRule.Signal(SystemdNames.Service, SystemdNames.Path, SystemdNames.Manager, "JobRemoved"), cancel);
        var job = (await begin()).Value.AsText;
        using var late = new CancellationTokenSource(JobTime, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            await foreach (var signal in removed.WithCancellation(both.Token))
            {
                if (signal[1].AsText == job)
                {
                    ThrowUnlessDone(unit, signal[3].AsText ?? "");
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            throw new BackendException(BackendFailure.Failed, T($"The job of {unit} did not end within {JobTime.TotalSeconds:0} seconds."));
        }
    }

    /// <summary>systemd sends job signals to those who asked for them, once for each connection.</summary>
    private async Task SubscribeAsync(CancellationToken cancel)
    {
        try
        {
            await CallAsync("Subscribe", cancel);
        }
        catch (DBusException already) when (already.Name == "org.freedesktop.systemd1.AlreadySubscribed")
        {
        }
    }

    private static void ThrowUnlessDone(string unit, string result)
    {
        if (result is not ("done" or "skipped"))
        {
            throw new BackendException(
                BackendFailure.Failed,
                T($"The job of {unit} ended as '{result}'. What the unit said is in its log: journalctl -u {unit}."),
                "org.freedesktop.systemd1.Job." + result);
        }
    }

    private Task<DBusMessage> CallAsync(string member, CancellationToken cancel, params DBusValue[] arguments)
        => bus.CallAsync(SystemdNames.Service, SystemdNames.Path, SystemdNames.Manager, member, cancel, arguments);
}
