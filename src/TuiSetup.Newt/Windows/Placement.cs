using TuiSetup.Newt.Widgets;

namespace TuiSetup.Newt.Windows;

/// <summary>Widgets at fixed places of a window's inside, whose size this is; 0,0 is the cell below and right of the border's corner.</summary>
internal sealed class Placement(int width, int height) : ILayoutItem
{
    private readonly List<(Widget Widget, int Column, int Row)> _widgets = [];

    public int Width { get; } = Math.Max(1, width);

    public int Height { get; } = Math.Max(1, height);

    /// <summary>Puts a widget at a place, after the others in the order of the focus.</summary>
    public Placement Add(Widget widget, int column, int row)
    {
        _widgets.Add((widget, column, row));
        return this;
    }

    void ILayoutItem.Arrange(int column, int row, int width, int height, Layout layout)
    {
        foreach (var (widget, atColumn, atRow) in _widgets)
        {
            ((ILayoutItem)widget).Arrange(column + atColumn, row + atRow, widget.Width, widget.Height, layout);
        }
    }
}
