namespace TuiSetup.Backends.NetworkManager;

/// <summary>NetworkManager on the bus (NetworkManager D-Bus API Reference).</summary>
internal static class NmNames
{
    public const string Service = "org.freedesktop.NetworkManager", Path = "/org/freedesktop/NetworkManager", Manager = Service;

    public const string Settings = Service + ".Settings", SettingsPath = Path + "/Settings", Connection = Settings + ".Connection";

    public const string Device = Service + ".Device", Wired = Device + ".Wired", Active = Service + ".Connection.Active", Ip4 = Service + ".IP4Config",
        Ip6 = Service + ".IP6Config", Checkpoint = Service + ".Checkpoint";

    /// <summary>An object path that stands for no object.</summary>
    public const string None = "/";
}
