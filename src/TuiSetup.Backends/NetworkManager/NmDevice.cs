using System.Collections.Immutable;

namespace TuiSetup.Backends.NetworkManager;

/// <summary>NMDeviceState: what a device is doing.</summary>
internal enum NmDeviceState
{
    Unknown = 0,
    Unmanaged = 10,
    Unavailable = 20,
    Disconnected = 30,
    Prepare = 40,
    Config = 50,
    NeedAuth = 60,
    IpConfig = 70,
    IpCheck = 80,
    Secondaries = 90,
    Activated = 100,
    Deactivating = 110,
    Failed = 120,
}

/// <summary>A network device.</summary>
internal sealed record NmDevice
{
    public required string Path { get; init; }

    public required string Interface { get; init; }

    /// <summary>Its MAC address, in capitals; empty when it has none.</summary>
    public string HwAddress { get; init; } = "";

    /// <summary>The address that was burnt into it; empty when it does not tell.</summary>
    public string PermHwAddress { get; init; } = "";

    /// <summary>NMDeviceType: 1 is Ethernet, 10 a bond, 11 a VLAN, 13 a bridge, 20 a veth, 14 generic, 32 loopback.</summary>
    public uint DeviceType { get; init; }

    public NmDeviceState State { get; init; }

    public bool IsManaged { get; init; }

    public string Driver { get; init; } = "";

    /// <summary>UUID of the profile that is active on it; null when none is.</summary>
    public string? ActiveUuid { get; init; }

    /// <summary>Whether a profile is on its way to it, which its own state may not tell yet.</summary>
    public bool IsAwaited { get; init; }

    /// <summary>Addresses with their prefix lengths, as it has them now.</summary>
    public ImmutableArray<string> Addresses { get; init; } = [];

    /// <summary>Whether a profile of the type 802-3-ethernet fits it.</summary>
    public bool IsEthernet => DeviceType is 1 or 20;

    public bool HasMac(string mac) => mac.Length > 0
        && (string.Equals(HwAddress, mac.Replace('-', ':'), StringComparison.OrdinalIgnoreCase)
            || string.Equals(PermHwAddress, mac.Replace('-', ':'), StringComparison.OrdinalIgnoreCase));
}
