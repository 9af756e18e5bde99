using System.Collections.Concurrent;
using System.Collections.Immutable;
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
    public const int FrameSize = 256;

    private readonly ProbePoint _point;
    private readonly ushort _mark;
    private readonly Action<string, string, ProbeProtocol, Passage> _seen;
    private readonly ProbeSocket _socket;
    private readonly ConcurrentDictionary<IPAddress, PhysicalAddress> _relays = new();
    private readonly ImmutableArray<(ProbePoint Other, ProbeWay Way)> _ways;

    /// <param name="point">Where it is.</param>
    /// <param name="others">To whom it sends.</param>
    /// <param name="mark">Of probes that go straight; the next number is of those by a relay.</param>
    /// <param name="seen">Is told from whom to whom a probe has come, by names.</param>
    /// <exception cref="BackendException">This process may not.</exception>
    public ProbeEnd(ProbePoint point, IReadOnlyList<ProbePoint> others, ushort mark, Action<string, string, ProbeProtocol, Passage> seen)
    {
        (_point, _mark, _seen) = (point, mark, seen);
        _ways = [.. others.SelectMany(other => point.WaysTo(other).Select(way => (other, way)))];
        _socket = point.Namespace.Run(() => new ProbeSocket(point.Link.Index));
    }

    public string Name => _point.Name;

    /// <summary>To whom, and how; up to one way of each family.</summary>
    public IEnumerable<(string Other, ProbeWay Way)> Ways => _ways.Select(one => (one.Other.Name, one.Way));

    /// <summary>One round of probes.</summary>
    public async Task SendAsync(CancellationToken cancel)
    {
        foreach (var (_, way) in _ways)
        {
            await _socket.SendAsync(ProbeFrame.Ask(way), cancel);
            await SendAsync(way, _mark, cancel);
            if (_relays.TryGetValue(way.To, out var relay))
            {
                await SendAsync(way with { NextHop = relay }, (ushort)(_mark + 1), cancel);
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

    private async Task SendAsync(ProbeWay way, ushort mark, CancellationToken cancel)
    {
        await _socket.SendAsync(ProbeFrame.Echo(way, mark), cancel);
        await _socket.SendAsync(ProbeFrame.TcpSyn(way, mark), cancel);
    }

    private void Take(SeenFrame frame)
    {
        if (_ways.FirstOrDefault(one => one.Way.From.Equals(frame.To) && one.Way.To.Equals(frame.From)).Other is not { } other)
        {
            return;
        }

        if (frame.Claims is { } claimed)
        {
            if (!claimed.Equals(other.Mac))
            {
                _relays[frame.From] = claimed;
                _seen(Name, other.Name, frame.Protocol, Passage.Relayed);
            }
        }
        else if (frame.Asks || frame.Mark == _mark)
        {
            _seen(other.Name, Name, frame.Protocol, Passage.Direct);
        }
        else if (frame.Mark == _mark + 1)
        {
            _seen(other.Name, Name, frame.Protocol, Passage.Relayed);
        }
    }
}
