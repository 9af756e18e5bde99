namespace TuiSetup.Newt.Terminal;

/// <summary>Blanks of one style, side by side in a row of a new frame.</summary>
/// <param name="End">First column that is none of them.</param>
/// <param name="Different">How many of them the frame before does not show.</param>
/// <param name="LastDifferent">Column of the last one of those.</param>
internal readonly record struct BlankRun(int End, int Different, int LastDifferent)
{
    public static BlankRun At(Frame before, Frame after, int row, int column)
    {
        var style = after[row, column].Style;
        var (different, last) = (0, column - 1);
        for (; column < after.Columns && after[row, column] is { Grapheme: " " } cell && cell.Style == style; column++)
        {
            if (before[row, column] != cell)
            {
                (different, last) = (different + 1, column);
            }
        }

        return new BlankRun(column, different, last);
    }
}
