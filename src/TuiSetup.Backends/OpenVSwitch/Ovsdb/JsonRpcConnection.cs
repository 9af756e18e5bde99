using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.OpenVSwitch.Ovsdb;

/// <summary>JSON-RPC 1.0 as RFC 7047 uses it: calls with answers in any order, notifications, and echoes both ways.</summary>
internal sealed class JsonRpcConnection : IAsyncDisposable
{
    private const int MaxMessage = 32 * 1024 * 1024;
    private static readonly TimeSpan CallTime = TimeSpan.FromSeconds(10);

    private readonly string _peer;
    private readonly Stream _stream;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<long, TaskCompletionSource<JObject>> _calls = new();
    private readonly Channel<JObject> _notifications = Channel.CreateUnbounded<JObject>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim _writing = new(1);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _reading;
    private BackendException? _ended;
    private long _nextId;

    /// <param name="peer">Who is at the other end, for messages.</param>
    /// <param name="stream">Owned from now on.</param>
    /// <param name="time">For time-outs.</param>
    public JsonRpcConnection(string peer, Stream stream, TimeProvider time)
    {
        _peer = peer;
        _stream = stream;
        _time = time;
        _reading = Task.Run(ReadAllAsync);
    }

    /// <summary>What the other end says by itself; it completes when the connection ends.</summary>
    public ChannelReader<JObject> Notifications => _notifications.Reader;

    /// <summary>Calls a method and returns its result. <exception cref="BackendException">It failed, or there was no answer in time.</exception></summary>
    public async Task<JToken> CallAsync(string method, JArray parameters, CancellationToken cancel)
    {
        var id = Interlocked.Increment(ref _nextId);
        var answer = new TaskCompletionSource<JObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls[id] = answer;
        using var late = new CancellationTokenSource(CallTime, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            if (_ended is { } ended)
            {
                throw ended;
            }

            await SendAsync(new JObject { ["method"] = method, ["params"] = parameters, ["id"] = id }, both.Token);
            var reply = await answer.Task.WaitAsync(both.Token);
            return reply["error"] is { Type: not JTokenType.Null } error ? throw Refused(method, error) : reply["result"] ?? JValue.CreateNull();
        }
        catch (OperationCanceledException stopped) when (!cancel.IsCancellationRequested)
        {
            throw new BackendException(BackendFailure.Unreachable, T($"{_peer} did not answer '{method}' within {CallTime.TotalSeconds:0} seconds."), inner: stopped);
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            throw new BackendException(BackendFailure.Unreachable, T($"The connection to {_peer} broke: {broken.Message}"), inner: broken);
        }
        finally
        {
            _calls.TryRemove(id, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _stream.DisposeAsync();
        await _reading;
        _closing.Dispose();
        _writing.Dispose();
    }

    private static BackendException Refused(string method, JToken error)
    {
        var map = error as JObject;
        var name = Words(map?["error"] ?? error);
        var details = map?["details"] is { Type: not JTokenType.Null } more ? Words(more) : null;
        return new BackendException(BackendFailure.Failed, T($"'{method}' was refused: {name}{(details is null ? "" : $" ({details})")}."), name);
    }

    private static string Words(JToken token) => token.Type == JTokenType.String ? (string)token! : token.ToString(Formatting.None);

    private async Task SendAsync(JObject message, CancellationToken cancel)
    {
        var bytes = Encoding.UTF8.GetBytes(message.ToString(Formatting.None));
        await _writing.WaitAsync(cancel);
        try
        {
            await _stream.WriteAsync(bytes, cancel);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAllAsync()
    {
        var framer = new JsonFramer(MaxMessage);
        var reason = T("it closed the connection");
        try
        {
            while (true)
            {
                var count = await _stream.ReadAsync(framer.Room(), _closing.Token);
                if (count == 0)
                {
                    break;
                }

                framer.Added(count);
                while (framer.TryTake(out var message))
                {
                    await DispatchAsync(Parse(message));
                }
            }
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException or JsonException or ObjectDisposedException or OperationCanceledException)
        {
            reason = broken.Message;
        }

        _ended = new BackendException(BackendFailure.Unreachable, T($"The connection to {_peer} ended: {reason.TrimEnd('.', '。')}."));
        foreach (var call in _calls.Values)
        {
            call.TrySetException(_ended);
        }

        _notifications.Writer.TryComplete(_ended);
    }

    private static JObject Parse(byte[] message)
    {
        using var reader = new JsonTextReader(new StreamReader(new MemoryStream(message), Encoding.UTF8)) { DateParseHandling = DateParseHandling.None, MaxDepth = 64 };
        return JToken.Load(reader) as JObject ?? throw new InvalidDataException(T("it does not speak JSON-RPC"));
    }

    private async Task DispatchAsync(JObject message)
    {
        if (message["method"] is { Type: JTokenType.String } method)
        {
            if ((string)method! == "echo")
            {
                await SendAsync(new JObject { ["result"] = message["params"], ["error"] = null, ["id"] = message["id"] }, _closing.Token);
            }
            else
            {
                _notifications.Writer.TryWrite(message);
            }
        }
        else if (message["id"] is JValue { Value: long id } && _calls.TryGetValue(id, out var call))
        {
            call.TrySetResult(message);
        }
    }
}
