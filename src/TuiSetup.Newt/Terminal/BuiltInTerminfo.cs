namespace TuiSetup.Newt.Terminal;

/// <summary>The few terminals of an appliance whose image carries no terminfo database.</summary>
internal sealed class BuiltInTerminfo : ITerminfo
{
    private const string LineDrawing = "``aaffggiijjkkllmmnnooppqqrrssttuuvvwwxxyyzz{{||}}~~";

    /// <summary>What a VT100 knows, and whatever came after it.</summary>
    private static readonly (TerminfoString Text, string Spelling)[] Common =
    [
        (TerminfoString.CarriageReturn, "\r"),
        (TerminfoString.CursorAddress, "\e[%i%p1%d;%p2%dH"),
        (TerminfoString.EraseToEndOfRow, "\e[K"),
        (TerminfoString.MoveDown, "\e[%p1%dB"),
        (TerminfoString.MoveLeft, "\e[%p1%dD"),
        (TerminfoString.MoveRight, "\e[%p1%dC"),
        (TerminfoString.MoveUp, "\e[%p1%dA"),
        (TerminfoString.ScrollForward, "\n"),
    ];

    private static readonly TerminfoFlag[] Vt100 = [TerminfoFlag.AutoRightMargin, TerminfoFlag.EatNewlineGlitch, TerminfoFlag.MoveInStandoutMode];

    private readonly int _colors;
    private readonly TerminfoFlag[] _flags;
    private readonly Dictionary<TerminfoString, string> _texts;

    private BuiltInTerminfo(int colors, TerminfoFlag[] flags, Dictionary<TerminfoString, string> texts)
    {
        _colors = colors;
        _flags = flags;
        _texts = texts;
        foreach (var (text, spelling) in Common)
        {
            _texts[text] = spelling;
        }
    }

    public static ITerminfo? Find(string name) => name.Split('-')[0] switch
    {
        "vt100" or "vt102" or "vt220" => new BuiltInTerminfo(-1, Vt100, new()
        {
            [TerminfoString.CursorLeft] = "\b",
            [TerminfoString.AlternateCharset] = LineDrawing,
            [TerminfoString.EnableAlternateCharset] = "\e(B\e)0",
            [TerminfoString.EnterAlternateCharset] = "\x0e",
            [TerminfoString.ExitAlternateCharset] = "\x0f",
        }),
        "linux" => new BuiltInTerminfo(8, [.. Vt100, TerminfoFlag.BackColorErase], WithCursor([])),
        "ansi" => new BuiltInTerminfo(8, [TerminfoFlag.AutoRightMargin], []),
        "xterm" or "rxvt" => Emulator(name, [.. Vt100, TerminfoFlag.BackColorErase]),
        "screen" or "tmux" => Emulator(name, Vt100),
        _ => null,
    };

    public bool Flag(TerminfoFlag flag) => _flags.Contains(flag);

    public int Number(TerminfoNumber number) => _colors;

    public string? Text(TerminfoString text) => _texts.GetValueOrDefault(text);

    private static BuiltInTerminfo Emulator(string name, TerminfoFlag[] flags)
        => new(name.EndsWith("256color", StringComparison.Ordinal) ? 256 : 8, flags, WithCursor(new()
        {
            [TerminfoString.EnterCaMode] = "\e[?1049h",
            [TerminfoString.ExitCaMode] = "\e[?1049l",
            [TerminfoString.AlternateCharset] = LineDrawing,
            [TerminfoString.EnterAlternateCharset] = "\e(0",
            [TerminfoString.ExitAlternateCharset] = "\e(B",
        }));

    private static Dictionary<TerminfoString, string> WithCursor(Dictionary<TerminfoString, string> texts)
    {
        texts[TerminfoString.CursorLeft] = "\b";
        texts[TerminfoString.CursorInvisible] = "\e[?25l";
        texts[TerminfoString.CursorNormal] = "\e[?25h";
        return texts;
    }
}
