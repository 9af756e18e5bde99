using System.Buffers.Binary;

namespace TuiSetup.Newt.Whiptail.Session;

/// <summary>A message between a call and its session.</summary>
internal sealed record Message(MessageKind Kind, byte[] Content)
{
    public const int HeaderSize = 5;

    /// <summary>As much as a command line and a text file need.</summary>
    public const int MaxContent = 64 * 1024 * 1024;

    public byte[] ToBytes()
    {
        var bytes = new byte[HeaderSize + Content.Length];
        bytes[0] = (byte)Kind;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(1), Content.Length);
        Content.CopyTo(bytes.AsSpan(HeaderSize));
        return bytes;
    }

    /// <summary>The length of what follows a header. <exception cref="IOException">It is none of ours.</exception></summary>
    public static int ContentSize(ReadOnlySpan<byte> header)
        => BinaryPrimitives.ReadInt32LittleEndian(header[1..]) is var size and >= 0 and <= MaxContent
            ? size
            : throw new IOException(T("What came over the session's socket is no message."));
}
