using TuiSetup.Newt.Keys;

namespace TuiSetup.Newt.Widgets;

/// <summary>A list to take any of: Space turns a row on and off, Enter goes on.</summary>
public sealed class Checklist<T> : ScrollList<T>
{
    private readonly bool[] _on;

    public Checklist(IReadOnlyList<ListItem<T>> items, int height, Func<T, bool> isOn, int? width = null)
        : base(items, height, width)
    {
        _on = [.. items.Select(item => isOn(item.Value))];
    }

    /// <summary>The rows that are on, in the list's order.</summary>
    public IReadOnlyList<T> Selected => [.. Items.Where((_, index) => _on[index]).Select(item => item.Value)];

    private protected override int MarkWidth => 4;

    internal override (int Column, int Row, bool Visible) Cursor => (1, base.Cursor.Row, true);

    internal override KeyResult OnKey(Key key)
    {
        if (key.Code == KeyCode.Enter)
        {
            return KeyResult.Next;
        }

        if (!key.Is(' ') || Items.Count == 0 || CurrentIndex < 0)
        {
            return base.OnKey(key);
        }

        _on[CurrentIndex] = !_on[CurrentIndex];
        RaiseChanged();
        return KeyResult.Handled;
    }

    private protected override string Mark(int index) => _on[index] ? "[*] " : "[ ] ";
}
