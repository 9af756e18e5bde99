using System.Text;

namespace TuiSetup.Newt.Terminal;

/// <summary>Writes graphemes in what the terminal understands: UTF-8, the alternate character set, or ASCII.</summary>
internal sealed class LineCharacters
{
    /// <summary>From here on it is no line but an arrow or a mark; the alternate character set may do without.</summary>
    private const int FirstMark = 12;

    private const string Drawn = "┘┐┌└┼─├┤┴┬│▒↑↓▮";
    private const string Letters = "jklmnqtuvwxa-.0";
    private const string Ascii = "+++++-++++|#^v#";
    private readonly TerminalCapabilities _terminal;
    private readonly Dictionary<char, char> _alternate = [];
    private readonly bool _isPartOfStyle;
    private bool _inAlternate;

    public LineCharacters(TerminalCapabilities terminal)
    {
        _terminal = terminal;
        _isPartOfStyle = terminal.StartAlternateCharset.StartsWith("\e[", StringComparison.Ordinal);
        for (var pair = 0; pair + 1 < terminal.AlternateCharset.Length; pair += 2)
        {
            _alternate[terminal.AlternateCharset[pair]] = terminal.AlternateCharset[pair + 1];
        }
    }

    /// <summary>
    /// Some marks are control characters, as a PC has them. A terminal that shows none for them has the rest of the row
    /// one cell to the left.
    /// </summary>
    public bool MayShiftRows => _terminal.Lines == LineDrawing.AlternateCharset && _alternate.Values.Any(letter => letter < ' ');

    public void Reset(StringBuilder output)
    {
        if (_terminal.Lines == LineDrawing.AlternateCharset)
        {
            output.Append(_terminal.EnableAlternateCharset);
        }
    }

    public void Append(StringBuilder output, string grapheme)
    {
        if (_inAlternate && grapheme == " ")
        {
            // A blank is one in both sets.
            output.Append(' ');
            return;
        }

        var index = grapheme.Length == 1 ? Drawn.IndexOf(grapheme[0], StringComparison.Ordinal) : -1;
        if (index < 0 || _terminal.Lines == LineDrawing.Unicode)
        {
            End(output);
            output.Append(_terminal.Utf8 ? grapheme : ToAscii(grapheme));
        }
        else if (_terminal.Lines == LineDrawing.AlternateCharset && _alternate.TryGetValue(Letters[index], out var letter))
        {
            if (!_inAlternate)
            {
                output.Append(_terminal.StartAlternateCharset);
                _inAlternate = true;
            }

            output.Append(letter);
            if (letter < ' ')
            {
                // Only in this set is it a mark: nothing more is said in it than needed.
                End(output);
            }
        }
        else
        {
            End(output);
            output.Append(_terminal.Lines == LineDrawing.AlternateCharset && index >= FirstMark ? ' ' : Ascii[index]);
        }
    }

    /// <summary>Whether it would be written as one byte, as things are.</summary>
    public bool IsOneByte(string grapheme)
        => grapheme == " " || (_inAlternate
            ? grapheme.Length == 1 && Drawn.IndexOf(grapheme[0], StringComparison.Ordinal) is >= 0 and var index && _alternate.ContainsKey(Letters[index])
            : grapheme is [> ' ' and <= '~']);

    /// <summary>Leaves the alternate character set where the cursor must not move in it.</summary>
    public void BeforeMove(StringBuilder output)
    {
        if ((_terminal.Controls & TerminalControls.MoveInAlternateCharset) == 0)
        {
            End(output);
        }
    }

    /// <summary>Leaves the alternate character set where it is a part of the style that is about to change.</summary>
    public void BeforeStyle(StringBuilder output)
    {
        if (_isPartOfStyle)
        {
            End(output);
        }
    }

    public void End(StringBuilder output)
    {
        if (_inAlternate)
        {
            output.Append(_terminal.EndAlternateCharset);
            _inAlternate = false;
        }
    }

    /// <summary>One question mark a cell: a wide character must keep its two columns.</summary>
    private static string ToAscii(string grapheme)
        => grapheme.Length == 1 && grapheme[0] is >= ' ' and <= '~' ? grapheme : new string('?', Math.Max(1, TextWidth.Of(grapheme)));
}
