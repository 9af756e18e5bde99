using TuiSetup.Newt.Painting;
using TuiSetup.Newt.Themes;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Widgets;

/// <summary>A part of a window with more rows than it shows: it scrolls to the widget that has the focus.</summary>
public sealed class Panel(Grid content, int maxHeight) : Widget
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
        ((ILayoutItem)content).Arrange(0, 0, width - (Scrolls ? 2 : 0), content.Height, _inner);
        foreach (var place in _inner.Places)
        {
            layout.Add(place.Widget, column + place.Column, row + place.Row, place.Width, place.Height);
        }
    }

    /// <summary>Scrolls so that the widget is in sight, and hides what is not.</summary>
    internal void ShowChild(Widget? focused)
    {
        foreach (var place in _inner.Places.Where(place => place.Widget == focused))
        {
            _top = Math.Min(Math.Max(_top, place.Row + place.Height - Height), place.Row);
        }

        _top = Math.Clamp(_top, 0, Math.Max(0, content.Height - Height));
        foreach (var inner in _inner.Places)
        {
            var row = inner.Row - _top;

            // What is higher than the panel shows its start.
            var height = Math.Min(inner.Height, Height);
            var view = inner.Widget.View!;
            view.Visible = row >= 0 && row + height <= Height;
            view.Area = new Area(_column + inner.Column, _row + row, inner.Width, height);
        }
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
