namespace TuiSetup.Backends.NetworkManager;

/// <summary>Why NetworkManager did something, in words (NMActiveConnectionStateReason, NMDeviceStateReason).</summary>
internal static class NmReasons
{
    public static string OfActivation(long reason) => reason switch
    {
        2 => T("the user disconnected it"),
        3 => T("the device was disconnected"),
        4 => T("the service behind it was stopped"),
        5 => T("the IP configuration was invalid"),
        6 => T("the connection timed out"),
        7 or 8 => T("the service behind it did not start"),
        9 => T("secrets are needed and there are none"),
        10 => T("the login failed"),
        11 => T("the profile was removed"),
        12 => T("what it depends on failed"),
        13 => T("the device could not be made"),
        14 => T("the device was removed"),
        _ => T($"reason {reason}"),
    };

    /// <summary>Empty for those that say nothing more.</summary>
    public static string OfDevice(long reason) => reason switch
    {
        4 => T("the configuration failed"),
        5 => T("there is no IP configuration: no DHCP server answered"),
        6 => T("the IP configuration expired"),
        15 or 16 or 17 => T("the DHCP client failed"),
        35 => T("the kernel module that it needs is not there"),
        36 => T("the device is gone"),
        39 => T("the user asked for it"),
        40 => T("the cable is not plugged in, or the other side is off"),
        42 => T("an address is used by another host already"),
        50 => T("a port or the device that it belongs to failed"),
        _ => "",
    };

    /// <summary>What a device is doing, as words after "it is".</summary>
    public static string OfState(NmDeviceState state) => state switch
    {
        NmDeviceState.Unmanaged => T("not managed by NetworkManager"),
        NmDeviceState.Unavailable => T("unavailable (the cable is not plugged in, or the other side is off)"),
        NmDeviceState.Disconnected => "disconnected",
        NmDeviceState.Activated => T("active, but not with the profile and the addresses that it had"),
        NmDeviceState.Deactivating => T("on its way down"),
        NmDeviceState.Failed => "failed",
        NmDeviceState.Unknown => T("in a state that is not known"),
        _ => T("on its way up"),
    };
}
