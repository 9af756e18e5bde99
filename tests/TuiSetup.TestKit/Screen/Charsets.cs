namespace TuiSetup.TestKit;

/// <summary>The terminal's character sets: which of two is in use, and what it makes of a byte.</summary>
internal sealed class Charsets
{
    private const string LineDrawing = " ◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";
    private const char FirstDrawn = '_';

    // The shapes of code page 437 that a Linux console shows after SGR 11.
    private const string ConsoleShapes = "░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀";
    private const byte FirstShape = 0xb0;

    private char first = 'B', second = 'B';
    private bool shifted;

    public bool ConsoleFont { get; set; }

    public void ShiftOut() => shifted = true;

    public void ShiftIn() => shifted = false;

    public void Designate(char slot, char set)
    {
        if (slot == '(')
        {
            first = set;
        }
        else if (slot == ')')
        {
            second = set;
        }
    }

    public char Map(byte value)
    {
        if (ConsoleFont && value >= FirstShape && value - FirstShape < ConsoleShapes.Length)
        {
            return ConsoleShapes[value - FirstShape];
        }

        var drawing = (shifted ? second : first) is '0' or '2';
        return drawing && value is >= (byte)FirstDrawn and < 0x7f ? LineDrawing[value - FirstDrawn] : (char)value;
    }

    public Charsets Copy() => (Charsets)MemberwiseClone();
}
