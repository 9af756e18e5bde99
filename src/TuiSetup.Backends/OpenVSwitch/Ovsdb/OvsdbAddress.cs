using System.Globalization;
using System.Text.RegularExpressions;

namespace TuiSetup.Backends.OpenVSwitch.Ovsdb;

/// <summary>How a database server is reached.</summary>
internal enum OvsdbTransport
{
    Unix,
    Tcp,
    Ssl,
}

/// <summary>An active connection method as Open vSwitch's own tools take it, see ovsdb(7): unix:FILE, tcp:HOST[:PORT], ssl:HOST[:PORT].</summary>
internal sealed partial record OvsdbAddress(OvsdbTransport Transport, string Host, int Port)
{
    /// <summary>Assigned by IANA.</summary>
    public const int DefaultPort = 6640;

    /// <summary>The local database, where OVS_RUNDIR or the packages put it.</summary>
    public static string Default(Func<string, string?> variable)
        => $"unix:{(variable("OVS_RUNDIR") is { Length: > 0 } folder ? folder : "/var/run/openvswitch")}/db.sock";

    public static OvsdbAddress? TryParse(string text, out string reason)
    {
        reason = "";
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (method, rest) = colon < 0 ? ("", text) : (text[..colon], text[(colon + 1)..]);
        switch (method)
        {
            case "unix" when rest.StartsWith('/'):
                return new OvsdbAddress(OvsdbTransport.Unix, rest, 0);
            case "unix":
                reason = T("unix: needs the absolute path of a socket, such as unix:/var/run/openvswitch/db.sock.");
                return null;
            case "tcp" or "ssl":
                return ParseHost(method == "tcp" ? OvsdbTransport.Tcp : OvsdbTransport.Ssl, rest, out reason);
            default:
                reason = T($"'{text}' is not an address of a database. Give unix:FILE, tcp:HOST:PORT or ssl:HOST:PORT.");
                return null;
        }
    }

    public override string ToString() => Transport switch
    {
        OvsdbTransport.Unix => $"unix:{Host}",
        OvsdbTransport.Tcp => $"tcp:{Bracketed}:{Port}",
        _ => $"ssl:{Bracketed}:{Port}",
    };

    private string Bracketed => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;

    [GeneratedRegex(@"^(\[(?<host>[^\[\]]+)\]|(?<host>[^:\[\]]+))(:(?<port>[^:]*))?\z")]
    private static partial Regex HostForm();

    private static OvsdbAddress? ParseHost(OvsdbTransport transport, string rest, out string reason)
    {
        var match = HostForm().Match(rest);
        if (!match.Success)
        {
            reason = rest.Length == 0 || rest[0] == ':'
                ? T("The host is missing: give HOST:PORT after the method.")
                : T($"'{rest}' is not HOST:PORT; an IPv6 address stands in brackets, such as [2001:db8::1]:{DefaultPort}.");
            return null;
        }

        var (number, port) = (DefaultPort, match.Groups["port"].Value);
        if (port.Length > 0 && (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out number) || number is < 1 or > 65535))
        {
            reason = T($"'{port}' is not a port: give a number from 1 to 65535.");
            return null;
        }

        reason = "";
        return new OvsdbAddress(transport, match.Groups["host"].Value, number);
    }
}
