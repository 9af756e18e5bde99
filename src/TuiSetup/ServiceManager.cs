using System.Net.Sockets;
using System.Text;

namespace TuiSetup;

/// <summary>Tells systemd how a service stands, by the protocol of sd_notify(3). Where nobody listens it does nothing.</summary>
internal sealed class ServiceManager(Func<string, string?> variable)
{
    /// <summary>It is up; and in a line what it does, for <c>systemctl status</c>.</summary>
    public void Ready(string status) => Tell($"READY=1\nSTATUS={OneLine(status)}");

    /// <summary>It is about to end.</summary>
    public void Stopping(string status) => Tell($"STOPPING=1\nSTATUS={OneLine(status)}");

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private void Tell(string state)
    {
        if (variable("NOTIFY_SOCKET") is not { Length: > 1 } path || path[0] is not ('/' or '@'))
        {
            return;
        }

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(path[0] == '@' ? '\0' + path[1..] : path));
            socket.Send(Encoding.UTF8.GetBytes(state));
        }
        catch (SocketException)
        {
            // Systemd notices by itself when nothing is told.
        }
    }
}
