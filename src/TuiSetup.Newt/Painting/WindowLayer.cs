using TuiSetup.Newt.Hosting;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Painting;

/// <summary>One window on the stack: border, title, shadow, and its widgets at their places.</summary>
internal sealed class WindowLayer(string? title, WindowView view)
{
    public void Paint(Canvas screen)
    {
        var inside = view.Inside;
        var (width, height) = (inside.Width, inside.Height);
        var canvas = screen.Part(new Area(inside.Column - 1, inside.Row - 1, width + 3, height + 3));
        Frames.Draw(canvas, width + 2, height + 2, Role.Border);
        canvas.Fill(1, 1, width, height, Role.Window);
        canvas.Fill(width + 2, 1, 1, height + 2, Role.Shadow);
        canvas.Fill(1, height + 2, width + 2, 1, Role.Shadow);
        PaintTitle(canvas, width);

        PaintWidgets(screen.From(inside), view.Widgets);
    }

    /// <summary>As in newt, the form has a ground of its own below all of its widgets, also where they reach over the border.</summary>
    private static void PaintWidgets(Canvas inside, IReadOnlyList<WidgetView> widgets)
    {
        if (widgets.Count == 0)
        {
            return;
        }

        var (left, top) = (widgets.Min(widget => widget.Area.Column), widgets.Min(widget => widget.Area.Row));
        inside.Fill(left, top, widgets.Max(widget => widget.Area.Right) - left, widgets.Max(widget => widget.Area.Bottom) - top, Role.Window);
        foreach (var view in widgets)
        {
            if (view.Visible)
            {
                var canvas = inside.Part(view.Area);
                view.Widget.Draw(view.Widget.Styles is { } styles ? canvas.In(canvas.Looks with { Instead = styles }) : canvas);
            }
        }
    }

    private void PaintTitle(Canvas canvas, int width)
    {
        if (title is null)
        {
            return;
        }

        var text = SafeText.Clean(TextWidth.Cut(title, width - 4));
        var cells = TextWidth.Of(text);
        var column = 1 + ((width - (cells + 4)) / 2);
        canvas.Put(column, 0, "┤ ", Role.Border);
        canvas.Put(column + 2, 0, text, Role.Title);
        canvas.Put(column + 2 + cells, 0, " ├", Role.Border);
    }
}
