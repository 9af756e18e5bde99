using System.Collections.Concurrent;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using TuiSetup.Core.Probes;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Probes;

/// <summary>One host that sends probes to others, and sees those that come in.</summary>
internal sealed class ProbeEnd : IDisposable
{
    /// <summary>Room for what a probe is; longer frames are cut off.</summary>
    private const int FrameSize = 256;

    private readonly ProbePoint _point;
    private readonly ushort _mark;
    private readonly Action<string, string, ProbeProtocol, Passage> _seen;
    private readonly ProbeSocket _socket;
    private readonly ConcurrentDictionary<IPAddress, PhysicalAddress> _relays = new();

    /// <param name="point">Where it is.</param>
    /// <param name="others">To whom it sends.</param>
    /// <param name="mark">Of probes that go straight; the next number is of those by a relay.</param>
    /// <param name="seen">Is told from whom to whom a probe has come, by names.</param>
    /// <exception cref="BackendException">This process may not.</exception>
    public ProbeEnd(ProbePoint point, IReadOnlyList<ProbePoint> others, ushort mark, Action<string, string, ProbeProtocol, Passage> seen)
    {
        (_point, Others, _mark, _seen) = (point, others, mark, seen);
        _socket = point.Namespace.Run(() => new ProbeSocket(point.Link.Index));
    }

    public string Name => _point.Name;

    public IReadOnlyList<ProbePoint> Others { get; }

    /// <summary>One round of probes.</summary>
    public async Task SendAsync(CancellationToken cancel)
    {
        foreach (var other in Others)
        {
            await _socket.SendAsync(ProbeFrame.ArpRequest(_point.Mac, _point.Address, other.Address), cancel);
            await SendAsync(other, other.Mac, _mark, cancel);
            if (_relays.TryGetValue(other.Address, out var relay))
            {
                await SendAsync(other, relay, (ushort)(_mark + 1), cancel);
            }
        }
    }

    /// <summary>Sees what comes in until it is cancelled.</summary>
    public async Task ListenAsync(CancellationToken cancel)
    {
        var buffer = new byte[FrameSize];
        try
        {
            while (true)
            {
                var length = await _socket.ReceiveAsync(buffer, cancel);
                if (ProbeFrame.Read(buffer.AsSpan(0, length)) is { } frame)
                {
                    Take(frame);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // All rounds are over.
        }
        catch (SocketException)
        {
            // The interface went down: nothing more comes in.
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task SendAsync(ProbePoint other, PhysicalAddress nextHop, ushort mark, CancellationToken cancel)
    {
        var way = new ProbeWay(_point.Mac, _point.Address, other.Address, nextHop);
        await _socket.SendAsync(ProbeFrame.Echo(way, mark), cancel);
        await _socket.SendAsync(ProbeFrame.TcpSyn(way, mark), cancel);
    }

    private void Take(SeenFrame frame)
    {
        if (!frame.To.Equals(_point.Address) || Others.FirstOrDefault(other => other.Address.Equals(frame.From)) is not { } other)
        {
            return;
        }

        if (frame.Claims is { } claimed)
        {
            if (!claimed.Equals(other.Mac))
            {
                _relays[other.Address] = claimed;
                _seen(Name, other.Name, ProbeProtocol.Arp, Passage.Relayed);
            }
        }
        else if (frame.Protocol == ProbeProtocol.Arp || frame.Mark == _mark)
        {
            _seen(other.Name, Name, frame.Protocol, Passage.Direct);
        }
        else if (frame.Mark == _mark + 1)
        {
            _seen(other.Name, Name, frame.Protocol, Passage.Relayed);
        }
    }
}
