using System.Text;
using Wcwidth;

namespace TuiSetup.TestKit;

public sealed partial class VtScreen
{
    private string lastPrinted = " ";

    private void Print(Rune rune)
    {
        var width = UnicodeCalculator.GetWidth(rune.Value);
        var text = rune.ToString();
        if (width <= 0)
        {
            Combine(text);
            return;
        }

        Put(text, Math.Min(width, grid.Columns));
    }

    private void Put(string text, int width)
    {
        if (cursor.WrapPending || cursor.Column + width > grid.Columns)
        {
            Wrap(width);
        }

        if (insertMode)
        {
            grid.InsertCells(cursor.Row, cursor.Column, width, cursor.Pen.Erased);
        }

        grid.SplitWide(cursor.Row, cursor.Column);
        grid.SplitWide(cursor.Row, cursor.Column + width);
        grid[cursor.Row, cursor.Column] = cursor.Pen.With(text);
        for (var i = 1; i < width; i++)
        {
            grid[cursor.Row, cursor.Column + i] = cursor.Pen.With("");
        }

        lastPrinted = text;
        var next = cursor.Column + width;
        cursor.WrapPending = next >= grid.Columns && autowrap;
        cursor.Column = Math.Min(next, grid.Columns - 1);
    }

    private void Wrap(int width)
    {
        if (autowrap)
        {
            cursor.Column = 0;
            cursor.WrapPending = false;
            LineFeed();
        }
        else
        {
            cursor.Column = grid.Columns - width;
        }
    }

    // An accent joins the character before it.
    private void Combine(string mark)
    {
        var column = cursor.WrapPending ? cursor.Column : cursor.Column - 1;
        while (column > 0 && grid[cursor.Row, column].Text.Length == 0)
        {
            column--;
        }

        if (column >= 0)
        {
            grid[cursor.Row, column] = grid[cursor.Row, column].With(grid[cursor.Row, column].Text + mark);
        }
    }

    private void Repeat(int count)
    {
        var (text, width) = (lastPrinted, Math.Max(1, UnicodeCalculator.GetWidth(lastPrinted.EnumerateRunes().First().Value)));
        for (var i = 0; i < Math.Min(count, grid.Columns * grid.Rows); i++)
        {
            Put(text, width);
        }
    }
}
