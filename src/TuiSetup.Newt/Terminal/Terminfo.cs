using System.Buffers.Binary;
using System.Text;

namespace TuiSetup.Newt.Terminal;

/// <summary>Index of a boolean capability in a compiled terminfo entry (term(5), order of term.h).</summary>
internal enum TerminfoFlag { AutoRightMargin = 1, EatNewlineGlitch = 4, MoveInStandoutMode = 14, BackColorErase = 28 }

/// <summary>Index of a numeric capability.</summary>
internal enum TerminfoNumber { MaxColors = 13 }

/// <summary>Index of a string capability.</summary>
internal enum TerminfoString
{
    CarriageReturn = 2,
    EraseToEndOfRow = 6,
    ColumnAddress = 8,
    CursorAddress = 10,
    CursorDown = 11,
    CursorInvisible = 13,
    CursorLeft = 14,
    CursorNormal = 16,
    EnterAlternateCharset = 25,
    EnterCaMode = 28,
    EraseCharacters = 37,
    ExitAlternateCharset = 38,
    ExitCaMode = 40,
    InsertCharacter = 52,
    MoveDown = 107,
    InsertCharacters = 108,
    MoveLeft = 111,
    MoveRight = 112,
    MoveUp = 114,
    RowAddress = 127,
    ScrollForward = 129,
    AlternateCharset = 146,
    EnableAlternateCharset = 155,
}

/// <summary>A compiled terminfo entry, see term(5): legacy and 32-bit number formats.</summary>
internal sealed class Terminfo : ITerminfo
{
    private const int Legacy = 0x011A;
    private const int WideNumbers = 0x021E;

    private readonly byte[] _data;
    private readonly int _flags, _numbers, _strings, _table, _flagCount, _numberCount, _stringCount, _numberSize;

    private Terminfo(byte[] data)
    {
        _data = data;
        var magic = Short(0);
        _numberSize = magic == WideNumbers ? 4 : 2;
        _flagCount = Short(4);
        _numberCount = Short(6);
        _stringCount = Short(8);
        _flags = 12 + Short(2);
        _numbers = _flags + _flagCount;
        _numbers += _numbers & 1;
        _strings = _numbers + (_numberCount * _numberSize);
        _table = _strings + (_stringCount * 2);
        if (magic is not (Legacy or WideNumbers) || Short(2) < 0 || _flagCount < 0 || _numberCount < 0 || _stringCount < 0 || _table > data.Length)
        {
            throw new InvalidDataException("not a compiled terminfo entry");
        }
    }

    /// <summary>Looks the entry up where ncurses does: TERMINFO, ~/.terminfo, then the system's folders.</summary>
    public static Terminfo? Find(string name, Func<string, string?> variable)
    {
        if (name.Contains('/', StringComparison.Ordinal) || name[0] == '.')
        {
            return null;
        }

        string?[] folders =
        [
            variable("TERMINFO"),
            variable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".terminfo") : null,
            "/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo",
        ];
        foreach (var folder in folders)
        {
            if (string.IsNullOrEmpty(folder))
            {
                continue;
            }

            var file = Path.Combine(folder, name[..1], name);
            if (File.Exists(file) && TryRead(file) is { } entry)
            {
                return entry;
            }
        }

        return null;
    }

    public bool Flag(TerminfoFlag flag) => (int)flag < _flagCount && _data[_flags + (int)flag] == 1;

    public int Number(TerminfoNumber number)
    {
        if ((int)number >= _numberCount)
        {
            return -1;
        }

        var at = _numbers + ((int)number * _numberSize);
        return _numberSize == 2 ? Short(at) : BinaryPrimitives.ReadInt32LittleEndian(_data.AsSpan(at));
    }

    public string? Text(TerminfoString text)
    {
        if ((int)text >= _stringCount || Short(_strings + ((int)text * 2)) is not (>= 0 and var offset) || _table + offset > _data.Length)
        {
            return null;
        }

        var bytes = _data.AsSpan(_table + offset);
        var end = bytes.IndexOf((byte)0);
        return end < 0 ? null : Encoding.Latin1.GetString(bytes[..end]);
    }

    private int Short(int at) => BinaryPrimitives.ReadInt16LittleEndian(_data.AsSpan(at));

    private static Terminfo? TryRead(string file)
    {
        try
        {
            return new Terminfo(File.ReadAllBytes(file));
        }
        catch (Exception damaged) when (damaged is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
