using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Painting;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Widgets;

/// <summary>Rows with a mark on one of them; more rows than fit scroll. What Enter and Space do is the list's own.</summary>
public abstract class ScrollList<T> : Widget
{
    /// <summary>Two blanks, and the bar.</summary>
    internal const int BarWidth = 3;

    /// <summary>The line, and a blank, on each side.</summary>
    private const int BorderWidth = 2;

    /// <summary>As wide as newt makes an empty one.</summary>
    private const int LeastWidth = 5;

    private readonly int _height;
    private readonly bool _border;
    private int _top;

    private protected ScrollList(IReadOnlyList<ListItem<T>> items, int height, int? width, bool border = false)
    {
        Items = items;
        _border = border;
        var rows = height == 0 ? items.Count : height - (border ? 2 : 0);
        _height = Math.Clamp(rows, 1, Math.Max(1, items.Count));
        Width = width ?? WidthOf(items);
    }

    public override int Width { get; }

    public override int Height => _height + (_border ? 2 : 0);

    /// <summary>Index of the marked row.</summary>
    public int CurrentIndex { get; private set; }

    private protected IReadOnlyList<ListItem<T>> Items { get; }

    private protected virtual int MarkWidth => 0;

    internal override bool TakesFocus => IsEnabled;

    internal override (int Column, int Row, bool Visible) Cursor => (_border ? BorderWidth : 0, CurrentIndex - _top + (_border ? 1 : 0), false);

    private bool Scrolls => Items.Count > _height;

    /// <summary>Moves the mark to a row, and the row into sight.</summary>
    public void MoveTo(int index)
    {
        var before = CurrentIndex;
        CurrentIndex = Math.Clamp(index, 0, Math.Max(0, Items.Count - 1));
        _top = Math.Clamp(_top, Math.Max(0, CurrentIndex - _height + 1), CurrentIndex);
        if (CurrentIndex != before)
        {
            RaiseChanged();
        }
    }

    internal override void Draw(Canvas canvas)
    {
        if (!_border)
        {
            DrawRows(canvas);
            return;
        }

        Frames.Draw(canvas, canvas.Columns, canvas.Rows, HasFocus ? Role.ActListbox : Role.Listbox);
        canvas.Fill(1, 1, canvas.Columns - 2, canvas.Rows - 2, Role.Listbox);
        DrawRows(canvas.Part(new Area(BorderWidth, 1, canvas.Columns - (2 * BorderWidth), canvas.Rows - 2)));
    }

    private void DrawRows(Canvas canvas)
    {
        var width = Scrolls ? canvas.Columns - BarWidth : canvas.Columns;
        for (var row = 0; row < canvas.Rows; row++)
        {
            var index = _top + row;
            var text = index < Items.Count ? Mark(index) + Items[index].Text : "";
            canvas.Put(0, row, TextWidth.Fit(SafeText.Clean(text), width), RoleOf(index));
        }

        if (Scrolls)
        {
            ScrollBar.Draw(canvas, width + BarWidth - 1, CurrentIndex + 1, Items.Count, Role.Listbox);
        }
    }

    internal override KeyResult OnKey(Key key)
    {
        switch (key.Code)
        {
            case KeyCode.Up when CurrentIndex > 0: MoveTo(CurrentIndex - 1); break;
            case KeyCode.Down when CurrentIndex < Items.Count - 1: MoveTo(CurrentIndex + 1); break;
            case KeyCode.Up or KeyCode.Down: break;
            case KeyCode.PageUp: Turn(1 - _height); break;
            case KeyCode.PageDown: Turn(_height); break;
            case KeyCode.Home: MoveTo(0); break;
            case KeyCode.End: MoveTo(Items.Count - 1); break;
            case KeyCode.Character when System.Text.Rune.IsLetter(key.Character): JumpTo(key.Character); break;
            default: return KeyResult.Ignored;
        }

        return KeyResult.Handled;
    }

    private int WidthOf(IReadOnlyList<ListItem<T>> items)
    {
        var widest = items.Count == 0 ? 1 : items.Max(item => TextWidth.Of(SafeText.Clean(item.Text)));
        return Math.Max(widest + MarkWidth, LeastWidth) + (Scrolls ? BarWidth : 0) + (_border ? 2 * BorderWidth : 0);
    }

    private protected virtual string Mark(int index) => "";

    private protected virtual bool IsSelected(int index) => false;

    private Role RoleOf(int index)
        => index == CurrentIndex ? HasFocus ? Role.ActSelListbox : Role.ActListbox
            : IsSelected(index) ? Role.SelListbox
            : Role.Listbox;

    /// <summary>The mark and what is in sight move by the same number of rows.</summary>
    private void Turn(int rows)
    {
        _top = Math.Clamp(_top + rows, 0, Math.Max(0, Items.Count - _height));
        MoveTo(CurrentIndex + rows);
    }

    /// <summary>From a row with the letter to the next one with it, and round; otherwise to the first one.</summary>
    private void JumpTo(System.Text.Rune letter)
    {
        bool Begins(int index) => Items[index].Text.StartsWith(letter.ToString(), StringComparison.OrdinalIgnoreCase);
        var after = Items.Count > 0 && Begins(CurrentIndex) ? CurrentIndex + 1 : 0;
        for (var step = 0; step < Items.Count; step++)
        {
            var index = (after + step) % Items.Count;
            if (Begins(index))
            {
                _top = Math.Clamp(index, 0, Math.Max(0, Items.Count - _height));
                MoveTo(index);
                return;
            }
        }
    }
}
