using System.CommandLine;
using System.Net.Sockets;
using TuiSetup.Consoles;
using TuiSetup.Newt.Terminal;

namespace TuiSetup.Commands;

/// <summary>tuisetup attach: takes up what runs on this machine's consoles.</summary>
internal static class AttachCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var socket = ConsoleCommand.Socket();
        var command = new Command("attach", T("""
            Takes up the wizard that runs on the consoles of this machine, from a session over SSH for example. Ctrl-] lets it go again, and it goes on.

            Example:
              ssh root@appliance -t tuisetup attach
            """))
        {
            socket,
        };
        command.SetHandler(compose, (program, parsed) => Task.FromResult(Attach(program, parsed.GetRequiredValue(socket))));
        return command;
    }

    private static int Attach(Composition program, string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException refused)
        {
            socket.Dispose();
            program.Streams.Error.WriteLine(refused.SocketErrorCode == SocketError.AccessDenied
                ? T("tuisetup: only root may attach to the consoles of this machine.")
                : T($"tuisetup: nothing runs on the consoles of this machine (there is nobody at {path})."));
            return ExitCodes.Unreachable;
        }

        try
        {
            using var terminal = UnixTerminal.Open();
            using var client = new AttachClient(socket, terminal);
            return client.Run(AttachHello.Of(terminal, Environment.GetEnvironmentVariable), program.Interruption.Token);
        }
        catch (TerminalException cannot)
        {
            program.Streams.Error.WriteLine($"tuisetup: {cannot.Message}");
            return ExitCodes.BadInput;
        }
    }
}
