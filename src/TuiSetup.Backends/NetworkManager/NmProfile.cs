using TuiSetup.Backends.DBus;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.NetworkManager;

/// <summary>A connection profile.</summary>
/// <param name="Path">Its object.</param>
/// <param name="Settings">All that it says, <c>a{sa{sv}}</c>, without secrets.</param>
/// <param name="IsUnsaved">Whether it is in memory alone.</param>
internal sealed record NmProfile(string Path, DBusValue Settings, bool IsUnsaved)
{
    public string Uuid => Settings["connection"]?["uuid"]?.AsText ?? "";

    public string Id => Settings["connection"]?["id"]?.AsText ?? "";

    public string Type => Settings["connection"]?["type"]?.AsText ?? "";

    public string InterfaceName => Settings["connection"]?["interface-name"]?.AsText ?? "";

    /// <summary>The part of it that plans speak of.</summary>
    public Value ToValue() => NmSettings.ToValue(Settings);
}
