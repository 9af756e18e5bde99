using System.Buffers.Binary;

namespace TuiSetup.TestKit;

/// <summary>The line discipline as the child has left it.</summary>
public readonly record struct TerminalModes(bool Canonical, bool Echo, bool Signals, bool OutputProcessing)
{
    internal static unsafe TerminalModes Of(int fd)
    {
        var termios = stackalloc byte[256];
        Libc.Checked(Libc.tcgetattr(fd, termios), "tcgetattr");
        var output = Word(termios + 4);
        var local = Word(termios + 12);
        return new((local & 2) != 0, (local & 8) != 0, (local & 1) != 0, (output & 1) != 0);
    }

    /// <summary>The flags and control characters, in digits.</summary>
    internal static unsafe string AllOf(int fd)
    {
        const int FlagsAndCharacters = (4 * 4) + 1 + 32;
        var termios = stackalloc byte[256];
        Libc.Checked(Libc.tcgetattr(fd, termios), "tcgetattr");
        return Convert.ToHexString(new ReadOnlySpan<byte>(termios, FlagsAndCharacters));
    }

    private static unsafe uint Word(byte* at) => BinaryPrimitives.ReadUInt32LittleEndian(new ReadOnlySpan<byte>(at, 4));
}
