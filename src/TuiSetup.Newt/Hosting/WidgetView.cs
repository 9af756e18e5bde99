using Terminal.Gui.ViewBase;
using TuiSetup.Newt.Themes;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Newt.Hosting;

/// <summary>The Terminal.Gui view behind one widget: place, focus and clipping are its own, looks are the widget's.</summary>
internal sealed class WidgetView : View
{
    private readonly Widget _widget;
    private readonly Func<(Theme Theme, bool Color)> _looks;

    public WidgetView(Widget widget, Func<(Theme, bool)> looks)
    {
        _widget = widget;
        _looks = looks;
        CanFocus = widget.TakesFocus;
    }

    /// <summary>Cells, in the window's inside.</summary>
    public void PlaceAt(int column, int row, int width, int height)
    {
        X = column;
        Y = row;
        Width = width;
        Height = height;
    }

    protected override bool OnClearingViewport() => true;

    protected override bool OnDrawingText(DrawContext? context) => true;

    protected override bool OnDrawingContent(DrawContext? context)
    {
        var (theme, color) = _looks();
        _widget.Draw(new Canvas(this, theme, color, Viewport.Width, Viewport.Height));
        return true;
    }
}
