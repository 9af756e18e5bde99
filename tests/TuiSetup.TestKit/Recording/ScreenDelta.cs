using System.Globalization;
using System.Text;

namespace TuiSetup.TestKit;

/// <summary>What a program would send to a terminal to have it show one screen after another: the cells that changed, and no more.</summary>
internal static class ScreenDelta
{
    private const string Start = "\e[0m\e[2J";

    /// <summary>The sequences that lead from one screen to the next.</summary>
    /// <param name="before">What the terminal shows; null: anything.</param>
    /// <param name="after">What it shall show.</param>
    public static string Between(ScreenImage? before, ScreenImage after)
    {
        var written = new StringBuilder("\e[?25l").Append(before is null ? Start : "");
        for (var row = 0; row < after.Rows; row++)
        {
            WriteRow(written, before, after, row);
        }

        if (after.Cursor is var (cursorRow, cursorColumn))
        {
            written.Append(Place(cursorRow, cursorColumn)).Append("\e[?25h");
        }

        return written.ToString();
    }

    private static void WriteRow(StringBuilder written, ScreenImage? before, ScreenImage after, int row)
    {
        var changed = Enumerable.Range(0, after.Columns).Where(column => (before?[row, column] ?? Cell.Blank) != after[row, column]).ToArray();
        if (changed.Length == 0)
        {
            return;
        }

        // From the first change to the last: what lies between costs less than going over it. Half a character is not written.
        var (first, last) = (changed[0], changed[^1]);
        while (after[row, first].Text.Length == 0)
        {
            first--;
        }

        written.Append(Place(row, first));
        Cell? look = null;
        for (var column = first; column <= last; column++)
        {
            var cell = after[row, column];
            if (look is not { } same || !cell.SameLook(same))
            {
                written.Append(LookOf(cell));
                look = cell;
            }

            written.Append(cell.Text);
        }
    }

    private static string Place(int row, int column) => string.Create(CultureInfo.InvariantCulture, $"\e[{row + 1};{column + 1}H");

    private static string LookOf(Cell cell)
        => $"\e[0{(cell.Bold ? ";1" : "")}{(cell.Underline ? ";4" : "")}{(cell.Reverse ? ";7" : "")}{Color(cell.Fg, 30)}{Color(cell.Bg, 40)}m";

    private static string Color(CellColor color, int from) => color switch
    {
        { IsDefault: true } => "",
        { IsRgb: true } => string.Create(CultureInfo.InvariantCulture, $";{from + 8};2;{color.Value >> 16 & 0xff};{color.Value >> 8 & 0xff};{color.Value & 0xff}"),
        { Value: < 8 } => string.Create(CultureInfo.InvariantCulture, $";{from + color.Value}"),
        { Value: < 16 } => string.Create(CultureInfo.InvariantCulture, $";{from + 60 + color.Value - 8}"),
        _ => string.Create(CultureInfo.InvariantCulture, $";{from + 8};5;{color.Value}"),
    };
}
