using Terminal.Gui.ViewBase;
using TuiSetup.Newt.Painting;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Newt.Hosting;

/// <summary>The Terminal.Gui view behind one widget: it has the place in the window, and the focus. Looks are the widget's.</summary>
internal sealed class WidgetView : View
{
    private Area _area;

    public WidgetView(Widget widget)
    {
        Widget = widget;
        CanFocus = widget.TakesFocus;
    }

    public Widget Widget { get; }

    /// <summary>Cells, in the window's inside.</summary>
    public Area Area
    {
        get => _area;
        set
        {
            _area = value;
            (X, Y, Width, Height) = (value.Column, value.Row, value.Width, value.Height);
        }
    }

    protected override bool OnClearingViewport() => true;

    protected override bool OnDrawingText(DrawContext? context) => true;

    protected override bool OnDrawingContent(DrawContext? context) => true;
}
