using System.Collections.Immutable;
using TuiSetup.Backends.DBus;

namespace TuiSetup.Backends.NetworkManager;

/// <summary>Reads and calls NetworkManager.</summary>
internal sealed class NmClient(IBus bus)
{
    /// <summary>NM_SETTINGS_UPDATE2_FLAG_TO_DISK, and the flag of AddConnection2 that is the same.</summary>
    private const uint ToDisk = 1;

    public IBus Bus => bus;

    public async Task<NmSnapshot> ReadAsync(CancellationToken cancel)
    {
        var objects = (await bus.CallAsync(NmNames.Service, "/org/freedesktop", BusNames.ObjectManager, "GetManagedObjects", cancel)).Value;
        var tree = objects.Items.OfType<DBusEntry>().ToDictionary(entry => entry.Key.AsText!, entry => entry.Value, StringComparer.Ordinal);
        var awaited = tree.Values.Select(interfaces => interfaces[NmNames.Active]).Where(active => active?["State"]?.AsNumber is NmActivation.Activating)
            .SelectMany(active => active!["Devices"]?.Texts ?? []).ToHashSet(StringComparer.Ordinal);
        var profiles = ImmutableArray.CreateBuilder<NmProfile>();
        foreach (var (path, interfaces) in tree)
        {
            if (interfaces[NmNames.Connection] is { } connection && await ProfileAsync(path, connection["Unsaved"]?.AsTruth ?? false, cancel) is { } profile)
            {
                profiles.Add(profile);
            }
        }

        return new NmSnapshot(
            [.. tree.Where(entry => entry.Value[NmNames.Device] is not null).Select(entry => ReadDevice(entry.Key, entry.Value, tree) with { IsAwaited = awaited.Contains(entry.Key) }).OrderBy(device => device.Interface, StringComparer.Ordinal)],
            profiles.ToImmutable(),
            tree.GetValueOrDefault(NmNames.Path)?[NmNames.Manager]?["Version"]?.AsText ?? "")
        {
            IsStarting = tree.GetValueOrDefault(NmNames.Path)?[NmNames.Manager]?["Startup"]?.AsTruth ?? false,
        };
    }

    /// <summary>The profile of a UUID; null when there is none.</summary>
    public async Task<NmProfile?> FindAsync(string uuid, CancellationToken cancel)
    {
        try
        {
            var path = (await bus.CallAsync(NmNames.Service, NmNames.SettingsPath, NmNames.Settings, "GetConnectionByUuid", cancel, DBusValue.Of(uuid))).Value.AsText!;
            return await ProfileAsync(path, isUnsaved: false, cancel);
        }
        catch (DBusException missing) when (missing.Name == NmNames.Settings + ".InvalidConnection")
        {
            return null;
        }
    }

    /// <summary>The result is the object of the new profile, which is on the disk.</summary>
    public async Task<string> AddAsync(DBusValue settings, CancellationToken cancel)
        => (await bus.CallAsync(NmNames.Service, NmNames.SettingsPath, NmNames.Settings, "AddConnection2", cancel, settings, DBusValue.Of(ToDisk), DBusValue.Properties())).Value.AsText!;

    public Task UpdateAsync(string profile, DBusValue settings, CancellationToken cancel)
        => bus.CallAsync(NmNames.Service, profile, NmNames.Connection, "Update2", cancel, settings, DBusValue.Of(ToDisk), DBusValue.Properties());

    public Task DeleteAsync(string profile, CancellationToken cancel) => bus.CallAsync(NmNames.Service, profile, NmNames.Connection, "Delete", cancel);

    /// <summary>The object of a device; null when there is none of that name.</summary>
    public async Task<string?> DeviceAsync(string @interface, CancellationToken cancel)
    {
        try
        {
            return (await bus.CallAsync(NmNames.Service, NmNames.Path, NmNames.Manager, "GetDeviceByIpIface", cancel, DBusValue.Of(@interface))).Value.AsText;
        }
        catch (DBusException missing) when (missing.Name == NmNames.Service + ".UnknownDevice")
        {
            return null;
        }
    }

    private async Task<NmProfile?> ProfileAsync(string path, bool isUnsaved, CancellationToken cancel)
    {
        try
        {
            return new(path, (await bus.CallAsync(NmNames.Service, path, NmNames.Connection, "GetSettings", cancel)).Value, isUnsaved);
        }
        catch (DBusException gone) when (gone.IsUnknownMember)
        {
            // Removed since the list was made.
            return null;
        }
    }

    private static NmDevice ReadDevice(string path, DBusValue interfaces, Dictionary<string, DBusValue> tree)
    {
        var device = interfaces[NmNames.Device]!;
        var active = At(device, "ActiveConnection", NmNames.Active);
        return new NmDevice
        {
            Path = path,
            Interface = device["Interface"]?.AsText ?? "",
            HwAddress = (device["HwAddress"] ?? interfaces[NmNames.Wired]?["HwAddress"])?.AsText ?? "",
            PermHwAddress = interfaces[NmNames.Wired]?["PermHwAddress"]?.AsText ?? "",
            DeviceType = (uint)(device["DeviceType"]?.AsNumber ?? 0),
            State = (NmDeviceState)(device["State"]?.AsNumber ?? 0),
            IsManaged = device["Managed"]?.AsTruth ?? false,
            Driver = device["Driver"]?.AsText ?? "",
            ActiveUuid = active?["Uuid"]?.AsText,
            Addresses = [.. Addresses(At(device, "Ip4Config", NmNames.Ip4)), .. Addresses(At(device, "Ip6Config", NmNames.Ip6))],
        };

        DBusValue? At(DBusValue owner, string property, string @interface)
            => owner[property]?.AsText is { } target ? tree.GetValueOrDefault(target)?[@interface] : null;
    }

    private static IEnumerable<string> Addresses(DBusValue? configuration)
        => (configuration?["AddressData"]?.Items ?? []).Select(one => $"{one["address"]?.AsText}/{one["prefix"]?.AsNumber}");
}

/// <summary>NetworkManager as it was at one moment.</summary>
internal sealed record NmSnapshot(ImmutableArray<NmDevice> Devices, ImmutableArray<NmProfile> Profiles, string Version)
{
    /// <summary>Whether the daemon still brings up what it shall at its start.</summary>
    public bool IsStarting { get; init; }

    public NmDevice? Device(string @interface) => Devices.FirstOrDefault(device => device.Interface == @interface);
}
