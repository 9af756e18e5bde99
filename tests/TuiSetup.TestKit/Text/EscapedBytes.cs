using System.Buffers;
using System.Text;

namespace TuiSetup.TestKit;

/// <summary>
/// Bytes that are not UTF-8, as strings and back: byte 0xNN is the lone surrogate U+DCNN, so that no byte is lost.
/// </summary>
public static class EscapedBytes
{
    private const int Escape = 0xdc00;

    public static byte[] Of(string text)
    {
        var bytes = new List<byte>(text.Length);
        Span<byte> encoded = stackalloc byte[4];
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var used) == OperationStatus.Done)
            {
                bytes.AddRange(encoded[..rune.EncodeToUtf8(encoded)]);
            }
            else
            {
                bytes.Add((byte)(rest[0] - Escape));
            }

            rest = rest[used..];
        }

        return [.. bytes];
    }

    public static string ToText(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (bytes.Length > 0)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var used) == OperationStatus.Done)
            {
                text.Append(rune.ToString());
            }
            else
            {
                used = 1;
                text.Append((char)(Escape + bytes[0]));
            }

            bytes = bytes[used..];
        }

        return text.ToString();
    }
}
