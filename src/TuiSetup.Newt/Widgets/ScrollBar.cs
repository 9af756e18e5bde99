using TuiSetup.Newt.Hosting;
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

        if (length > 0)
        {
            canvas.Put(column, first + (last <= 0 ? 0 : position * (length - 1) / last), "#", role);
        }
    }
}
