using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Widgets;

/// <summary>Radio buttons below each other, of which one may be on: Space chooses, moving does not.</summary>
public sealed class RadioBar<T> : ILayoutItem
{
    private readonly IReadOnlyList<ListItem<T>> _items;
    private readonly Grid _grid;

    /// <param name="items">What each button stands for, and what stands beside it.</param>
    /// <param name="selected">The one that is on at first; null is none.</param>
    public RadioBar(IReadOnlyList<ListItem<T>> items, int? selected = 0)
    {
        _items = items;
        Buttons = [.. items.Select(item => new RadioButton(item.Text, Choose))];
        if (selected is { } index && items.Count > 0)
        {
            Buttons[index].IsOn = true;
        }

        _grid = Grid.Stacked(0, Buttons);
    }

    /// <summary>Raised on the screen's thread when another button was chosen.</summary>
    public event Action? Changed;

    public IReadOnlyList<RadioButton> Buttons { get; }

    /// <summary>The value of the button that is on; the default of its type when none is.</summary>
    public T? Selected => _items.Zip(Buttons).FirstOrDefault(pair => pair.Second.IsOn) is { First: { } item } ? item.Value : default;

    public int Width => _grid.Width;

    public int Height => _grid.Height;

    void ILayoutItem.Arrange(int column, int row, int width, int height, Layout layout)
        => ((ILayoutItem)_grid).Arrange(column, row, width, height, layout);

    private void Choose(RadioButton chosen)
    {
        foreach (var button in Buttons)
        {
            button.IsOn = button == chosen;
        }

        Changed?.Invoke();
    }
}
