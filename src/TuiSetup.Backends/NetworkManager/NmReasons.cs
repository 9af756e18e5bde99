namespace TuiSetup.Backends.NetworkManager;

/// <summary>Why NetworkManager did something, in words (NMActiveConnectionStateReason, NMDeviceStateReason).</summary>
internal static class NmReasons
{
    public static string OfActivation(long reason) => reason switch
    {
        2 => "the user disconnected it",
        3 => "the device was disconnected",
        4 => "the service behind it was stopped",
        5 => "the IP configuration was invalid",
        6 => "the connection timed out",
        7 or 8 => "the service behind it did not start",
        9 => "secrets are needed and there are none",
        10 => "the login failed",
        11 => "the profile was removed",
        12 => "what it depends on failed",
        13 => "the device could not be made",
        14 => "the device was removed",
        _ => $"reason {reason}",
    };

    /// <summary>Empty for those that say nothing more.</summary>
    public static string OfDevice(long reason) => reason switch
    {
        4 => "the configuration failed",
        5 => "there is no IP configuration: no DHCP server answered",
        6 => "the IP configuration expired",
        15 or 16 or 17 => "the DHCP client failed",
        35 => "the kernel module that it needs is not there",
        36 => "the device is gone",
        39 => "the user asked for it",
        40 => "the cable is not plugged in, or the other side is off",
        42 => "an address is used by another host already",
        50 => "a port or the device that it belongs to failed",
        _ => "",
    };

    /// <summary>What a device is doing, as words after "it is".</summary>
    public static string OfState(NmDeviceState state) => state switch
    {
        NmDeviceState.Unmanaged => "not managed by NetworkManager",
        NmDeviceState.Unavailable => "unavailable (the cable is not plugged in, or the other side is off)",
        NmDeviceState.Disconnected => "disconnected",
        NmDeviceState.Activated => "active, but not with the profile and the addresses that it had",
        NmDeviceState.Deactivating => "on its way down",
        NmDeviceState.Failed => "failed",
        NmDeviceState.Unknown => "in a state that is not known",
        _ => "on its way up",
    };
}
