using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using TuiSetup.Backends.OpenVSwitch.Ovsdb;

namespace TuiSetup.Tests.Backends.OpenVSwitch.Ovsdb;

/// <summary>The other end of a connection, as a test wants it.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Peer, Task> _serve;
    private readonly Task _accepting;

    private FakeServer(string path, Func<Peer, Task> serve)
    {
        _serve = serve;
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>A server that answers each call; null says nothing.</summary>
    public static FakeServer Listen(string path, Func<string, JArray, JObject?> answer) => new(path, async peer =>
    {
        while (await peer.ReadAsync() is { } call)
        {
            if ((string?)call["method"] is { } method && answer(method, (JArray)call["params"]!) is { } reply)
            {
                reply["id"] = call["id"];
                await peer.SendAsync(reply.ToString(Formatting.None));
            }
        }
    });

    /// <summary>A server that a script drives.</summary>
    public static FakeServer Script(string path, Func<Peer, Task> serve) => new(path, serve);

    public static JObject Result(JToken result) => new() { ["result"] = result, ["error"] = null };

    public static JObject Error(JToken error) => new() { ["result"] = null, ["error"] = error };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new ConcurrentBag<Task>();
        try
        {
            while (true)
            {
                var peer = new Peer(await _listener.AcceptAsync(_stop.Token), _stop.Token);
                serving.Add(Task.Run(() => ServeAsync(peer)));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(Peer peer)
    {
        try
        {
            await _serve(peer);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // The client went, or the test is over.
        }
        finally
        {
            peer.Dispose();
        }
    }

    /// <summary>One client.</summary>
    internal sealed class Peer(Socket socket, CancellationToken stop) : IDisposable
    {
        private readonly NetworkStream _stream = new(socket, ownsSocket: true);
        private readonly JsonFramer _framer = new(64 * 1024 * 1024);

        public CancellationToken Stop => stop;

        /// <summary>The next message; null when the client is gone.</summary>
        public async Task<JObject?> ReadAsync()
        {
            byte[] message;
            while (!_framer.TryTake(out message))
            {
                var count = await _stream.ReadAsync(_framer.Room(), stop);
                if (count == 0)
                {
                    return null;
                }

                _framer.Added(count);
            }

            return JObject.Parse(Encoding.UTF8.GetString(message));
        }

        public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

        public Task SendAsync(byte[] bytes) => _stream.WriteAsync(bytes, stop).AsTask();

        public void Dispose() => _stream.Dispose();
    }
}
