using System.Buffers.Binary;
using System.Net.Sockets;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.OpenVSwitch.OpenFlow;

/// <summary>
/// A connection to one bridge over its management socket (ovs-vswitchd(8), <c>unix:RUNDIR/BRIDGE.mgmt</c>), in OpenFlow
/// 1.4, which has bundles. One request at a time.
/// </summary>
internal sealed class OpenFlowConnection : IAsyncDisposable
{
    private const byte Version = 5;
    private const int HeaderLength = 8, MaxLength = 65535;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string _bridge;
    private readonly NetworkStream _stream;
    private readonly TimeProvider _time;
    private readonly byte[] _header = new byte[HeaderLength];
    private uint _xid;

    private OpenFlowConnection(string bridge, NetworkStream stream, TimeProvider time)
    {
        _bridge = bridge;
        _stream = stream;
        _time = time;
    }

    /// <exception cref="BackendException">There is no such socket, or OpenFlow 1.4 is not spoken there.</exception>
    public static async Task<OpenFlowConnection> ConnectAsync(string folder, string bridge, TimeProvider time, CancellationToken cancel)
    {
        var path = Path.Combine(folder, bridge + ".mgmt");
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
        }
        catch (Exception failed) when (failed is SocketException or ArgumentException)
        {
            socket.Dispose();
            throw new BackendException(BackendFailure.Unreachable, T($"The flows of bridge '{bridge}' cannot be reached at {path}: {failed.Message}. Check that ovs-vswitchd runs on this machine and that you may open its socket (usually as root)."), inner: failed);
        }

        var connection = new OpenFlowConnection(bridge, new NetworkStream(socket, ownsSocket: true), time);
        try
        {
            await connection.GreetAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>A number for a request.</summary>
    public uint NextXid() => ++_xid;

    /// <summary>Sends one message, or many at once, already with headers.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> messages, CancellationToken cancel)
        => await InTimeAsync(async late =>
        {
            await _stream.WriteAsync(messages, late);
            return 0;
        }, cancel);

    /// <summary>The next message but for what keeps the connection alive. <exception cref="BackendException">It is an error.</exception></summary>
    public Task<OpenFlowMessage> ReceiveAsync(CancellationToken cancel) => InTimeAsync(NextAsync, cancel);

    /// <summary>Begins a message; <see cref="End"/> fills in its length.</summary>
    public static int Begin(WireWriter writer, OpenFlowType type, uint xid)
    {
        var start = writer.Length;
        writer.Number8(Version);
        writer.Number8((byte)type);
        writer.Number16(0);
        writer.Number32(xid);
        return start;
    }

    /// <exception cref="BackendException">It is longer than a message can be.</exception>
    public static void End(WireWriter writer, int start)
    {
        var length = writer.Length - start;
        if (length > MaxLength)
        {
            throw new BackendException(BackendFailure.Failed, T($"An OpenFlow message would be {length} bytes long; {MaxLength} is the most."));
        }

        writer.Patch16(start + 2, length);
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task GreetAsync(CancellationToken cancel)
    {
        var writer = new WireWriter();
        var start = Begin(writer, OpenFlowType.Hello, NextXid());
        writer.Number16(1); // OFPHET_VERSIONBITMAP
        writer.Number16(8);
        writer.Number32(1u << Version);
        End(writer, start);
        await SendAsync(writer.Written.ToArray(), cancel);
        while ((await ReceiveAsync(cancel)).Type != OpenFlowType.Hello)
        {
        }

        // A switch that cannot agree says so only after its own greeting.
        var barrier = new WireWriter();
        End(barrier, Begin(barrier, OpenFlowType.BarrierRequest, NextXid()));
        await SendAsync(barrier.Written.ToArray(), cancel);
        while ((await ReceiveAsync(cancel)).Type != OpenFlowType.BarrierReply)
        {
        }
    }

    private async Task<OpenFlowMessage> NextAsync(CancellationToken cancel)
    {
        while (true)
        {
            await _stream.ReadExactlyAsync(_header, cancel);
            var length = BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2));
            if (length < HeaderLength)
            {
                throw new BackendException(BackendFailure.Failed, T($"Bridge '{_bridge}' sent something that is not OpenFlow."));
            }

            var body = new byte[length - HeaderLength];
            await _stream.ReadExactlyAsync(body, cancel);
            var message = new OpenFlowMessage((OpenFlowType)_header[1], BinaryPrimitives.ReadUInt32BigEndian(_header.AsSpan(4)), body);
            switch (message.Type)
            {
                case OpenFlowType.Error:
                    throw OpenFlowError.ToException(message, T($"Bridge '{_bridge}'"));
                case OpenFlowType.EchoRequest:
                    var echo = new WireWriter();
                    var start = Begin(echo, OpenFlowType.EchoReply, message.Xid);
                    echo.Bytes(body);
                    End(echo, start);
                    await _stream.WriteAsync(echo.Written.ToArray(), cancel);
                    break;
                default:
                    return message;
            }
        }
    }

    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(Patience, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            return await work(both.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new BackendException(BackendFailure.Unreachable, Texts.T($"Bridge '{_bridge}' has not answered on its management socket within {Patience.TotalSeconds:0} seconds. Check that ovs-vswitchd runs."));
        }
        catch (IOException broken)
        {
            throw new BackendException(BackendFailure.Unreachable, Texts.T($"Bridge '{_bridge}' closed its management socket: {broken.Message}"), inner: broken);
        }
    }
}
