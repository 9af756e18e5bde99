using System.Buffers.Binary;

namespace TuiSetup.Backends.DBus.Watching;

/// <summary>Writes messages as a pcap file of link type DBUS (231), as <c>busctl capture</c> does and Wireshark reads.</summary>
public sealed class PcapWriter : IDisposable
{
    private const uint Magic = 0xa1b2c3d4, LinkType = 231, SnapLength = 134_217_728;

    private readonly Stream _file;

    /// <param name="file">Where it goes; it is closed with this.</param>
    public PcapWriter(Stream file)
    {
        _file = file;
        Span<byte> head = stackalloc byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(head, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(head[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(head[6..], 4);
        head[8..16].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(head[16..], SnapLength);
        BinaryPrimitives.WriteUInt32LittleEndian(head[20..], LinkType);
        _file.Write(head);
    }

    public void Write(DBusMessage message)
    {
        var octets = WireWriter.Write(message);
        var microseconds = (message.Received - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        Span<byte> head = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(head, (uint)(microseconds / 1_000_000));
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], (uint)(microseconds % 1_000_000));
        BinaryPrimitives.WriteUInt32LittleEndian(head[8..], (uint)octets.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[12..], (uint)octets.Length);
        _file.Write(head);
        _file.Write(octets);
        _file.Flush();
    }

    public void Dispose() => _file.Dispose();
}
