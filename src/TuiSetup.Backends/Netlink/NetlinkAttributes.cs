using System.Runtime.InteropServices;

namespace TuiSetup.Backends.Netlink;

/// <summary>Attributes of rtnetlink(7): each a length, a type and a value, at a multiple of four.</summary>
internal static class NetlinkAttributes
{
    private const int HeaderSize = 4;

    /// <summary>NLA_F_NESTED and NLA_F_NET_BYTEORDER are no part of a type.</summary>
    private const int TypeMask = 0x3fff;

    /// <summary>The first value of a type; empty when there is none.</summary>
    /// <param name="entry">A message without its header.</param>
    /// <param name="offset">Where its attributes begin.</param>
    /// <param name="type">The type.</param>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> entry, int offset, int type)
    {
        for (var at = offset; at + HeaderSize <= entry.Length;)
        {
            var length = MemoryMarshal.Read<ushort>(entry[at..]);
            if ((MemoryMarshal.Read<ushort>(entry[(at + 2)..]) & TypeMask) == type && length >= HeaderSize && at + length <= entry.Length)
            {
                return entry.Slice(at + HeaderSize, length - HeaderSize);
            }

            at += Math.Max(HeaderSize, (length + 3) & ~3);
        }

        return [];
    }

    /// <summary>The number in the first value of a type; null when there is none.</summary>
    /// <inheritdoc cref="Find"/>
    public static int? FindNumber(ReadOnlySpan<byte> entry, int offset, int type)
        => Find(entry, offset, type) is { Length: sizeof(int) } value ? MemoryMarshal.Read<int>(value) : null;

    /// <summary>A message's body with one attribute.</summary>
    public static byte[] With(ReadOnlySpan<byte> header, int type, ReadOnlySpan<byte> value)
    {
        var body = new byte[((header.Length + 3) & ~3) + HeaderSize + ((value.Length + 3) & ~3)];
        header.CopyTo(body);
        var at = (header.Length + 3) & ~3;
        MemoryMarshal.Write(body.AsSpan(at), (ushort)(HeaderSize + value.Length));
        MemoryMarshal.Write(body.AsSpan(at + 2), (ushort)type);
        value.CopyTo(body.AsSpan(at + HeaderSize));
        return body;
    }
}
