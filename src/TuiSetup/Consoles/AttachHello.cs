using System.Buffers.Binary;
using System.Text;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Text;

namespace TuiSetup.Consoles;

/// <summary>Who attaches: a name for others to read, the size, and the variables that tell what its terminal can do.</summary>
internal sealed record AttachHello(string Name, ScreenSize Size, IReadOnlyDictionary<string, string> Variables)
{
    private const int MaxName = 40, MaxTerm = 64;

    private static readonly string[] Known = ["TERM", "LANG", "LC_ALL", "LC_CTYPE", "NO_COLOR", "NEWT_MONO", "ESCDELAY"];

    /// <summary>Of this process.</summary>
    /// <param name="terminal">Its terminal.</param>
    /// <param name="variable">Its environment.</param>
    public static AttachHello Of(UnixTerminal terminal, Func<string, string?> variable)
    {
        var from = variable("SSH_CONNECTION")?.Split(' ')[0];
        return new AttachHello(
            from is { Length: > 0 } ? T("SSH from ") + from : T("another session"),
            terminal.Size,
            Known.Where(name => variable(name) is not null).ToDictionary(name => name, name => variable(name)!));
    }

    public byte[] ToBytes()
        => [.. SizeToBytes(Size), .. Encoding.UTF8.GetBytes(string.Join('\n', [Name, .. Variables.Select(pair => $"{pair.Key}={pair.Value}")]))];

    /// <summary>What was sent. <exception cref="TerminalException">It names no terminal.</exception></summary>
    public static AttachHello Parse(ReadOnlySpan<byte> bytes)
    {
        var lines = Encoding.UTF8.GetString(bytes[Math.Min(bytes.Length, sizeof(int))..]).Split('\n');
        var name = SafeText.Clean(lines[0]);
        var variables = lines.Skip(1).Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2 && Known.Contains(pair[0]))
            .DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]);
        return IsTerm(variables.GetValueOrDefault("TERM", ""))
            ? new AttachHello(name[..Math.Min(name.Length, MaxName)], SizeOf(bytes), variables)
            : throw new TerminalException(T("TERM names no terminal."));
    }

    public static byte[] SizeToBytes(ScreenSize size)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)size.Columns);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(sizeof(ushort)), (ushort)size.Rows);
        return bytes;
    }

    /// <summary>Never zero, whatever was sent.</summary>
    public static ScreenSize SizeOf(ReadOnlySpan<byte> bytes)
        => bytes.Length < sizeof(int)
            ? new ScreenSize(80, 24)
            : new ScreenSize(Math.Max(1, (int)BinaryPrimitives.ReadUInt16BigEndian(bytes)), Math.Max(1, (int)BinaryPrimitives.ReadUInt16BigEndian(bytes[sizeof(ushort)..])));

    /// <summary>A name that stays within the terminfo database.</summary>
    private static bool IsTerm(string name)
        => name.Length is > 0 and <= MaxTerm && name[0] != '.' && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '+' or '.');
}
