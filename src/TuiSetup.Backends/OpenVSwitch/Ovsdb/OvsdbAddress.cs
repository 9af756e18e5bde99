using System.Globalization;

namespace TuiSetup.Backends.OpenVSwitch.Ovsdb;

/// <summary>How a database server is reached.</summary>
internal enum OvsdbTransport
{
    Unix,
    Tcp,
    Ssl,
}

/// <summary>An active connection method as Open vSwitch's own tools take it, see ovsdb(7): unix:FILE, tcp:HOST[:PORT], ssl:HOST[:PORT].</summary>
internal sealed record OvsdbAddress(OvsdbTransport Transport, string Host, int Port)
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
                reason = "unix: needs the absolute path of a socket, such as unix:/var/run/openvswitch/db.sock.";
                return null;
            case "tcp" or "ssl":
                return ParseHost(method == "tcp" ? OvsdbTransport.Tcp : OvsdbTransport.Ssl, rest, out reason);
            default:
                reason = $"'{text}' is not an address of a database. Give unix:FILE, tcp:HOST:PORT or ssl:HOST:PORT.";
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

    private static OvsdbAddress? ParseHost(OvsdbTransport transport, string rest, out string reason)
    {
        var end = rest.StartsWith('[') ? rest.IndexOf(']', StringComparison.Ordinal) : rest.LastIndexOf(':') - 1;
        var bracketed = rest.StartsWith('[') && end > 0;
        var host = bracketed ? rest[1..end] : end < -1 ? rest : rest[..(end + 1)];
        var port = bracketed ? rest[(end + 1)..].TrimStart(':') : end < -1 ? "" : rest[(end + 2)..];
        var number = DefaultPort;
        reason = "";
        if (host.Length == 0)
        {
            reason = "The host is missing: give HOST:PORT after the method.";
        }
        else if (port.Length > 0 && (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out number) || number is < 1 or > 65535))
        {
            reason = $"'{port}' is not a port: give a number from 1 to 65535.";
        }

        return reason.Length > 0 ? null : new OvsdbAddress(transport, host, number);
    }
}
