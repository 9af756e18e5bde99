namespace TuiSetup.TestKit;

/// <summary>Where the next character goes, and how it will look; what DECSC saves.</summary>
internal sealed class VtCursor
{
    public int Row { get; set; }

    public int Column { get; set; }

    /// <summary>The last column was written: the next character goes to the next line first.</summary>
    public bool WrapPending { get; set; }

    public bool OriginMode { get; set; }

    public Cell Pen { get; set; } = Cell.Blank;

    public Charsets Charsets { get; private init; } = new();

    public VtCursor Copy() => new()
    {
        Row = Row,
        Column = Column,
        WrapPending = WrapPending,
        OriginMode = OriginMode,
        Pen = Pen,
        Charsets = Charsets.Copy(),
    };
}
