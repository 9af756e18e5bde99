using System.Net.Sockets;
using TuiSetup.Newt.Terminal;

namespace TuiSetup.Consoles;

/// <summary>A terminal of ours at the far end of the socket: keys go there, what it is to show comes from there.</summary>
internal sealed class AttachClient(Socket socket, UnixTerminal terminal) : IDisposable
{
    private volatile bool _over;
    private int _exitCode = ExitCodes.Unreachable;

    /// <summary>Runs until the wizard ends, or the user lets it go; then it goes on without us.</summary>
    /// <returns>What the wizard ended with; 0 when it goes on.</returns>
    public int Run(AttachHello hello, CancellationToken cancel)
    {
        terminal.Enter();
        AttachMessage.Send(socket, AttachKind.Hello, hello.ToBytes());
        var receiving = new Thread(Receive) { IsBackground = true, Name = "attached" };
        receiving.Start();
        using var interrupted = cancel.Register(terminal.Wake);
        var letGo = Type(cancel);
        socket.Dispose();
        receiving.Join();
        if (letGo)
        {
            terminal.Write(Notice.Last(T("The setup goes on; 'tuisetup attach' comes back to it."), terminal.Capabilities));
            return ExitCodes.Done;
        }

        return _exitCode;
    }

    public void Dispose() => socket.Dispose();

    /// <summary>True when the user let it go, or was taken away.</summary>
    private bool Type(CancellationToken cancel)
    {
        var keys = new byte[256];
        try
        {
            while (!_over && !cancel.IsCancellationRequested)
            {
                var events = terminal.Wait(null);
                var count = terminal.Read(keys);
                if (events.HasFlag(TerminalEvents.Resized))
                {
                    AttachMessage.Send(socket, AttachKind.Size, AttachHello.SizeToBytes(terminal.Size));
                }

                if (count < 0 || events.HasFlag(TerminalEvents.Gone) || keys.AsSpan(0, count).Contains(ConsoleSwitch.LetGo))
                {
                    return true;
                }

                if (count > 0)
                {
                    AttachMessage.Send(socket, AttachKind.Keys, keys.AsSpan(0, count));
                }
            }
        }
        catch (SocketException)
        {
            // The far end is gone; the other thread knows how.
        }

        return cancel.IsCancellationRequested;
    }

    private void Receive()
    {
        while (AttachMessage.Receive(socket) is { } message)
        {
            if (message.Kind == AttachKind.Output)
            {
                terminal.Write(message.Content);
            }
            else if (message is { Kind: AttachKind.End, Content: [var code, ..] })
            {
                _exitCode = code;
                break;
            }
        }

        _over = true;
        terminal.Wake();
    }
}
