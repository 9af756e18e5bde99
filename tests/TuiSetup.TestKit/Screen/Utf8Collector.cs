using System.Buffers;
using System.Text;

namespace TuiSetup.TestKit;

/// <summary>Puts the bytes of one character together.</summary>
internal sealed class Utf8Collector
{
    private readonly byte[] bytes = new byte[4];
    private int count;

    public void Clear() => count = 0;

    /// <summary>True with a character, or with U+FFFD for bytes that make none.</summary>
    public bool TryTake(byte value, out Rune rune)
    {
        bytes[count++] = value;
        var status = Rune.DecodeFromUtf8(bytes.AsSpan(0, count), out rune, out var used);
        if (status == OperationStatus.NeedMoreData)
        {
            return false;
        }

        var startsAnother = status == OperationStatus.InvalidData && used < count && value >= 0xc2;
        count = 0;
        if (startsAnother)
        {
            bytes[count++] = value;
        }

        return true;
    }
}
