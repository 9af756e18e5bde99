using System.Net.Sockets;
using System.Text;

namespace TuiSetup;

/// <summary>Tells systemd how a service of Type=notify is getting on, as sd_notify(3) does.</summary>
internal static class ServiceManager
{
    public static void Ready(Func<string, string?> variable)
    {
        if (variable("NOTIFY_SOCKET") is not { Length: > 1 } path)
        {
            return;
        }

        // A name that begins with @ is an abstract one.
        var address = new UnixDomainSocketEndPoint(path[0] == '@' ? "\0" + path[1..] : path);
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.SendTo(Encoding.UTF8.GetBytes("READY=1"), address);
        }
        catch (SocketException)
        {
            // Nobody waits for it.
        }
    }
}
