using TuiSetup.Newt.Painting;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Widgets;

/// <summary>newt's vertical scroll bar: arrows at its ends, a mark at the place.</summary>
internal static class ScrollBar
{
    public static void Draw(Canvas canvas, int column, int position, int last, Role role)
    {
        var arrows = canvas.Rows >= 2;
        var (first, length) = arrows ? (1, canvas.Rows - 2) : (0, canvas.Rows);
        for (var row = 0; row < length; row++)
        {
            canvas.Put(column, first + row, "▒", role);
        }

        if (arrows)
        {
            canvas.Put(column, 0, "↑", role);
            canvas.Put(column, canvas.Rows - 1, "↓", role);
        }

        // In two rows only the arrows fit: the mark hides the one that cannot be followed.
        var mark = arrows ? (position * (canvas.Rows - 3) / Math.Max(1, last)) + 1 : position * (canvas.Rows - 1) / Math.Max(1, last);
        canvas.Put(column, mark, "▮", role);
    }
}
