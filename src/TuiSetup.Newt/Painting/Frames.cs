using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Painting;

/// <summary>Lines around something.</summary>
internal static class Frames
{
    public static void Draw(Canvas canvas, int width, int height, Role role)
    {
        var line = new string('─', Math.Max(0, width - 2));
        canvas.Put(0, 0, $"┌{line}┐", role);
        for (var row = 1; row < height - 1; row++)
        {
            canvas.Put(0, row, "│", role);
            canvas.Put(width - 1, row, "│", role);
        }

        canvas.Put(0, height - 1, $"└{line}┘", role);
    }
}
