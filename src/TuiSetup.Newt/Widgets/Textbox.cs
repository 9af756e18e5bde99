using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Painting;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Widgets;

/// <summary>Text over several lines, wrapped at blanks. Higher than its window it scrolls, and then takes the focus.</summary>
public sealed class Textbox : Widget
{
    private readonly int _width;
    private readonly bool _scroll;
    private string _text;
    private List<string> _lines;
    private int _top;

    /// <param name="text">What to show.</param>
    /// <param name="width">Cells, the scroll bar's two included when there is one.</param>
    /// <param name="maxHeight">Rows at most; null shows all.</param>
    public Textbox(string text, int width, int? maxHeight = null)
    {
        _width = width;
        _text = SafeText.Clean(text);
        _lines = TextWrap.Lines(_text, width);
        _scroll = _lines.Count > maxHeight;
        if (_scroll)
        {
            _lines = TextWrap.Lines(_text, width - 2);
        }

        Height = Math.Min(_lines.Count, maxHeight ?? int.MaxValue);
    }

    public string Text
    {
        get => _text;
        set
        {
            _text = SafeText.Clean(value);
            _lines = TextWrap.Lines(_text, _scroll ? _width - 2 : _width);
            _top = Math.Clamp(_top, 0, LastTop);
        }
    }

    public override int Width => _width;

    public override int Height { get; }

    internal override bool TakesFocus => _scroll;

    internal override (int Column, int Row, bool Visible) Cursor => (_width - 1, 0, false);

    private int LastTop => Math.Max(0, _lines.Count - Height);

    internal override void Draw(Canvas canvas)
    {
        var role = _scroll && HasFocus ? Role.ActTextbox : Role.Textbox;
        var width = _scroll ? canvas.Columns - 2 : canvas.Columns;
        for (var row = 0; row < canvas.Rows; row++)
        {
            var line = _top + row < _lines.Count ? _lines[_top + row] : "";
            canvas.Put(0, row, TextWidth.Fit(line, width), Role.Textbox);
        }

        if (_scroll)
        {
            canvas.Fill(width, 0, 1, canvas.Rows, Role.Window);
            ScrollBar.Draw(canvas, width + 1, _top, LastTop, role);
        }
    }

    internal override KeyResult OnKey(Key key)
    {
        var top = key.Code switch
        {
            KeyCode.Up => _top - 1,
            KeyCode.Down => _top + 1,
            KeyCode.PageUp => _top - Height,
            KeyCode.PageDown => _top + Height,
            KeyCode.Home => 0,
            KeyCode.End => LastTop,
            _ => int.MinValue,
        };
        if (!_scroll || top == int.MinValue)
        {
            return KeyResult.Ignored;
        }

        _top = Math.Clamp(top, 0, LastTop);
        return KeyResult.Handled;
    }
}
