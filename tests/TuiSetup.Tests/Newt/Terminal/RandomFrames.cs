using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Tests.Newt.Terminal;

/// <summary>Frames as a user interface makes them, and worse: boxes, texts, wide characters, few changes and many.</summary>
internal sealed class RandomFrames(int seed, int columns, int rows)
{
    private static readonly string[] Graphemes = ["a", "Z", "#", " ", " ", "─", "│", "┌", "┘", "├", "▒", "é", "e\u0301", "字", "語"];
    private readonly Random _random = new(seed);

    public Frame Next(Frame? before)
    {
        var frame = new Frame(columns, rows);
        if (before is not null && _random.Next(4) > 0)
        {
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < columns; column++)
                {
                    frame[row, column] = before[row, column];
                }
            }
        }

        for (var count = _random.Next(6); count > 0; count--)
        {
            Draw(frame);
        }

        (frame.CursorRow, frame.CursorColumn) = (_random.Next(rows), _random.Next(columns));
        frame.CursorVisible = _random.Next(2) == 0;
        return frame;
    }

    private void Draw(Frame frame)
    {
        var style = new Style(Color(), Color(), Bold: _random.Next(4) == 0, Underline: _random.Next(6) == 0, Reverse: _random.Next(5) == 0);
        var (top, left) = (_random.Next(rows), _random.Next(columns));
        var (height, width) = (_random.Next(1, rows - top + 1), _random.Next(1, columns - left + 1));
        var blank = _random.Next(3) == 0;
        if (_random.Next(4) == 0)
        {
            // A change as typing makes it, or a cursor that moves.
            (height, width) = (1, Math.Min(width, _random.Next(1, 4)));
        }

        for (var row = top; row < top + height; row++)
        {
            for (var column = left; column < left + width; column++)
            {
                column += Put(frame, row, column, blank ? " " : Graphemes[_random.Next(Graphemes.Length)], style) - 1;
            }
        }
    }

    /// <summary>As a terminal does it: a wide character that loses one half loses both.</summary>
    private static int Put(Frame frame, int row, int column, string grapheme, Style style)
    {
        var width = grapheme is "字" or "語" ? 2 : 1;
        if (column + width > frame.Columns)
        {
            (grapheme, width) = ("x", 1);
        }

        Split(frame, row, column);
        Split(frame, row, column + width);
        frame[row, column] = new Cell(grapheme, style);
        if (width == 2)
        {
            frame[row, column + 1] = new Cell("", style);
        }

        return width;
    }

    private static void Split(Frame frame, int row, int column)
    {
        if (column > 0 && column < frame.Columns && frame[row, column].Grapheme.Length == 0)
        {
            frame[row, column - 1] = frame[row, column - 1] with { Grapheme = " " };
            frame[row, column] = frame[row, column] with { Grapheme = " " };
        }
    }

    private int Color() => _random.Next(-1, 16);
}
