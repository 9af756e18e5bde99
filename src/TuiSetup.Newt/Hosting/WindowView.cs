using System.Drawing;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Hosting;

/// <summary>One window on the stack: border, title, shadow, and its widgets' views inside.</summary>
internal sealed class WindowView : Runnable
{
    private readonly string _title;
    private readonly Func<(Theme Theme, bool Color)> _looks;

    public WindowView(string title, Func<(Theme, bool)> looks)
    {
        _title = title;
        _looks = looks;
        CanFocus = true;

        // The shadow is an L: what it leaves free belongs to the windows below.
        ViewportSettings |= ViewportSettingsFlags.Transparent;
    }

    /// <summary>Places the inside; the border is one cell around it, the shadow one more to the right and below.</summary>
    public void PlaceAt(int column, int row, int width, int height)
    {
        X = column - 1;
        Y = row - 1;
        Width = width + 3;
        Height = height + 3;
    }

    protected override bool OnClearingViewport() => true;

    protected override bool OnDrawingText(DrawContext? context) => true;

    protected override bool OnDrawingContent(DrawContext? context)
    {
        var (theme, color) = _looks();
        var (width, height) = (Viewport.Width - 3, Viewport.Height - 3);
        var canvas = new Canvas(this, theme, color, Viewport.Width, Viewport.Height);

        canvas.Put(0, 0, $"┌{new string('─', width)}┐", Role.Border);
        for (var row = 1; row <= height; row++)
        {
            canvas.Put(0, row, "│", Role.Border);
            canvas.Fill(1, row, width, 1, Role.Window);
            canvas.Put(width + 1, row, "│", Role.Border);
            canvas.Put(width + 2, row, " ", Role.Shadow);
        }

        canvas.Put(0, height + 1, $"└{new string('─', width)}┘", Role.Border);
        canvas.Put(width + 2, height + 1, " ", Role.Shadow);
        canvas.Fill(1, height + 2, width + 2, 1, Role.Shadow);
        DrawTitle(canvas, width);

        context?.AddDrawnRectangle(ViewportToScreen(new Rectangle(0, 0, width + 2, height + 2)));
        context?.AddDrawnRectangle(ViewportToScreen(new Rectangle(width + 2, 1, 1, height + 2)));
        context?.AddDrawnRectangle(ViewportToScreen(new Rectangle(1, height + 2, width + 2, 1)));
        return true;
    }

    private void DrawTitle(Canvas canvas, int width)
    {
        var title = TextWidth.Cut(_title, width - 4);
        if (title.Length == 0)
        {
            return;
        }

        var cells = TextWidth.Of(SafeText.Clean(title));
        var column = 1 + ((width - (cells + 4)) / 2);
        canvas.Put(column, 0, "┤", Role.Border);
        canvas.Put(column + 1, 0, $" {title} ", Role.Title);
        canvas.Put(column + 3 + cells, 0, "├", Role.Border);
    }
}
