using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Probes;

/// <summary>Whole frames of one interface (packet(7)), in the network namespace in which it was opened.</summary>
internal sealed class ProbeSocket : IDisposable
{
    /// <summary>ETH_P_ALL.</summary>
    private const ushort AllProtocols = 3;

    private readonly Socket _socket;

    /// <exception cref="BackendException">This process may not.</exception>
    public ProbeSocket(int interfaceIndex)
    {
        try
        {
            _socket = new Socket(AddressFamily.Packet, SocketType.Raw, (ProtocolType)BinaryPrimitives.ReverseEndianness(AllProtocols));
            _socket.Bind(new LinkEndPoint(interfaceIndex));
        }
        catch (SocketException refused)
        {
            _socket?.Dispose();
            throw new BackendException(BackendFailure.Failed, T($"Probes cannot be sent: {refused.Message}. Run this as root."), refused.SocketErrorCode.ToString(), refused);
        }
    }

    public async ValueTask SendAsync(byte[] frame, CancellationToken cancel)
    {
        try
        {
            await _socket.SendAsync(frame, cancel);
        }
        catch (SocketException down) when (down.SocketErrorCode is SocketError.NetworkDown)
        {
            // A host without a cable reaches nobody, which is what will be found.
        }
        catch (SocketException lost)
        {
            throw new BackendException(BackendFailure.Failed, T($"A probe could not be sent: {lost.Message}."), lost.SocketErrorCode.ToString(), lost);
        }
    }

    /// <summary>The next frame: its length in the buffer.</summary>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancel) => _socket.ReceiveAsync(buffer, cancel);

    /// <summary>The next frame: its length in the buffer, and whether the interface sent it.</summary>
    public async ValueTask<(int Length, bool IsSent)> ReceiveFromAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        var sender = new SocketAddress(AddressFamily.Packet, SocketAddress.GetMaximumAddressSize(AddressFamily.Packet));
        var length = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, sender, cancel);
        return (length, sender.Buffer.Span[LinkEndPoint.KindAt] == LinkEndPoint.Outgoing);
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>struct sockaddr_ll.</summary>
    private sealed class LinkEndPoint(int interfaceIndex) : EndPoint
    {
        public const int KindAt = 10;

        /// <summary>PACKET_OUTGOING.</summary>
        public const byte Outgoing = 4;

        private const int Size = 20, ProtocolAt = 2, IndexAt = 4;

        public override AddressFamily AddressFamily => AddressFamily.Packet;

        public override SocketAddress Serialize()
        {
            var address = new SocketAddress(AddressFamily.Packet, Size);
            BinaryPrimitives.WriteUInt16BigEndian(address.Buffer.Span[ProtocolAt..], AllProtocols);
            BitConverter.TryWriteBytes(address.Buffer.Span[IndexAt..], interfaceIndex);
            return address;
        }
    }
}
