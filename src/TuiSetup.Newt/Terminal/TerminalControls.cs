namespace TuiSetup.Newt.Terminal;

/// <summary>Controls that make frames short where terminfo has them; without any, the cursor goes to a place by its row and column.</summary>
[Flags]
public enum TerminalControls
{
    None = 0,

    /// <summary>BS goes one cell back (<c>cub1</c>).</summary>
    Backspace = 1 << 0,

    /// <summary>CR and LF go to the start of the next row (<c>cr</c>, <c>cud1</c> or <c>ind</c>).</summary>
    NextRow = 1 << 1,

    /// <summary>CUF, cells to the right (<c>cuf</c>).</summary>
    Forward = 1 << 2,

    /// <summary>CUB, cells to the left (<c>cub</c>).</summary>
    Back = 1 << 3,

    /// <summary>CUU, rows up (<c>cuu</c>).</summary>
    Up = 1 << 4,

    /// <summary>CUD, rows down (<c>cud</c>).</summary>
    Down = 1 << 5,

    /// <summary>CHA, a column of this row (<c>hpa</c>).</summary>
    ColumnAddress = 1 << 6,

    /// <summary>VPA, a row of this column (<c>vpa</c>).</summary>
    RowAddress = 1 << 7,

    /// <summary>EL, blanks to the end of the row (<c>el</c>).</summary>
    EraseRow = 1 << 8,

    /// <summary>ECH, a number of blanks (<c>ech</c>).</summary>
    EraseCells = 1 << 9,

    /// <summary>The cursor may move while the alternate character set is on (<c>msgr</c>).</summary>
    MoveInAlternateCharset = 1 << 10,
}
