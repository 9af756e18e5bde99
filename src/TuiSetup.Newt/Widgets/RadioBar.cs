using TuiSetup.Newt.Keys;

namespace TuiSetup.Newt.Widgets;

/// <summary><c>(*) text</c> rows of which one is on: Space chooses, moving does not.</summary>
public sealed class RadioBar<T> : ScrollList<T>
{
    private int _selected;

    public RadioBar(IReadOnlyList<ListItem<T>> items, int height, int selected = 0, int? width = null)
        : base(items, height, width)
    {
        _selected = selected;
        MoveTo(selected);
    }

    public T Selected => Items[_selected].Value;

    private protected override int MarkWidth => 4;

    internal override (int Column, int Row, bool Visible) Cursor => (1, base.Cursor.Row, true);

    internal override KeyResult OnKey(Key key)
    {
        if (key.Code == KeyCode.Enter)
        {
            return KeyResult.Next;
        }

        if (!key.Is(' '))
        {
            return base.OnKey(key);
        }

        _selected = CurrentIndex;
        RaiseChanged();
        return KeyResult.Handled;
    }

    private protected override string Mark(int index) => index == _selected ? "(*) " : "( ) ";
}
