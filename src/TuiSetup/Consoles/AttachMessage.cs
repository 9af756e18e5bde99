using System.Buffers.Binary;
using System.Net.Sockets;

namespace TuiSetup.Consoles;

/// <summary>What a message over the socket of <c>tuisetup console</c> is about.</summary>
internal enum AttachKind : byte
{
    /// <summary>From whoever attaches, first of all: <see cref="AttachHello"/>.</summary>
    Hello = (byte)'H',

    /// <summary>What was typed.</summary>
    Keys = (byte)'K',

    /// <summary>A new size: columns and rows, two bytes each.</summary>
    Size = (byte)'S',

    /// <summary>To whoever attaches: what its terminal is to show.</summary>
    Output = (byte)'O',

    /// <summary>The last message: an exit code, in one byte.</summary>
    End = (byte)'E',
}

/// <summary>A message over the socket: its kind, the length of its content in two bytes, the content. Numbers begin with the high byte.</summary>
internal sealed record AttachMessage(AttachKind Kind, byte[] Content)
{
    private const int HeaderSize = 3;

    /// <summary>The most that one message holds.</summary>
    public const int MaxContent = ushort.MaxValue;

    /// <summary>Sends it whole. <exception cref="SocketException">Nobody takes it.</exception></summary>
    public static void Send(Socket socket, AttachKind kind, ReadOnlySpan<byte> content)
    {
        do
        {
            var part = content[..Math.Min(content.Length, MaxContent)];
            var bytes = new byte[HeaderSize + part.Length];
            bytes[0] = (byte)kind;
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(1), (ushort)part.Length);
            part.CopyTo(bytes.AsSpan(HeaderSize));
            for (var sent = 0; sent < bytes.Length;)
            {
                sent += socket.Send(bytes.AsSpan(sent));
            }

            content = content[part.Length..];
        }
        while (content.Length > 0);
    }

    /// <summary>The next one; null when the other side is gone.</summary>
    public static AttachMessage? Receive(Socket socket)
    {
        var header = new byte[HeaderSize];
        if (!Fill(socket, header))
        {
            return null;
        }

        var content = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(1))];
        return Fill(socket, content) ? new AttachMessage((AttachKind)header[0], content) : null;
    }

    private static bool Fill(Socket socket, Span<byte> buffer)
    {
        try
        {
            while (buffer.Length > 0)
            {
                var count = socket.Receive(buffer);
                if (count == 0)
                {
                    return false;
                }

                buffer = buffer[count..];
            }

            return true;
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }
}
