namespace TuiSetup.Backends.Systemd;

/// <summary>Services of systemd on the bus; each interface of the small ones has the service's name.</summary>
internal static class SystemdNames
{
    public const string Service = "org.freedesktop.systemd1", Path = "/org/freedesktop/systemd1",
        Manager = "org.freedesktop.systemd1.Manager", Unit = "org.freedesktop.systemd1.Unit";

    public const string Hostname = "org.freedesktop.hostname1", HostnamePath = "/org/freedesktop/hostname1";

    public const string Time = "org.freedesktop.timedate1", TimePath = "/org/freedesktop/timedate1";

    public const string Locale = "org.freedesktop.locale1", LocalePath = "/org/freedesktop/locale1";

    public const string Resolve = "org.freedesktop.resolve1", ResolvePath = "/org/freedesktop/resolve1", ResolveManager = "org.freedesktop.resolve1.Manager";

    public const string Login = "org.freedesktop.login1", LoginPath = "/org/freedesktop/login1", LoginManager = "org.freedesktop.login1.Manager";
}
