using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Painting;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Widgets;

/// <summary>Text over several lines, wrapped at blanks. Higher than its window it scrolls, and then takes the focus.</summary>
public sealed class Textbox : Widget
{
    private const int BarWidth = 2;

    private readonly bool _scroll;
    private readonly Func<string, int, List<string>> _wrap;
    private string _text;
    private List<string> _lines;
    private int _top;

    /// <param name="text">What to show.</param>
    /// <param name="width">Cells, the scroll bar's two included when there is one.</param>
    /// <param name="maxHeight">Rows at most; null shows all.</param>
    public Textbox(string text, int width, int? maxHeight = null)
    {
        _wrap = TextWrap.Lines;
        Width = width;
        _text = SafeText.Clean(text);
        _lines = _wrap(_text, width);
        _scroll = _lines.Count > maxHeight;
        if (_scroll)
        {
            _lines = _wrap(_text, TextWidthInside);
        }

        Height = Math.Min(_lines.Count, maxHeight ?? int.MaxValue);
    }

    private Textbox(string text, int width, int height, bool scroll, Func<string, int, List<string>> wrap)
    {
        (_text, _scroll, _wrap) = (SafeText.Clean(text), scroll, wrap);
        Width = width + (scroll ? BarWidth : 0);
        Height = height;
        _lines = wrap(_text, width);
    }

    public string Text
    {
        get => _text;
        set
        {
            _text = SafeText.Clean(value);
            _lines = _wrap(_text, TextWidthInside);
            _top = Math.Clamp(_top, 0, LastTop);
        }
    }

    public override int Width { get; }

    public override int Height { get; }

    internal override bool TakesFocus => _scroll && IsEnabled;

    private int TextWidthInside => _scroll ? Width - BarWidth : Width;

    private int LastTop => Math.Max(0, _lines.Count - Height);

    /// <summary>newt's text box: a fixed height, a scroll bar or none, lines wrapped or cut.</summary>
    /// <param name="text">What to show.</param>
    /// <param name="width">Cells for the text; a scroll bar is two more.</param>
    /// <param name="height">Rows.</param>
    /// <param name="scroll">Whether there is a scroll bar.</param>
    /// <param name="wrap">Whether lines are broken at blanks; otherwise they are cut.</param>
    public static Textbox Fixed(string text, int width, int height, bool scroll = false, bool wrap = false)
        => new(text, width, height, scroll, wrap ? NewtText.Lines : (whole, _) => [.. whole.Split('\n')]);

    /// <summary>newt's text box that finds the width, near the one wanted, at which its lines are filled best.</summary>
    /// <param name="text">What to show.</param>
    /// <param name="width">Cells wanted.</param>
    /// <param name="narrower">Cells that it may be narrower.</param>
    /// <param name="wider">Cells that it may be wider.</param>
    /// <param name="maxHeight">Rows at most, beyond which it scrolls; null shows all.</param>
    public static Textbox Reflowed(string text, int width, int narrower = 5, int wider = 10, int? maxHeight = null)
    {
        var best = NewtText.Reflow(text, width, narrower, wider);
        var rows = NewtText.Lines(text, best).Count;
        return new(text, best, Math.Min(rows, maxHeight ?? rows), rows > maxHeight, NewtText.Lines);
    }

    internal override void Draw(Canvas canvas)
    {
        var role = _scroll && HasFocus ? Role.ActTextbox : Role.Textbox;
        var width = _scroll ? canvas.Columns - BarWidth : canvas.Columns;
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
