using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Painting;
using TuiSetup.Newt.Themes;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Newt.Whiptail.Boxes;

/// <summary>The text of a box at its fixed size. One that scrolls takes the focus; one that does not is cut.</summary>
/// <param name="lines">What stands in it.</param>
/// <param name="width">Columns, without the two of a scroll bar.</param>
/// <param name="height">Rows of text at most.</param>
/// <param name="scrolls">Whether it has a scroll bar.</param>
/// <param name="room">Rows that there would be for more text: the scroll bar fills them.</param>
internal sealed class BoxText(IReadOnlyList<string> lines, int width, int height, bool scrolls, int room) : Widget
{
    private int _top;

    /// <summary>A text that scrolls has two more columns, as newt counts them.</summary>
    public override int Width => width + (scrolls ? 2 : 0);

    public override int Height => Math.Max(0, scrolls ? Math.Max(height, room) : height);

    internal override bool TakesFocus => scrolls;

    private int LastTop => Math.Max(0, lines.Count - height);

    internal override void Draw(Canvas canvas)
    {
        if (scrolls)
        {
            ScrollBar.Draw(canvas, canvas.Columns - 1, _top, LastTop, HasFocus ? Role.ActTextbox : Role.Textbox);
        }

        // As in newt, a row of text covers the bar.
        for (var row = 0; row < Math.Min(height, lines.Count - _top); row++)
        {
            canvas.Put(0, row, TextWidth.Fit(lines[_top + row], canvas.Columns), Role.Textbox);
        }
    }

    internal override KeyResult OnKey(Key key)
    {
        var top = key.Code switch
        {
            KeyCode.Up => _top - 1,
            KeyCode.Down => _top + 1,
            KeyCode.PageUp => _top - height,
            KeyCode.PageDown => _top + height,
            _ => int.MinValue,
        };
        if (top == int.MinValue)
        {
            return KeyResult.Ignored;
        }

        _top = Math.Clamp(top, 0, LastTop);
        return KeyResult.Handled;
    }
}
