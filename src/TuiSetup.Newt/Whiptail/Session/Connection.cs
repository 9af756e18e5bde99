using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace TuiSetup.Newt.Whiptail.Session;

/// <summary>Messages over the socket between a call and its session.</summary>
internal sealed class Connection : IDisposable
{
    /// <summary>getsockopt(2): SOL_SOCKET and SO_PEERCRED, whose answer is process, user and group.</summary>
    private const int SocketLevel = 1, PeerCredentials = 17, CredentialsSize = 12;

    /// <summary>An answer that nobody takes for so long is for nobody, in milliseconds.</summary>
    private const int SendPatience = 1000;

    private readonly Socket _socket;

    public Connection(Socket socket)
    {
        _socket = socket;
        socket.SendTimeout = SendPatience;
    }

    /// <summary>Whether the other side is this user or root; others could not have opened the folder either.</summary>
    public bool IsTrusted
    {
        get
        {
            Span<byte> credentials = stackalloc byte[CredentialsSize];
            _socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials);
            var user = MemoryMarshal.Read<uint>(credentials[4..]);
            return user == 0 || user == NativeSession.EffectiveUser();
        }
    }

    public static Connection To(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return new Connection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Send(MessageKind kind, ReadOnlySpan<byte> content)
    {
        var bytes = new Message(kind, content.ToArray()).ToBytes();
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += _socket.Send(bytes.AsSpan(sent));
        }
    }

    /// <summary>The next message; null when the other side is gone.</summary>
    public Message? Receive()
    {
        var header = new byte[Message.HeaderSize];
        if (!Fill(header))
        {
            return null;
        }

        var content = new byte[Message.ContentSize(header)];
        return Fill(content) ? new Message((MessageKind)header[0], content) : null;
    }

    public void Dispose() => _socket.Dispose();

    private bool Fill(Span<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var count = _socket.Receive(buffer);
            if (count == 0)
            {
                return false;
            }

            buffer = buffer[count..];
        }

        return true;
    }
}
