namespace TuiSetup.Newt.Windows;

/// <summary>A widget or a grid: it has a size, and takes a place.</summary>
public interface ILayoutItem
{
    int Width { get; }

    int Height { get; }

    internal void Arrange(int column, int row, int width, int height, Layout layout);
}
