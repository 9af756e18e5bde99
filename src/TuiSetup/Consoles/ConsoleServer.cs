using System.Net.Sockets;
using TuiSetup.Core.Problems;

namespace TuiSetup.Consoles;

/// <summary>Lets sessions of root attach themselves, over a socket that nobody else can open.</summary>
internal sealed class ConsoleServer : IDisposable
{
    private const UnixFileMode OwnFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly List<AttachedSession> _sessions = [];
    private readonly ConsoleSwitch _consoles;
    private readonly string _path;

    /// <param name="path">Of the socket.</param>
    /// <param name="consoles">What sessions attach to.</param>
    /// <exception cref="ProblemException">Someone else serves there.</exception>
    public ConsoleServer(string path, ConsoleSwitch consoles)
    {
        (_path, _consoles) = (path, consoles);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, OwnFolder);
        RefuseSecond(path);
        File.Delete(path);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _listener.Listen();
        new Thread(Accept) { IsBackground = true, Name = "attach" }.Start();
    }

    /// <summary>What attached sessions end with.</summary>
    public int ExitCode { get; set; }

    public void Dispose()
    {
        _listener.Dispose();
        File.Delete(_path);
        AttachedSession[] sessions;
        lock (_sessions)
        {
            sessions = [.. _sessions];
        }

        foreach (var session in sessions)
        {
            session.ExitCode = ExitCode;
            session.Dispose();
        }
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                var socket = _listener.Accept();
                new Thread(() => Serve(socket)) { IsBackground = true, Name = "session" }.Start();
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // Nobody attaches any more.
        }
    }

    private void Serve(Socket socket)
    {
        AttachedSession? known = null;
        AttachedSession.Serve(socket, _consoles, session =>
        {
            lock (_sessions)
            {
                _sessions.Add(known = session);
            }
        });
        lock (_sessions)
        {
            _sessions.RemoveAll(session => session == known);
        }
    }

    private static void RefuseSecond(string path)
    {
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException)
        {
            return;
        }

        throw new ProblemException([Problem.Error(null, T("The consoles of this machine are served already."), T("Join in with 'tuisetup attach'."))]);
    }
}
