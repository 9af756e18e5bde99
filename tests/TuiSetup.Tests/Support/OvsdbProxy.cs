using System.Net.Sockets;
using System.Text;

namespace TuiSetup.Tests.Support;

/// <summary>Stands between the program and the real database, and stops the conversation at a chosen moment.</summary>
internal sealed class OvsdbProxy : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _server;
    private readonly ProxyStop _stop;
    private bool _changing;

    public OvsdbProxy(string path, string server, ProxyStop stop)
    {
        Address = "unix:" + path;
        _server = server;
        _stop = stop;
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _ = Task.Run(AcceptAsync);
    }

    public string Address { get; }

    /// <summary>Completes when the moment has come; nothing moves after it.</summary>
    public Task Reached => _reached.Task;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync();
                var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await server.ConnectAsync(new UnixDomainSocketEndPoint(_server));
                _ = Task.Run(() => RelayAsync(client, server, fromProgram: true));
                _ = Task.Run(() => RelayAsync(server, client, fromProgram: false));
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task RelayAsync(Socket from, Socket to, bool fromProgram)
    {
        var buffer = new byte[1 << 20];
        try
        {
            for (int count; (count = await from.ReceiveAsync(buffer)) > 0;)
            {
                var isChange = fromProgram && Encoding.UTF8.GetString(buffer, 0, count).Contains("\"mutate\"", StringComparison.Ordinal);
                if ((isChange && _stop == ProxyStop.BeforeTransaction) || (!fromProgram && _changing && _stop == ProxyStop.BeforeAnswer))
                {
                    _reached.TrySetResult();
                    return;
                }

                _changing |= isChange;
                await to.SendAsync(buffer.AsMemory(0, count));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // One end is gone.
        }
    }
}

/// <summary>Where a proxy stops.</summary>
internal enum ProxyStop
{
    /// <summary>The transaction never reaches the database.</summary>
    BeforeTransaction,
    /// <summary>The database has it, the program never learns.</summary>
    BeforeAnswer,
}
