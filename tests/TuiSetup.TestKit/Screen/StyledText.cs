using System.Text;

namespace TuiSetup.TestKit;

/// <summary>Writes a screen so that a person can read its looks and a test can compare them.</summary>
internal static class StyledText
{
    public static string Of(VtGrid grid) =>
        string.Join('\n', Enumerable.Range(0, grid.Rows).Select(row => Row(grid, row)));

    private static string Row(VtGrid grid, int row)
    {
        var end = grid.Columns;
        while (end > 0 && grid[row, end - 1] == Cell.Blank)
        {
            end--;
        }

        var text = new StringBuilder();
        var look = Cell.Blank;
        for (var column = 0; column < end; column++)
        {
            var cell = grid[row, column];
            if (!cell.SameLook(look))
            {
                text.Append('{').Append(cell.Style).Append('}');
                look = cell;
            }

            text.Append(cell.Text);
        }

        return end == 0 ? "" : text.Append('|').ToString();
    }
}
