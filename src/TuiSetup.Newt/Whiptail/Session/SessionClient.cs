using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace TuiSetup.Newt.Whiptail.Session;

/// <summary>A call of whiptail in a script that runs in a session: it sends its words there, and does as it is told.</summary>
internal static class SessionClient
{
    /// <summary>Where the session of a script listens.</summary>
    public const string Variable = "TUISETUP_WHIPTAIL_SESSION";

    /// <summary>Shows the box in the session.</summary>
    /// <returns>The exit code and what goes to the output descriptor; null when the session wants none of it.</returns>
    /// <exception cref="SocketException">There is no such session, or it ended.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public static (int ExitCode, string Output)? Ask(string path, IReadOnlyList<string> words, BoxRequest request, CancellationToken cancel)
    {
        using var connection = Connection.To(path);
        if (!connection.IsTrusted)
        {
            return null;
        }

        using var interrupted = cancel.Register(connection.Dispose);
        try
        {
            return Ask(connection, words, request);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (SocketException)
        {
            return (WhiptailExit.Error, "");
        }
    }

    private static (int ExitCode, string Output)? Ask(Connection connection, IReadOnlyList<string> words, BoxRequest request)
    {
        connection.Send(MessageKind.Words, SessionCall.Pack(words));
        connection.Send(MessageKind.Variables, SessionCall.Pack(Variables()));
        if (request.Kind == BoxKind.Text)
        {
            connection.Send(MessageKind.Text, Encoding.UTF8.GetBytes(request.Text));
        }

        Span<byte> terminal = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(terminal, Terminals.OfThisProcess());
        connection.Send(MessageKind.Show, terminal);
        if (request.Kind == BoxKind.Gauge)
        {
            HandOnInput(connection);
        }

        return connection.Receive() switch
        {
            { Kind: MessageKind.Answer } answer => (BinaryPrimitives.ReadInt32LittleEndian(answer.Content), Encoding.UTF8.GetString(answer.Content.AsSpan(sizeof(int)))),
            { Kind: MessageKind.Refusal } => null,
            _ => (WhiptailExit.Error, ""),
        };
    }

    private static void HandOnInput(Connection connection)
    {
        Span<byte> buffer = stackalloc byte[4096];
        for (int count; (count = Descriptors.Read(0, buffer)) > 0;)
        {
            connection.Send(MessageKind.Input, buffer[..count]);
        }

        connection.Send(MessageKind.Input, default);
    }

    private static IEnumerable<string> Variables()
        => from name in SessionCall.Variables
           let value = Environment.GetEnvironmentVariable(name)
           where value is not null
           select $"{name}={(name == "NEWT_COLORS_FILE" ? Path.GetFullPath(value) : value)}";
}
