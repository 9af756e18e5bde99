using TuiSetup.Newt.Widgets;

namespace TuiSetup.Newt.Windows;

/// <summary>The places that one arrangement gave to widgets, in focus order.</summary>
internal sealed class Layout
{
    private readonly List<(Widget Widget, int Column, int Row, int Width, int Height)> _places = [];

    public IReadOnlyList<(Widget Widget, int Column, int Row, int Width, int Height)> Places => _places;

    public void Add(Widget widget, int column, int row, int width, int height) => _places.Add((widget, column, row, width, height));
}
