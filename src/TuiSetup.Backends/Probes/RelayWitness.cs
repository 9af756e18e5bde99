using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Probes;

/// <summary>
/// Counts the probes that a relay on layer 2 passes on. They reach their receiver as they were sent, and nothing in them
/// tells of the relay; but each of them comes into the switch by the relay's port.
/// </summary>
internal sealed class RelayWitness : IDisposable
{
    private readonly ProbeWire _wire;
    private readonly ushort _mark;
    private readonly ProbeSocket _socket;
    private readonly ConcurrentDictionary<(IPAddress From, IPAddress To, ProbeProtocol Protocol), int> _passedOn = new();

    /// <param name="wire">The relay's port.</param>
    /// <param name="mark">Of the probes.</param>
    /// <exception cref="BackendException">This process may not.</exception>
    public RelayWitness(ProbeWire wire, ushort mark)
    {
        (_wire, _mark) = (wire, mark);
        _socket = wire.Namespace.Run(() => new ProbeSocket(wire.Link.Index));
    }

    /// <summary>How many probes of a way and a protocol it has seen.</summary>
    public int Count(ProbeWay way, ProbeProtocol protocol) => _passedOn.GetValueOrDefault((way.From, way.To, protocol));

    /// <inheritdoc cref="ProbeEnd.ListenAsync"/>
    public async Task ListenAsync(CancellationToken cancel)
    {
        var buffer = new byte[ProbeEnd.FrameSize];
        try
        {
            while (true)
            {
                var (length, isSent) = await _socket.ReceiveFromAsync(buffer, cancel);
                if (isSent == _wire.IsHosts && ProbeFrame.Read(buffer.AsSpan(0, length)) is { } frame && (frame.Asks || (frame.Claims is null && frame.Mark == _mark)))
                {
                    _passedOn.AddOrUpdate((frame.From, frame.To, frame.Protocol), 1, (_, count) => count + 1);
                }
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException)
        {
            // All rounds are over, or the interface went down and passes nothing on any more.
        }
    }

    public void Dispose() => _socket.Dispose();
}
