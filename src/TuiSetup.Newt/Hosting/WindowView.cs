using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;
using TuiSetup.Newt.Painting;

namespace TuiSetup.Newt.Hosting;

/// <summary>The Terminal.Gui session of one window: all sessions are modal, and the last one begun is on top.</summary>
internal sealed class WindowView : Runnable
{
    private readonly List<WidgetView> _widgets = [];
    private Area _inside;

    public WindowView() => CanFocus = true;

    /// <summary>The widgets, what is drawn first before what is drawn over it.</summary>
    public IReadOnlyList<WidgetView> Widgets => _widgets;

    /// <summary>The inside, on the screen; the border is one cell around it, the shadow one more to the right and below.</summary>
    public Area Inside
    {
        get => _inside;
        set
        {
            _inside = value;
            (X, Y, Width, Height) = (value.Column, value.Row, value.Width, value.Height);
        }
    }

    public void Replace(IEnumerable<WidgetView> widgets)
    {
        RemoveAll();
        _widgets.Clear();
        foreach (var widget in widgets)
        {
            _widgets.Add(widget);
            Add(widget);
        }
    }

    protected override bool OnClearingViewport() => true;

    protected override bool OnDrawingText(DrawContext? context) => true;

    protected override bool OnDrawingContent(DrawContext? context) => true;
}
