using TuiSetup.Newt.Painting;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Newt.Windows;

/// <summary>Where a window and its widgets stand on a screen of some size.</summary>
internal sealed class WindowPlacer(WindowOptions options)
{
    /// <summary>Blank cells between the border and what is laid out.</summary>
    private const int Margin = 1;

    /// <summary>The inside on the screen, and each widget's place in it; what is drawn first comes first.</summary>
    public (Area Inside, IReadOnlyList<(Widget Widget, Area Area)> Places) Place(ScreenSize size)
    {
        var content = options.Arrange(size);
        return content is Placement exact ? PlaceExactly(exact, size) : PlaceAround(content, size);
    }

    /// <summary>What has an exact place is not cut at the border, as in newt.</summary>
    private (Area, IReadOnlyList<(Widget, Area)>) PlaceExactly(Placement content, ScreenSize size)
    {
        var places = Arrange(content, 0, content.Width).Select(place => (place.Widget, AreaOf(place))).ToList();
        return (InsideOf(content.Width, content.Height, size), places);
    }

    private (Area, IReadOnlyList<(Widget, Area)>) PlaceAround(ILayoutItem content, ScreenSize size)
    {
        var (roomX, roomY) = (Math.Max(1, size.Columns - 2), Math.Max(1, size.Rows - 2));
        var scrolling = content.Height + (2 * Margin) > roomY && content is not Panel
            ? new Panel(content, Math.Max(1, roomY - (2 * Margin)))
            : content;
        var title = TextWidth.Of(options.Title ?? "") + 4;
        var width = Math.Min(Math.Max(scrolling.Width + (2 * Margin), title), roomX);
        var height = Math.Min(scrolling.Height + (2 * Margin), roomY);
        var inside = new Area(0, 0, width, height);
        var places = Arrange(scrolling, Margin, width - (2 * Margin)).Select(place => (place.Widget, AreaOf(place).Within(inside))).ToList();
        return (InsideOf(width, height, size), places);
    }

    private Area InsideOf(int width, int height, ScreenSize size)
    {
        var (column, row) = options.Place?.Invoke(size) ?? Centered(width, height, size);
        return new Area(column, row, width, height);
    }

    private static IReadOnlyList<(Widget Widget, int Column, int Row, int Width, int Height)> Arrange(ILayoutItem content, int margin, int width)
    {
        var layout = new Layout();
        content.Arrange(margin, margin, width, content.Height, layout);
        return layout.Places;
    }

    private static Area AreaOf((Widget Widget, int Column, int Row, int Width, int Height) place)
        => new(place.Column, place.Row, place.Width, place.Height);

    private static (int Column, int Row) Centered(int width, int height, ScreenSize size)
    {
        var row = (size.Rows - height) / 2;
        return (Math.Max(1, (size.Columns - width) / 2), Math.Max(1, row - (size.Rows % 2 == 1 && row % 2 == 1 ? 1 : 0)));
    }
}
