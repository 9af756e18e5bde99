using System.Globalization;
using System.Text;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Dumps;

/// <summary>
/// A frame as text with its looks. The first line is <c>80x24 cursor 12,34 hidden</c>, the cursor's row and column
/// counted from 1. Then comes a line a row: <c>{7/4b}</c> stands before what has foreground 7 on background 4 and is
/// bold (u is underlined, r reversed, - the terminal's default), a { of the text is written {{, and a bar ends a row
/// that is not empty.
/// </summary>
internal static class FrameText
{
    public static string Of(Frame frame)
    {
        var text = new StringBuilder();
        var cursor = frame.CursorVisible ? "shown" : "hidden";
        text.Append(CultureInfo.InvariantCulture, $"{frame.Columns}x{frame.Rows} cursor {frame.CursorRow + 1},{frame.CursorColumn + 1} {cursor}\n");
        for (var row = 0; row < frame.Rows; row++)
        {
            Append(text, frame, row);
            text.Append('\n');
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Frame frame, int row)
    {
        var end = frame.Columns;
        while (end > 0 && frame[row, end - 1] == Cell.Blank)
        {
            end--;
        }

        var look = Style.Plain;
        for (var column = 0; column < end; column++)
        {
            var cell = frame[row, column];
            if (cell.Style != look)
            {
                look = cell.Style;
                text.Append('{').Append(Look(look)).Append('}');
            }

            text.Append(cell.Grapheme == "{" ? "{{" : cell.Grapheme);
        }

        text.Append(end > 0 ? "|" : "");
    }

    private static string Look(Style style)
        => $"{Color(style.Foreground)}/{Color(style.Background)}{(style.Bold ? "b" : "")}{(style.Underline ? "u" : "")}{(style.Reverse ? "r" : "")}";

    private static string Color(int color) => color < 0 ? "-" : color.ToString(CultureInfo.InvariantCulture);
}
