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
    private bool _inAlternate;

    public LineCharacters(TerminalCapabilities terminal)
    {
        _terminal = terminal;
        for (var pair = 0; pair + 1 < terminal.AlternateCharset.Length; pair += 2)
        {
            _alternate[terminal.AlternateCharset[pair]] = terminal.AlternateCharset[pair + 1];
        }
    }

    public void Reset(StringBuilder output)
    {
        if (_terminal.Lines == LineDrawing.AlternateCharset)
        {
            output.Append(_terminal.EnableAlternateCharset);
        }
    }

    public void Append(StringBuilder output, string grapheme)
    {
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
        }
        else
        {
            End(output);
            output.Append(_terminal.Lines == LineDrawing.AlternateCharset && index >= FirstMark ? ' ' : Ascii[index]);
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
        => grapheme.Length == 1 && grapheme[0] is >= ' ' and <= '~' ? grapheme : new string('?', Math.Max(1, Text.TextWidth.Of(grapheme)));
}
