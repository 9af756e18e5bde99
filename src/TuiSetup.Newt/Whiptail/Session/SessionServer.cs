using System.Net.Sockets;

namespace TuiSetup.Newt.Whiptail.Session;

/// <summary>Takes calls of whiptail over a socket in a folder that is this user's alone.</summary>
internal sealed class SessionServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tuisetup-session-").FullName;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly WindowStack _stack;

    /// <param name="stack">Shows the boxes.</param>
    /// <param name="terminal">The number of the script's terminal. A call on another one is none of the session.</param>
    public SessionServer(WindowStack stack, uint terminal)
    {
        (_stack, Terminal) = (stack, terminal);
        Path = System.IO.Path.Combine(_folder, "socket");
        File.CreateSymbolicLink(System.IO.Path.Combine(_folder, "whiptail"), Environment.ProcessPath!);
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen();
    }

    public string Path { get; }

    /// <summary>A folder in which <c>whiptail</c> is this program: first in PATH, a script's calls find the session.</summary>
    public string Programs => _folder;

    public uint Terminal { get; }

    /// <summary>Called before a box is shown, so that what the script wrote before its call comes before it.</summary>
    public Action? Asked { get; set; }

    /// <summary>Called before a gauge moves.</summary>
    public Action? Moved { get; set; }

    /// <summary>Takes calls until the end, on a thread of its own; each is served in the context that this was called in.</summary>
    public void Serve(CancellationToken end)
    {
        var context = SynchronizationContext.Current ?? throw new InvalidOperationException("Calls need a context to be served in.");
        new Thread(() =>
        {
            try
            {
                while (true)
                {
                    new ServedCall(this, _stack, new Connection(_listener.Accept())).Start(context, end);
                }
            }
            catch (Exception over) when (over is SocketException or ObjectDisposedException)
            {
                // The session is at its end.
            }
        })
        { IsBackground = true }.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
