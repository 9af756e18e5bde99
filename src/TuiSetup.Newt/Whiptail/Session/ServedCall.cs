using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace TuiSetup.Newt.Whiptail.Session;

/// <summary>One call of whiptail at its session. One that breaks off, or sends what is no call, ends alone.</summary>
internal sealed class ServedCall(SessionServer server, WindowStack stack, Connection connection)
{
    private readonly FedLines _input = new();
    private readonly LineSplitter _lines = new();
    private IReadOnlyList<string> _words = [], _variables = [];
    private CancellationTokenSource? _gone;
    private string? _text;

    /// <summary>Receives on a thread of its own, and serves in the context.</summary>
    public void Start(SynchronizationContext context, CancellationToken end)
        => new Thread(() =>
        {
            try
            {
                while (connection.IsTrusted && connection.Receive() is { } message)
                {
                    context.Post(_ => Receive(message, end), null);
                }
            }
            catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException)
            {
                // As if it had ended.
            }

            context.Post(_ => _gone?.Cancel(), null);
        })
        { IsBackground = true }.Start();

    private void Receive(Message message, CancellationToken end)
    {
        switch (message.Kind)
        {
            case MessageKind.Words:
                _words = SessionCall.Unpack(message.Content);
                break;
            case MessageKind.Variables:
                _variables = SessionCall.Unpack(message.Content);
                break;
            case MessageKind.Text:
                _text = Encoding.UTF8.GetString(message.Content);
                break;
            case MessageKind.Show when _gone is null:
                _ = ShowAsync(message.Content, end);
                break;
            case MessageKind.Input when message.Content.Length > 0:
                server.Moved?.Invoke();
                _lines.Add(message.Content, _input.Add);
                break;
            case MessageKind.Input:
                _lines.End(_input.Add);
                _input.End();
                break;
        }
    }

    private async Task ShowAsync(byte[] terminal, CancellationToken end)
    {
        using var gone = _gone = CancellationTokenSource.CreateLinkedTokenSource(end);
        try
        {
            if (terminal.Length == sizeof(uint) && BinaryPrimitives.ReadUInt32LittleEndian(terminal) == server.Terminal && Read() is { } call)
            {
                server.Asked?.Invoke();
                Answer(await stack.AskAsync(call, gone.Token), call.Request);
            }
            else
            {
                connection.Send(MessageKind.Refusal, default);
            }
        }
        catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Its box is closed.
        }
        finally
        {
            _gone = null;
            connection.Dispose();
        }
    }

    /// <summary>Null when the words have a mistake: the call says so best by itself.</summary>
    private SessionCall? Read()
    {
        try
        {
            var call = SessionCall.Read(_words, _text, ValueOf);
            return call with { Request = call.Request with { Lines = _input } };
        }
        catch (WhiptailEnd)
        {
            return null;
        }
    }

    private string? ValueOf(string name)
        => _variables.FirstOrDefault(pair => pair.StartsWith(name + '=', StringComparison.Ordinal))?[(name.Length + 1)..];

    private void Answer(WhiptailResult result, BoxRequest request)
    {
        var exitCode = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(exitCode, result.ExitCode);
        connection.Send(MessageKind.Answer, [.. exitCode, .. Encoding.UTF8.GetBytes(result.Output(request))]);
    }
}
