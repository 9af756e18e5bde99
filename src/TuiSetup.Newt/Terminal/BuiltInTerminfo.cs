namespace TuiSetup.Newt.Terminal;

/// <summary>The few terminals of an appliance whose image carries no terminfo database.</summary>
internal sealed class BuiltInTerminfo : ITerminfo
{
    private const string LineDrawing = "``aaffggiijjkkllmmnnooppqqrrssttuuvvwwxxyyzz{{||}}~~";
    private readonly int _colors;
    private readonly bool _backColorErase;
    private readonly Dictionary<TerminfoString, string> _texts;

    private BuiltInTerminfo(int colors, bool backColorErase, Dictionary<TerminfoString, string> texts)
    {
        _colors = colors;
        _backColorErase = backColorErase;
        _texts = texts;
        _texts[TerminfoString.CursorAddress] = "\e[%i%p1%d;%p2%dH";
    }

    public static ITerminfo? Find(string name) => name.Split('-')[0] switch
    {
        "vt100" or "vt102" or "vt220" => new BuiltInTerminfo(-1, false, new()
        {
            [TerminfoString.AlternateCharset] = LineDrawing,
            [TerminfoString.EnableAlternateCharset] = "\e(B\e)0",
            [TerminfoString.EnterAlternateCharset] = "\x0e",
            [TerminfoString.ExitAlternateCharset] = "\x0f",
        }),
        "linux" => new BuiltInTerminfo(8, true, WithCursor([])),
        "ansi" => new BuiltInTerminfo(8, false, []),
        "xterm" or "screen" or "tmux" or "rxvt" => new BuiltInTerminfo(name.EndsWith("256color", StringComparison.Ordinal) ? 256 : 8, true, WithCursor(new()
        {
            [TerminfoString.EnterCaMode] = "\e[?1049h",
            [TerminfoString.ExitCaMode] = "\e[?1049l",
            [TerminfoString.AlternateCharset] = LineDrawing,
            [TerminfoString.EnterAlternateCharset] = "\e(0",
            [TerminfoString.ExitAlternateCharset] = "\e(B",
        })),
        _ => null,
    };

    public bool Flag(TerminfoFlag flag) => flag switch
    {
        TerminfoFlag.BackColorErase => _backColorErase,
        _ => true,
    };

    public int Number(TerminfoNumber number) => _colors;

    public string? Text(TerminfoString text) => _texts.GetValueOrDefault(text);

    private static Dictionary<TerminfoString, string> WithCursor(Dictionary<TerminfoString, string> texts)
    {
        texts[TerminfoString.CursorInvisible] = "\e[?25l";
        texts[TerminfoString.CursorNormal] = "\e[?25h";
        return texts;
    }
}
