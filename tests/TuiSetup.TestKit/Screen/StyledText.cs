using System.Text;

namespace TuiSetup.TestKit;

/// <summary>Writes a screen so that a person can read its looks and a test can compare them, as the program's --screen-dump does.</summary>
internal static class StyledText
{
    public static string Of(VtGrid grid) =>
        string.Join('\n', Enumerable.Range(0, grid.Rows).Select(row => Row(grid, row)));

    /// <summary>The same of what an eye can see: a blank has no colour of its own but its background's.</summary>
    public static string OfVisible(VtGrid grid) =>
        string.Join('\n', Enumerable.Range(0, grid.Rows).Select(row => Row(VisibleCells(grid, row))));

    private static string Row(VtGrid grid, int row) => Row([.. Cells(grid, row)]);

    /// <summary>A row in which cells that look alike are alike, whatever was drawn there before.</summary>
    public static Cell[] VisibleCells(VtGrid grid, int row)
    {
        Cell[] cells = [.. Cells(grid, row)];
        var before = Cell.Blank;
        for (var column = 0; column < cells.Length; column++)
        {
            before = cells[column] = Visible(cells[column], before);
        }

        return cells;
    }

    // A blank takes the look of the cell before it where that makes no visible difference.
    private static Cell Visible(Cell cell, Cell before)
    {
        if (cell.Text != " " || cell.Underline)
        {
            return cell;
        }

        var shown = cell.Reverse ? cell.Fg : cell.Bg;
        var carried = before.Reverse ? before.Fg : before.Bg;
        return cell.Reverse == before.Reverse && shown == carried && !before.Underline
            ? before.With(" ")
            : cell.Reverse ? Cell.Blank with { Fg = shown, Reverse = true } : Cell.Blank with { Bg = shown };
    }

    private static IEnumerable<Cell> Cells(VtGrid grid, int row) =>
        Enumerable.Range(0, grid.Columns).Select(column => grid[row, column]);

    private static string Row(Cell[] cells)
    {
        var end = cells.Length;
        while (end > 0 && cells[end - 1] == Cell.Blank)
        {
            end--;
        }

        var text = new StringBuilder();
        var look = Cell.Blank;
        for (var column = 0; column < end; column++)
        {
            var cell = cells[column];
            if (!cell.SameLook(look))
            {
                text.Append('{').Append(cell.Style).Append('}');
                look = cell;
            }

            text.Append(cell.Text == "{" ? "{{" : cell.Text);
        }

        return end == 0 ? "" : text.Append('|').ToString();
    }
}
