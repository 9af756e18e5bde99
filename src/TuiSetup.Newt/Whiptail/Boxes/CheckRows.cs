using System.Text;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Painting;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Themes;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Newt.Whiptail.Boxes;

/// <summary>
/// Rows of check boxes or radio buttons, as whiptail makes them of newt's single ones: Space turns a row on or off,
/// Tab leaves the rows, Enter ends the box.
/// </summary>
internal sealed class CheckRows : Widget
{
    /// <summary>Bytes that whiptail keeps of a row.</summary>
    private const int MaxBytes = 199;

    private const int MarkWidth = 4;

    private readonly bool _isRadio;
    private readonly bool[] _on;
    private readonly int _ground;
    private readonly string[] _texts;
    private int _current, _top, _width = 1, _height = 1;

    public CheckRows(BoxRequest request)
    {
        _isRadio = request.Kind == BoxKind.Radiolist;
        _on = [.. request.Items.Select(item => item.IsOn)];
        var tagWidth = request.Items.Select(item => TextWidth.Of(SafeText.Clean(item.Tag))).DefaultIfEmpty(0).Max();
        _texts = [.. request.Items.Select(item => TextOf(item, request.Options, tagWidth))];
        _ground = _texts.Select(text => TextWidth.Of(text) + MarkWidth).DefaultIfEmpty(0).Max();
    }

    public override int Width => Math.Max(_width, _ground);

    public override int Height => _height;

    internal override bool TakesFocus => _texts.Length > 0;

    internal override (int Column, int Row, bool Visible) Cursor => (4, _current - _top, false);

    private bool Scrolls => _texts.Length > _height;

    public bool IsOn(int index) => _on[index];

    /// <summary>Makes it as wide and as high as its box has room.</summary>
    public void Fit(int width, int height)
    {
        (_width, _height) = (width, height);
        MoveTo(_current);
    }

    internal override void Draw(Canvas canvas)
    {
        canvas.Fill(0, 0, _ground, canvas.Rows, Role.Checkbox);
        if (Scrolls)
        {
            ScrollBar.Draw(canvas, _width - 2, _top, _texts.Length - _height, Role.Checkbox);
        }

        for (var row = 0; row < Math.Min(canvas.Rows, _texts.Length - _top); row++)
        {
            var index = _top + row;
            var mark = _on[index] ? "*" : " ";
            canvas.Put(0, row, (_isRadio ? $"({mark}) " : $"[{mark}] ") + _texts[index], Role.Checkbox);
            if (HasFocus && index == _current)
            {
                canvas.Put(1, row, mark, Role.ActCheckbox);
            }
        }
    }

    internal override KeyResult OnKey(Key key)
    {
        switch (key.Code)
        {
            case KeyCode.Up or KeyCode.Left or KeyCode.Backspace:
                MoveTo(_current - 1);
                break;
            case KeyCode.Down or KeyCode.Right:
                MoveTo(_current + 1);
                break;
            case KeyCode.PageUp:
                MoveTo(_current - _height);
                break;
            case KeyCode.PageDown:
                MoveTo(_current + _height);
                break;
            case KeyCode.Enter:
                return KeyResult.Exit;
            case KeyCode.Character when key.Is(' '):
                Select(_current);
                RaiseChanged();
                break;
            default:
                return KeyResult.Ignored;
        }

        return KeyResult.Handled;
    }

    /// <summary>A radio button turns off the last one that is on, and no other: as given, several may be on.</summary>
    private void Select(int index)
    {
        if (!_isRadio)
        {
            _on[index] = !_on[index];
            return;
        }

        var last = Array.LastIndexOf(_on, true);
        if (last >= 0)
        {
            _on[last] = false;
        }

        _on[index] = true;
    }

    private void MoveTo(int index)
    {
        _current = Math.Clamp(index, 0, Math.Max(0, _texts.Length - 1));
        _top = Math.Clamp(_top, Math.Max(0, _current - _height + 1), _current);
    }

    /// <summary>printf(3) counts bytes where whiptail counts columns.</summary>
    private static string TextOf(BoxItem item, WhiptailOptions options, int tagWidth)
    {
        var padding = new string(' ', Math.Max(0, tagWidth - Encoding.UTF8.GetByteCount(item.Tag)));
        return SafeText.Clean(CutBytes(options.NoTags ? item.Text : $"{item.Tag}{padding}  {item.Text}"));
    }

    private static string CutBytes(string text)
    {
        var (bytes, length) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxBytes)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }
}
