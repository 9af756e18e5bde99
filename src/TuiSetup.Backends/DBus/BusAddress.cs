using System.Text;

namespace TuiSetup.Backends.DBus;

/// <summary>Where a message bus is, in the notation of the D-Bus Specification, "Server Addresses".</summary>
/// <param name="Text">Address such as <c>unix:path=/run/dbus/system_bus_socket</c>.</param>
public sealed record BusAddress(string Text)
{
    private const string SystemSocket = "unix:path=/run/dbus/system_bus_socket";

    /// <summary>Characters that need no escape in an address.</summary>
    private const string Plain = "-_/.*";

    /// <summary>The system bus: <c>DBUS_SYSTEM_BUS_ADDRESS</c>, or the well-known socket.</summary>
    public static BusAddress System(Func<string, string?> variable)
        => new(variable("DBUS_SYSTEM_BUS_ADDRESS") is { Length: > 0 } address ? address : SystemSocket);

    /// <summary>The session bus: <c>DBUS_SESSION_BUS_ADDRESS</c>, or the socket in <c>XDG_RUNTIME_DIR</c>; null when there is none.</summary>
    public static BusAddress? Session(Func<string, string?> variable)
        => variable("DBUS_SESSION_BUS_ADDRESS") is { Length: > 0 } address ? new(address)
            : variable("XDG_RUNTIME_DIR") is { Length: > 0 } folder ? new($"unix:path={Escape(folder + "/bus")}")
            : null;

    /// <summary>
    /// The system bus of another machine, through ssh and its <c>systemd-stdio-bridge</c>. ssh asks nothing: the key
    /// must be there, and the host known.
    /// </summary>
    /// <param name="host">Machine as ssh takes it, such as <c>admin@switch7</c> or a name of ssh_config(5).</param>
    /// <exception cref="FormatException">That is no host.</exception>
    public static BusAddress Host(string host)
    {
        if (host.Length == 0 || host[0] == '-' || host.Any(character => char.IsControl(character) || char.IsWhiteSpace(character)))
        {
            throw new FormatException(T($"'{host}' is not a host. Give it as ssh takes it, such as admin@switch7."));
        }

        string[] arguments = ["-xT", "-oBatchMode=yes", "--", host, "systemd-stdio-bridge"];
        return new("unixexec:path=ssh" + string.Concat(arguments.Select((argument, index) => $",argv{index + 1}={Escape(argument)}")));
    }

    public override string ToString() => Text;

    private static string Escape(string text)
        => string.Concat(Encoding.UTF8.GetBytes(text).Select(octet =>
            char.IsAsciiLetterOrDigit((char)octet) || Plain.Contains((char)octet, StringComparison.Ordinal) ? ((char)octet).ToString() : $"%{octet:x2}"));
}
