using System.Net.Sockets;
using TuiSetup.Newt.Terminal;

namespace TuiSetup.Consoles;

/// <summary>A session that attached itself over the socket. It has the screen at once, and leaves it free when it is gone.</summary>
internal sealed class AttachedSession : IViewer, IDisposable
{
    private readonly Socket _socket;
    private readonly ConsoleSwitch _consoles;
    private readonly OutputQueue _queue;
    private readonly Lock _sizeLock = new();
    private ScreenSize _size;

    private AttachedSession(Socket socket, ConsoleSwitch consoles, AttachHello hello)
    {
        (_socket, _consoles, _size) = (socket, consoles, hello.Size);
        Name = hello.Name;
        Capabilities = TerminalCapabilities.Read(hello.Variables.GetValueOrDefault);
        _queue = new OutputQueue(Name, Write, () => consoles.Repaint(this));
    }

    public string Name { get; }

    public TerminalCapabilities Capabilities { get; }

    public ScreenSize Size
    {
        get
        {
            lock (_sizeLock)
            {
                return _size;
            }
        }
    }

    /// <summary>What it ends with.</summary>
    public int ExitCode { get; set; }

    public void Show(ReadOnlySpan<byte> bytes) => _queue.Add(bytes);

    /// <summary>Serves a session until it is gone.</summary>
    /// <param name="socket">The connection; closed at the end.</param>
    /// <param name="consoles">Where its keys go.</param>
    /// <param name="known">Called with it once it has said who it is.</param>
    public static void Serve(Socket socket, ConsoleSwitch consoles, Action<AttachedSession> known)
    {
        try
        {
            if (AttachMessage.Receive(socket) is not { Kind: AttachKind.Hello } hello)
            {
                socket.Dispose();
                return;
            }

            var session = new AttachedSession(socket, consoles, AttachHello.Parse(hello.Content));
            known(session);
            session.Run();
        }
        catch (TerminalException cannot)
        {
            Refuse(socket, cannot.Message);
        }
    }

    /// <summary>Says goodbye. What it was to show has a moment to arrive.</summary>
    public void Dispose()
    {
        _queue.Dispose();
        try
        {
            AttachMessage.Send(_socket, AttachKind.End, [(byte)ExitCode]);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // Then it knows.
        }

        _socket.Dispose();
    }

    private void Run()
    {
        _consoles.Add(this);
        _consoles.Take(this);
        while (AttachMessage.Receive(_socket) is { } message)
        {
            if (message.Kind == AttachKind.Keys)
            {
                _consoles.Typed(this, message.Content);
            }
            else if (message.Kind == AttachKind.Size)
            {
                lock (_sizeLock)
                {
                    _size = AttachHello.SizeOf(message.Content);
                }

                _consoles.Repaint(this);
            }
        }

        _consoles.Remove(this);
        Dispose();
    }

    private void Write(byte[] bytes)
    {
        try
        {
            AttachMessage.Send(_socket, AttachKind.Output, bytes);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The reader has seen it too.
        }
    }

    private static void Refuse(Socket socket, string why)
    {
        try
        {
            AttachMessage.Send(socket, AttachKind.Output, System.Text.Encoding.UTF8.GetBytes(why + "\r\n"));
            AttachMessage.Send(socket, AttachKind.End, [ExitCodes.BadInput]);
        }
        catch (SocketException)
        {
            // It is gone already.
        }

        socket.Dispose();
    }
}
