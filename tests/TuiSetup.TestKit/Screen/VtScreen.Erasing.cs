namespace TuiSetup.TestKit;

public sealed partial class VtScreen
{
    private void EraseInLine(int what)
    {
        var (from, to) = what switch
        {
            1 => (0, cursor.Column + 1),
            2 => (0, grid.Columns),
            _ => (cursor.Column, grid.Columns),
        };
        grid.Erase(cursor.Row, from, to, cursor.Pen.Erased);
    }

    private void EraseInDisplay(int what)
    {
        var fill = cursor.Pen.Erased;
        switch (what)
        {
            case 0:
                EraseInLine(0);
                grid.EraseLines(cursor.Row + 1, grid.Rows, fill);
                break;
            case 1:
                grid.EraseLines(0, cursor.Row, fill);
                EraseInLine(1);
                break;
            case 2:
                grid.EraseLines(0, grid.Rows, fill);
                break;
        }
    }

    private void EraseCells(int count) =>
        grid.Erase(cursor.Row, cursor.Column, cursor.Column + count, cursor.Pen.Erased);

    private void InsertLines(int count)
    {
        if (cursor.Row >= grid.Top && cursor.Row <= grid.Bottom)
        {
            grid.InsertLines(cursor.Row, count, cursor.Pen.Erased);
            MoveTo(cursor.Row, 0);
        }
    }

    private void DeleteLines(int count)
    {
        if (cursor.Row >= grid.Top && cursor.Row <= grid.Bottom)
        {
            grid.DeleteLines(cursor.Row, count, cursor.Pen.Erased);
            MoveTo(cursor.Row, 0);
        }
    }

    // The screen filled with E, for adjusting a real tube.
    private void AlignmentPattern()
    {
        grid.EraseLines(0, grid.Rows, Cell.Blank.With("E"));
        grid.SetRegion(0, grid.Rows - 1);
        MoveTo(0, 0);
    }
}
