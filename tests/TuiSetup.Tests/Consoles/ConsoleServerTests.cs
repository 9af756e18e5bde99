using System.Net.Sockets;
using System.Text;
using TuiSetup.Consoles;
using TuiSetup.Core.Problems;
using TuiSetup.Newt.Terminal;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Consoles;

/// <summary>The far end of the socket is played by the test.</summary>
public sealed class ConsoleServerTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ConsoleSwitch _consoles = new();
    private readonly ConsoleServer _server;

    public ConsoleServerTests() => _server = new ConsoleServer(Path, _consoles);

    private string Path => _folder["run/console.sock"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Only_its_owner_can_open_the_socket()
    {
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["run"]));
    }

    [Fact]
    public void Who_attaches_has_the_screen_and_hears_the_end()
    {
        using var session = Attach("xterm");
        var owner = _consoles.WaitForFirst(Cancel);
        Assert.Equal(("a test", new ScreenSize(90, 25)), (owner.Name, owner.Size));

        AttachMessage.Send(session, AttachKind.Keys, "keys"u8);
        while (!_consoles.Wait(null).HasFlag(TerminalEvents.Input))
        {
        }

        var keys = new byte[16];
        Assert.Equal("keys", Encoding.ASCII.GetString(keys, 0, _consoles.Read(keys)));

        _consoles.Write("the wizard"u8);
        _server.ExitCode = 3;
        _consoles.End("It is over.");
        _server.Dispose();
        var (shown, code) = ReadAll(session);
        Assert.Contains("the wizard", shown, StringComparison.Ordinal);
        Assert.Contains("It is over.", shown, StringComparison.Ordinal);
        Assert.Equal(3, code);
        Assert.False(File.Exists(Path));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("K")]
    [InlineData("")]
    public void Whoever_says_nothing_sensible_is_let_go_and_others_are_served(string nonsense)
    {
        using (var stranger = Connect())
        {
            stranger.Send(Encoding.ASCII.GetBytes(nonsense));
            stranger.Shutdown(SocketShutdown.Send);
            Assert.Equal(("", null), ReadAll(stranger));
        }

        using var session = Attach("xterm");
        Assert.Equal("a test", _consoles.WaitForFirst(Cancel).Name);
    }

    [Fact]
    public void A_terminal_that_cannot_show_windows_is_told_why()
    {
        using var session = Attach("dumb");
        var (shown, code) = ReadAll(session);
        Assert.Contains("TERM", shown, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.BadInput, code);
    }

    [Fact]
    public void The_screen_is_free_when_the_session_is_gone()
    {
        var watcher = new TestViewer("tty1");
        _consoles.Add(watcher);
        var session = Attach("xterm");
        Assert.NotSame(watcher, _consoles.WaitForFirst(Cancel));
        session.Dispose();
        Assert.True(SpinWait.SpinUntil(() => watcher.Shows("The setup of this machine has begun."), TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void The_consoles_are_not_served_twice()
        => Assert.Contains("attach", Assert.Throws<ProblemException>(() => new ConsoleServer(Path, new ConsoleSwitch())).Problems[0].ToString(), StringComparison.Ordinal);

    [Fact]
    public void What_a_killed_one_has_left_is_no_hindrance()
    {
        var left = _folder["left.sock"];
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(left));
        }

        File.WriteAllText(left, "");
        using var server = new ConsoleServer(left, new ConsoleSwitch());
    }

    private Socket Attach(string term)
    {
        var socket = Connect();
        var hello = new AttachHello("a test", new ScreenSize(90, 25), new Dictionary<string, string> { ["TERM"] = term });
        AttachMessage.Send(socket, AttachKind.Hello, hello.ToBytes());
        return socket;
    }

    private Socket Connect()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(Path));
        return socket;
    }

    private static (string Shown, int? ExitCode) ReadAll(Socket socket)
    {
        var shown = new StringBuilder();
        int? code = null;
        while (AttachMessage.Receive(socket) is { } message)
        {
            if (message.Kind == AttachKind.Output)
            {
                shown.Append(Encoding.UTF8.GetString(message.Content));
            }
            else
            {
                code = message.Content[0];
            }
        }

        return (shown.ToString(), code);
    }
}
