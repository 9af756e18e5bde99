namespace TuiSetup.TestKit;

public sealed partial class VtScreen
{
    private const int TabWidth = 8;

    private SortedSet<int> tabs;
    private VtCursor saved = new();
    private int bells;

    private static SortedSet<int> DefaultTabs(int columns) =>
        [.. Enumerable.Range(1, Math.Max(0, (columns - 1) / TabWidth)).Select(i => i * TabWidth)];

    private void MoveTo(int row, int column)
    {
        cursor.Row = Math.Clamp(row, 0, grid.Rows - 1);
        cursor.Column = Math.Clamp(column, 0, grid.Columns - 1);
        cursor.WrapPending = false;
    }

    /// <summary>Moves to a place as a program gives it: from the scroll region's top in origin mode.</summary>
    private void MoveToAddress(int row, int column)
    {
        if (cursor.OriginMode)
        {
            MoveTo(Math.Min(grid.Top + row, grid.Bottom), column);
        }
        else
        {
            MoveTo(row, column);
        }
    }

    // Relative moves stop at the scroll region's borders when they begin inside.
    private void MoveRows(int rows)
    {
        var target = cursor.Row + rows;
        if (rows < 0 && cursor.Row >= grid.Top)
        {
            target = Math.Max(target, grid.Top);
        }
        else if (rows > 0 && cursor.Row <= grid.Bottom)
        {
            target = Math.Min(target, grid.Bottom);
        }

        MoveTo(target, cursor.Column);
    }

    private void MoveColumns(int columns) => MoveTo(cursor.Row, cursor.Column + columns);

    private void LineFeed()
    {
        if (cursor.Row == grid.Bottom)
        {
            grid.ScrollUp(1, cursor.Pen.Erased);
        }
        else
        {
            MoveTo(cursor.Row + 1, cursor.Column);
        }
    }

    private void ReverseIndex()
    {
        if (cursor.Row == grid.Top)
        {
            grid.ScrollDown(1, cursor.Pen.Erased);
        }
        else
        {
            MoveTo(cursor.Row - 1, cursor.Column);
        }
    }

    private void Tab(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var next = tabs.GetViewBetween(cursor.Column + 1, int.MaxValue);
            MoveTo(cursor.Row, next.Count > 0 ? next.Min : grid.Columns - 1);
        }
    }

    private void BackTab(int count)
    {
        for (var i = 0; i < count && cursor.Column > 0; i++)
        {
            var before = tabs.GetViewBetween(0, cursor.Column - 1);
            MoveTo(cursor.Row, before.Count > 0 ? before.Max : 0);
        }
    }

    private void ClearTabs(int what)
    {
        if (what == 3)
        {
            tabs.Clear();
        }
        else
        {
            tabs.Remove(cursor.Column);
        }
    }

    private void SaveCursor() => saved = cursor.Copy();

    private void RestoreCursor()
    {
        cursor = saved.Copy();
        var wrap = cursor.WrapPending;
        MoveTo(cursor.Row, cursor.Column);
        cursor.WrapPending = wrap;
    }

    private void SetRegion(int top, int bottom)
    {
        bottom = Math.Min(bottom, grid.Rows);
        if (top < bottom)
        {
            grid.SetRegion(top - 1, bottom - 1);
            MoveToAddress(0, 0);
        }
    }

    private void Control(byte value)
    {
        switch (value)
        {
            case 0x05:
                queries.Add("ENQ");
                break;
            case 0x07:
                bells++;
                break;
            case 0x08:
                MoveColumns(-1);
                break;
            case 0x09:
                Tab(1);
                break;
            case 0x0a or 0x0b or 0x0c:
                LineFeed();
                break;
            case 0x0d:
                MoveTo(cursor.Row, 0);
                break;
            case 0x0e:
                cursor.Charsets.ShiftOut();
                break;
            case 0x0f:
                cursor.Charsets.ShiftIn();
                break;
        }
    }
}
