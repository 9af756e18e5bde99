using TuiSetup.Newt.Painting;
using TuiSetup.Newt.Themes;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Widgets;

/// <summary>
/// newt's form within a form: a part of a window with more rows than it shows. It scrolls to the widget that has the
/// focus, and a page at a time by PageUp and PageDown. Panels may stand in panels.
/// </summary>
public sealed class Panel(ILayoutItem content, int maxHeight) : Widget
{
    private Layout _inner = new();
    private int _top, _column, _row;

    public override int Width => content.Width + (Scrolls ? 2 : 0);

    public override int Height => Math.Min(content.Height, Math.Max(1, maxHeight));

    internal override IEnumerable<Widget> Children => _inner.Places.Select(place => place.Widget);

    private bool Scrolls => content.Height > maxHeight;

    internal override void Arrange(int column, int row, int width, int height, Layout layout)
    {
        (_column, _row) = (column, row);
        _inner = new Layout();

        // Below its children: what is added first is drawn under what comes later.
        layout.Add(this, column, row, Width, Height);
        content.Arrange(0, 0, width - (Scrolls ? 2 : 0), content.Height, _inner);
        foreach (var place in _inner.Places)
        {
            layout.Add(place.Widget, column + place.Column, row + place.Row, place.Width, place.Height);
        }
    }

    /// <summary>Scrolls so that the widget is in sight, and hides what is not. A panel around this one comes first.</summary>
    internal void ShowChild(Widget? focused)
    {
        var goal = _inner.Places.Select(place => place.Widget).OfType<Panel>().FirstOrDefault(panel => panel.Children.Contains(focused)) ?? focused;
        foreach (var place in _inner.Places.Where(place => place.Widget == goal))
        {
            _top = Math.Min(Math.Max(_top, place.Row + place.Height - Height), place.Row);
        }

        _top = Math.Clamp(_top, 0, Math.Max(0, content.Height - Height));
        var (column, row, isVisible) = View is { } view ? (view.Area.Column, view.Area.Row, view.Visible) : (_column, _row, true);
        foreach (var inner in _inner.Places)
        {
            var at = inner.Row - _top;

            // What is higher than the panel shows its start.
            var height = Math.Min(inner.Height, Height);
            var child = inner.Widget.View!;
            child.Visible = isVisible && at >= 0 && at + height <= Height;
            child.Area = new Area(column + inner.Column, row + at, inner.Width, height);
        }
    }

    /// <summary>The widget to go to from another by a page up (-1) or down (1): the last one that is no farther.</summary>
    internal Widget OnePageFrom(Widget focused, int direction, IReadOnlyList<Widget> order)
    {
        var rows = _inner.Places.Where(place => order.Contains(place.Widget)).ToDictionary(place => place.Widget, place => place.Row);
        var goal = rows[focused] + (direction * Height);
        var within = rows.Where(place => direction > 0 ? place.Value <= goal : place.Value >= goal).Select(place => place.Key);
        return direction > 0 ? within.Last() : within.First();
    }

    internal override void Draw(Canvas canvas)
    {
        canvas.Fill(0, 0, canvas.Columns, canvas.Rows, Role.Window);
        if (Scrolls)
        {
            ScrollBar.Draw(canvas, canvas.Columns - 1, _top, content.Height - Height, Role.Textbox);
        }
    }
}
