using TuiSetup.Newt.Keys;

namespace TuiSetup.Newt.Widgets;

/// <summary>newt's list: Enter takes the marked row; where several may be taken, Space selects a row and goes on to the next.</summary>
/// <param name="items">The rows.</param>
/// <param name="height">Rows at most, the border's two included; 0 shows all.</param>
/// <param name="width">Cells, border and scroll bar included; null is as wide as the widest row.</param>
/// <param name="border">Whether there is a line around the rows.</param>
public sealed class Listbox<T>(IReadOnlyList<ListItem<T>> items, int height, int? width = null, bool border = false)
    : ScrollList<T>(items, height, width, border)
{
    private readonly HashSet<int> _selected = [];

    /// <summary>Whether Enter ends the form; otherwise it goes to the next widget.</summary>
    public bool ReturnExit { get; init; }

    /// <summary>Whether Space selects rows.</summary>
    public bool Multiple { get; init; }

    /// <summary>Whether the terminal's cursor is to be seen on the marked row.</summary>
    public bool ShowCursor { get; init; }

    /// <summary>The marked row's value; the default of its type when the list is empty.</summary>
    public T? Current => Items.Count > 0 && CurrentIndex >= 0 ? Items[CurrentIndex].Value : default;

    /// <summary>The values of the selected rows, in the list's order.</summary>
    public IReadOnlyList<T> Selected => [.. _selected.Order().Select(index => Items[index].Value)];

    internal override (int Column, int Row, bool Visible) Cursor => base.Cursor with { Visible = ShowCursor };

    /// <summary>Selects a row, or takes it out of the selection.</summary>
    public void Select(int index, bool selected)
    {
        if (selected)
        {
            _selected.Add(index);
        }
        else
        {
            _selected.Remove(index);
        }
    }

    internal override KeyResult OnKey(Key key)
    {
        if (key.Code == KeyCode.Enter)
        {
            return ReturnExit ? KeyResult.Exit : KeyResult.Next;
        }

        if (!Multiple || !key.Is(' ') || Items.Count == 0 || CurrentIndex < 0)
        {
            return base.OnKey(key);
        }

        Select(CurrentIndex, !_selected.Contains(CurrentIndex));
        RaiseChanged();
        return base.OnKey(KeyCode.Down);
    }

    private protected override bool IsSelected(int index) => _selected.Contains(index);
}
