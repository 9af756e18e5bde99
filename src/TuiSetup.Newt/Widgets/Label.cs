using TuiSetup.Newt.Painting;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Widgets;

/// <summary>One line of text.</summary>
public sealed class Label(string text, int? width = null, Role role = Role.Label) : Widget
{
    private string _text = text;

    public string Text
    {
        get => _text;
        set => _text = value;
    }

    public override int Width => width ?? TextWidth.Of(_text);

    public override int Height => 1;

    internal override (int Column, int Row, bool Visible) Cursor => (Width, 0, false);

    internal override void Draw(Canvas canvas) => canvas.Put(0, 0, TextWidth.Fit(_text, canvas.Columns), role);
}
