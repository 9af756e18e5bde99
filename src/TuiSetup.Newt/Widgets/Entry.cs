using System.Globalization;
using System.Text;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Painting;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Widgets;

/// <summary>How an entry shows its text.</summary>
public enum EntryMode
{
    Plain,
    /// <summary>An asterisk for each cell of the text.</summary>
    Password,
    /// <summary>Nothing at all, not even its length.</summary>
    Hidden,
}

/// <summary>One line to type in; longer text scrolls. Enter goes on to the next widget.</summary>
public sealed class Entry(string text, int width, EntryMode mode = EntryMode.Plain) : Widget
{
    private readonly List<string> _graphemes = Split(text);
    private int _cursor = Split(text).Count;
    private int _first;

    private int _width = width;

    /// <summary>Makes it wider or narrower at the next arrangement.</summary>
    public void SetWidth(int width) => _width = Math.Max(1, width);

    /// <summary>Whether it takes more text than it shows; otherwise what does not fit is refused.</summary>
    public bool Scrolls { get; init; } = true;

    /// <summary>
    /// Sees each key before the entry does, with the number of characters before the cursor. It returns the key, another
    /// one in its place, or null to refuse it.
    /// </summary>
    public Func<Key, int, Key?>? Filter { get; init; }

    /// <summary>Whether Enter ends the form instead of moving on.</summary>
    public bool ReturnExit { get; init; }

    /// <summary>What stands in it. Setting puts the cursor at the end.</summary>
    public string Text
    {
        get => string.Concat(_graphemes);
        set
        {
            _graphemes.Clear();
            _graphemes.AddRange(Split(value));
            _cursor = _graphemes.Count;
        }
    }

    public override int Width => _width;

    public override int Height => 1;

    internal override bool TakesFocus => IsEnabled;

    internal override (int Column, int Row, bool Visible) Cursor => (mode == EntryMode.Hidden ? 0 : Cells(_first, _cursor), 0, true);

    internal override void Draw(Canvas canvas)
    {
        var role = IsEnabled ? Role.Entry : Role.DisEntry;
        if (mode == EntryMode.Hidden)
        {
            canvas.Put(0, 0, new string('_', canvas.Columns), role);
            return;
        }

        ScrollToCursor(canvas.Columns);
        var shown = new StringBuilder();
        for (var index = _first; index < _graphemes.Count; index++)
        {
            shown.Append(Shown(index));
        }

        var visible = TextWidth.Cut(shown.ToString(), canvas.Columns);
        canvas.Put(0, 0, visible + new string('_', canvas.Columns - TextWidth.Of(visible)), role);
    }

    internal override KeyResult OnKey(Key key)
        => Filter is null ? Edit(key) : Filter(key, _cursor) is { } passed ? Edit(passed) : KeyResult.Refused;

    private KeyResult Edit(Key key)
    {
        switch (key.Code)
        {
            case KeyCode.Enter:
                return ReturnExit ? KeyResult.Exit : KeyResult.Next;
            case KeyCode.Left when _cursor > 0:
                _cursor--;
                break;
            case KeyCode.Right when _cursor < _graphemes.Count:
                _cursor++;
                break;
            case KeyCode.Left or KeyCode.Right:
                break;
            case KeyCode.Home:
                _cursor = 0;
                break;
            case KeyCode.End:
                _cursor = _graphemes.Count;
                break;
            case KeyCode.Backspace:
                Remove(_cursor - 1, 1);
                break;
            case KeyCode.Delete:
                Remove(_cursor, 1);
                break;
            case KeyCode.Control when key.IsCtrl('k'):
                Remove(_cursor, _graphemes.Count - _cursor);
                break;
            case KeyCode.Control when key.IsCtrl('u'):
                Remove(0, _cursor);
                break;
            case KeyCode.Character when !Scrolls && Cells(0, _graphemes.Count) + TextWidth.Of(key.Character) > _width:
                return KeyResult.Refused;
            case KeyCode.Character:
                Insert(key.Character.ToString());
                break;
            default:
                return KeyResult.Ignored;
        }
        return KeyResult.Handled;
    }

    private static List<string> Split(string text)
    {
        var graphemes = new List<string>();
        var enumerator = StringInfo.GetTextElementEnumerator(text);
        while (enumerator.MoveNext())
        {
            graphemes.Add(enumerator.GetTextElement());
        }

        return graphemes;
    }

    private void Insert(string character)
    {
        // A combining mark joins the character before it.
        if (_cursor > 0 && Split(_graphemes[_cursor - 1] + character).Count == 1)
        {
            _graphemes[_cursor - 1] += character;
        }
        else
        {
            _graphemes.Insert(_cursor++, character);
        }

        RaiseChanged();
    }

    private void Remove(int index, int count)
    {
        if (index < 0 || count <= 0 || index + count > _graphemes.Count)
        {
            return;
        }

        _graphemes.RemoveRange(index, count);
        _cursor = index;
        RaiseChanged();
    }

    private string Shown(int index)
    {
        var clean = SafeText.Clean(_graphemes[index]);
        return mode == EntryMode.Password ? new string('*', TextWidth.Of(clean)) : clean;
    }

    private int Cells(int from, int to)
    {
        var cells = 0;
        for (var index = from; index < to; index++)
        {
            cells += TextWidth.Of(Shown(index));
        }

        return cells;
    }

    private void ScrollToCursor(int columns)
    {
        // As in newt, some cells before the cursor stay in sight; and no place stays free while text is hidden.
        var context = Math.Min(columns / 4, 5);
        _first = Math.Min(_first, _cursor);
        var atEnd = _cursor == _graphemes.Count ? 1 : 0;
        while (_first > 0 && (Cells(_first, _cursor) < context || Cells(_first - 1, _graphemes.Count) + atEnd <= columns))
        {
            _first--;
        }

        while (_first < _cursor && Cells(_first, _cursor) > columns - 1)
        {
            _first++;
        }
    }
}
