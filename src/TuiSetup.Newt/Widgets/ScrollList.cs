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
    private ListSearch? _search;
    private int _at, _top;

    private protected ScrollList(IReadOnlyList<ListItem<T>> items, int height, int? width, bool border = false)
    {
        Items = items;
        _border = border;
        var rows = height == 0 ? items.Count : height - (border ? 2 : 0);
        _height = Math.Clamp(rows, 1, Math.Max(1, items.Count));
        Width = width ?? WidthOf(items);
    }

    public override int Width { get; }

    public override int Height => _height + RowsAbove + (_border ? 1 : 0);

    /// <summary>Index of the marked row among all; -1 when the search finds none.</summary>
    public int CurrentIndex => Count > 0 ? IndexOf(_at) : Items.Count > 0 ? -1 : 0;

    /// <summary>
    /// What rows must contain to be shown, as it is typed into the list; null is a list that is not searched, where a
    /// letter goes to the next row that begins with it.
    /// </summary>
    public string? Search
    {
        get => _search?.Text;
        set
        {
            var marked = CurrentIndex;
            _search = value is null ? null : new ListSearch(value, Items.Count, index => Items[index].Text);
            (_at, _top) = (0, 0);
            MoveTo(marked);
        }
    }

    /// <summary>Whether the mark is on the last of the rows that are shown.</summary>
    public bool IsAtEnd => _at >= Count - 1;

    private protected IReadOnlyList<ListItem<T>> Items { get; }

    private int Count => _search?.Found.Count ?? Items.Count;

    private int RowsAbove => (_border ? 1 : 0) + (_search is null ? 0 : 1);

    private protected virtual int MarkWidth => 0;

    internal override bool TakesFocus => IsEnabled;

    internal override (int Column, int Row, bool Visible) Cursor => (_border ? BorderWidth : 0, _at - _top + RowsAbove, false);

    private bool Scrolls => Items.Count > _height;

    /// <summary>Moves the mark to a row, by its index among all, and the row into sight; or to the first one when it is not shown.</summary>
    public void MoveTo(int index) => GoTo(_search is null ? index : _search.PositionOf(index));

    /// <summary>Moves the mark to the last of the rows that are shown.</summary>
    public void MoveToEnd() => GoTo(Count - 1);

    /// <summary>Goes to a place among the rows that are shown.</summary>
    private void GoTo(int position)
    {
        var before = CurrentIndex;
        _at = Math.Clamp(position, 0, Math.Max(0, Count - 1));
        _top = Math.Clamp(_top, Math.Max(0, _at - _height + 1), _at);
        if (CurrentIndex != before)
        {
            RaiseChanged();
        }
    }

    private int IndexOf(int position) => _search is null ? position : _search.Found[position];

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
        if (_search is not null)
        {
            _search.Draw(canvas);
            canvas = canvas.Part(new Area(0, 1, canvas.Columns, canvas.Rows - 1));
        }

        var width = Scrolls ? canvas.Columns - BarWidth : canvas.Columns;
        for (var row = 0; row < canvas.Rows; row++)
        {
            var position = _top + row;
            var text = position < Count ? Mark(IndexOf(position)) + Items[IndexOf(position)].Text : "";
            canvas.Put(0, row, TextWidth.Fit(SafeText.Clean(text), width), RoleOf(position));
        }

        if (Scrolls)
        {
            ScrollBar.Draw(canvas, width + BarWidth - 1, Math.Min(_at + 1, Count), Math.Max(1, Count), Role.Listbox);
        }
    }

    internal override KeyResult OnKey(Key key)
    {
        switch (key.Code)
        {
            case KeyCode.Up when _at > 0: GoTo(_at - 1); break;
            case KeyCode.Down when _at < Count - 1: GoTo(_at + 1); break;
            case KeyCode.Up or KeyCode.Down: break;
            case KeyCode.PageUp: Turn(1 - _height); break;
            case KeyCode.PageDown: Turn(_height); break;
            case KeyCode.Home: GoTo(0); break;
            case KeyCode.End: GoTo(Count - 1); break;
            case KeyCode.Backspace when Search is { Length: > 0 }: Search = ListSearch.WithoutLast(Search); break;
            case KeyCode.Control when key.IsCtrl('u') && Search is { Length: > 0 }: Search = ""; break;
            case KeyCode.Character when Search is not null: Search += key.Character; break;
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

    private Role RoleOf(int position)
        => position == _at && (position < Count || _search is null) ? HasFocus ? Role.ActSelListbox : Role.ActListbox
            : position < Count && IsSelected(IndexOf(position)) ? Role.SelListbox
            : Role.Listbox;

    /// <summary>The mark and what is in sight move by the same number of rows.</summary>
    private void Turn(int rows)
    {
        _top = Math.Clamp(_top + rows, 0, Math.Max(0, Count - _height));
        GoTo(_at + rows);
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
