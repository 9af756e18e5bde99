namespace TuiSetup.Newt.Terminal;

/// <summary>How lines are drawn.</summary>
public enum LineDrawing
{
    /// <summary>Unicode box drawing characters.</summary>
    Unicode,
    /// <summary>The alternate character set of terminfo's <c>acsc</c>, between <c>smacs</c> and <c>rmacs</c>.</summary>
    AlternateCharset,
    /// <summary>Plus, minus and bar.</summary>
    Ascii,
}

/// <summary>What a terminal can do, from its terminfo entry and the environment. Nothing is ever asked of the device.</summary>
public sealed record TerminalCapabilities
{
    /// <summary>What a terminal can do. <exception cref="TerminalException">It cannot show windows.</exception></summary>
    /// <param name="variable">TERM, LANG and their like.</param>
    public static TerminalCapabilities Read(Func<string, string?> variable) => CapabilityReader.Read(variable);

    /// <summary>Value of TERM.</summary>
    public required string Name { get; init; }

    /// <summary>Number of colours; 0 is monochrome.</summary>
    public int Colors { get; init; }

    /// <summary>Whether output is UTF-8; otherwise it is ASCII.</summary>
    public bool Utf8 { get; init; }

    public LineDrawing Lines { get; init; } = LineDrawing.Ascii;

    /// <summary>Erasing fills with the current background (terminfo <c>bce</c>).</summary>
    public bool BackColorErase { get; init; }

    /// <summary>Writing the last cell of the last row does not scroll (terminfo: not <c>am</c>, or <c>xenl</c>).</summary>
    public bool LastCellIsSafe { get; init; }

    /// <summary>Pushes the rest of the row one cell to the right; empty when there is no such thing.</summary>
    public string InsertCharacter { get; init; } = "";

    /// <summary>What else shortens the way from one frame to the next.</summary>
    public TerminalControls Controls { get; init; }

    public string EnterScreen { get; init; } = "";
    public string LeaveScreen { get; init; } = "";
    public string HideCursor { get; init; } = "";
    public string ShowCursor { get; init; } = "";

    /// <summary>Pairs of a VT100 line drawing letter and the byte this terminal wants for it.</summary>
    public string AlternateCharset { get; init; } = "";
    public string EnableAlternateCharset { get; init; } = "";
    public string StartAlternateCharset { get; init; } = "";
    public string EndAlternateCharset { get; init; } = "";

    /// <summary>How long a lone ESC waits for the rest of a key's sequence (ESCDELAY, milliseconds; 500 as in newt).</summary>
    public TimeSpan EscapeDelay { get; init; } = TimeSpan.FromMilliseconds(500);
}
