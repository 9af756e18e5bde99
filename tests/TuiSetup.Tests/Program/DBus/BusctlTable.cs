namespace TuiSetup.Tests.Program.DBus;

/// <summary>Calls and properties of a machine's own services, whose answers do not change while it idles.</summary>
internal static class BusctlTable
{
    private const string Systemd = "org.freedesktop.systemd1 /org/freedesktop/systemd1 org.freedesktop.systemd1.Manager";
    private const string Bus = "org.freedesktop.systemd1 /org/freedesktop/systemd1/unit/dbus_2eservice org.freedesktop.systemd1";
    private const string Login = "org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager";
    private const string Network = "org.freedesktop.NetworkManager /org/freedesktop/NetworkManager org.freedesktop.NetworkManager";
    private const string Settings = "org.freedesktop.NetworkManager /org/freedesktop/NetworkManager/Settings org.freedesktop.NetworkManager.Settings";
    private const string Dns = "org.freedesktop.NetworkManager /org/freedesktop/NetworkManager/DnsManager org.freedesktop.NetworkManager.DnsManager";
    private const string Daemon = "org.freedesktop.DBus /org/freedesktop/DBus org.freedesktop.DBus";
    private const string Hostname = "org.freedesktop.hostname1 /org/freedesktop/hostname1 org.freedesktop.hostname1";

    public static readonly string[] Calls =
    [
        $"{Systemd} GetUnit s dbus.service", $"{Systemd} LoadUnit s ssh.service", $"{Systemd} GetUnitByPID u 1", $"{Systemd} GetUnitFileState s dbus.service",
        $"{Systemd} ListUnitFilesByPatterns asas 0 1 dbus.service", $"{Systemd} ListUnitFilesByPatterns asas 1 static 1 nothing.service", $"{Systemd} GetDefaultTarget", $"{Systemd} ListUnitsByNames as 2 dbus.service nothing.service",
        $"{Systemd} ListUnitsFiltered as 1 failed", $"{Systemd} ListUnitsByPatterns asas 1 active 1 dbus*", $"{Systemd} GetUnitFileLinks sb dbus.service false", $"{Systemd} GetDynamicUsers",
        $"{Systemd} LookupDynamicUserByName s root", $"{Systemd} GetUnit s nothing.service", $"{Systemd} GetUnit", $"{Systemd} NoSuchMethod",
        $"{Login} ListSeats", $"{Login} ListSessions", $"{Login} ListUsers", $"{Login} ListInhibitors", $"{Login} CanReboot", $"{Login} CanPowerOff", $"{Login} CanHibernate", $"{Login} GetSession s none",
        $"{Network} GetDevices", $"{Network} GetAllDevices", $"{Network} GetDeviceByIpIface s eth0", $"{Network} GetDeviceByIpIface s none", $"{Network} GetPermissions", $"{Network} GetLogging", $"{Network} state",
        $"{Settings} ListConnections", $"{Settings} GetConnectionByUuid s none",
        $"{Daemon} GetId", $"{Daemon} ListActivatableNames", $"{Daemon} GetNameOwner s org.freedesktop.systemd1", $"{Daemon} NameHasOwner s org.freedesktop.login1", $"{Daemon} GetNameOwner s com.example.Nobody",
        $"{Daemon} GetConnectionUnixUser s org.freedesktop.systemd1", $"{Daemon} GetConnectionUnixProcessID s org.freedesktop.systemd1", $"{Daemon} GetConnectionCredentials s org.freedesktop.systemd1",
        $"{Daemon} ListQueuedOwners s org.freedesktop.systemd1", "org.freedesktop.systemd1 / org.freedesktop.DBus.Peer GetMachineId", "org.freedesktop.systemd1 / org.freedesktop.DBus.Peer Ping",
        "org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.DBus.Introspectable Introspect", $"{Hostname} Describe",
        "org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.DBus.Properties Get ss org.freedesktop.login1.Manager KillExcludeUsers",
    ];

    public static readonly string[] Properties =
    [
        $"{Systemd} Version Features Architecture Tainted", $"{Systemd} UnitPath Environment", $"{Systemd} LogLevel ShowStatus ConfirmSpawn", $"{Systemd} DefaultTimeoutStartUSec DefaultLimitCORE DefaultOOMScoreAdjust",
        $"{Systemd} ControlGroup DefaultStandardOutput", $"{Systemd} RuntimeWatchdogUSec ServiceWatchdogs", $"{Systemd} NoSuchProperty",
        $"{Bus}.Unit Id Names LoadState ActiveState SubState", $"{Bus}.Unit Requires After Documentation", $"{Bus}.Unit Conditions Asserts Job JobTimeoutUSec", $"{Bus}.Unit CanStart CanStop NeedDaemonReload",
        $"{Bus}.Unit InvocationID Markers Refs", $"{Bus}.Service Type Restart MainPID", $"{Bus}.Service ExecStart", $"{Bus}.Service CapabilityBoundingSet SystemCallFilter RestrictAddressFamilies",
        $"{Bus}.Service IODeviceWeight DeviceAllow BPFProgram", $"{Bus}.Service MemoryMax CPUWeight LimitNOFILE", $"{Bus}.Service StatusText BusName UMask Nice",
        $"{Login} HandlePowerKey IdleAction NAutoVTs", $"{Login} InhibitDelayMaxUSec ScheduledShutdown", $"{Login} KillExcludeUsers BlockInhibited DelayInhibited", $"{Login} Docked LidClosed OnExternalPower",
        $"{Network} Version Devices AllDevices", $"{Network} Capabilities GlobalDnsConfiguration", $"{Network} NetworkingEnabled WirelessEnabled ConnectivityCheckAvailable", $"{Network} Checkpoints",
        $"{Settings} Hostname CanModify Connections", $"{Dns} Mode RcManager Configuration", $"{Daemon} Features Interfaces", $"{Hostname} KernelName KernelRelease OperatingSystemPrettyName Chassis",
    ];

    /// <summary>Whole objects.</summary>
    public static readonly string[] Objects =
    [
        "org.freedesktop.login1 /org/freedesktop/login1/seat/seat0", "org.freedesktop.systemd1 /org/freedesktop/systemd1/unit/dbus_2esocket", "org.freedesktop.NetworkManager /org/freedesktop/NetworkManager/Settings",
        "org.freedesktop.NetworkManager /org/freedesktop/NetworkManager/DnsManager", "org.freedesktop.DBus /org/freedesktop/DBus",
    ];

    public static readonly string[] Services = ["org.freedesktop.systemd1", "org.freedesktop.login1", "org.freedesktop.NetworkManager", "org.freedesktop.DBus"];
}
