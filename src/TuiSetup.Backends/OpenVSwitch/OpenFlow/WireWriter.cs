using System.Buffers.Binary;

namespace TuiSetup.Backends.OpenVSwitch.OpenFlow;

/// <summary>Bytes in network order, with lengths that are filled in when a part is complete.</summary>
internal sealed class WireWriter
{
    private byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Number8(byte number) => Take(1)[0] = number;

    public void Number16(int number) => BinaryPrimitives.WriteUInt16BigEndian(Take(2), (ushort)number);

    public void Number32(uint number) => BinaryPrimitives.WriteUInt32BigEndian(Take(4), number);

    public void Number64(ulong number) => BinaryPrimitives.WriteUInt64BigEndian(Take(8), number);

    public void Zeros(int count) => Take(count).Clear();

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>Fills up to a multiple of eight, counted from a start.</summary>
    public void Pad8(int start) => Zeros((8 - ((Length - start) % 8)) % 8);

    public void Patch16(int at, int number) => BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(at), checked((ushort)number));

    private Span<byte> Take(int count)
    {
        if (Length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }

        var taken = _bytes.AsSpan(Length, count);
        Length += count;
        return taken;
    }
}
