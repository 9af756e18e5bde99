using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Painting;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Widgets;

/// <summary><c>[*] text</c>: Space turns it on and off.</summary>
public sealed class Checkbox(string text, bool value = false) : Widget
{
    public bool Value { get; private set; } = value;

    public override int Width => 4 + TextWidth.Of(text);

    public override int Height => 1;

    internal override bool TakesFocus => true;

    internal override (int Column, int Row, bool Visible) Cursor => (1, 0, true);

    internal override void Draw(Canvas canvas)
    {
        canvas.Put(0, 0, $"[{(Value ? '*' : ' ')}] {text}", Role.Checkbox);
        if (HasFocus)
        {
            canvas.Put(0, 0, $"[{(Value ? '*' : ' ')}]", Role.ActCheckbox);
        }
    }

    internal override KeyResult OnKey(Key key)
    {
        if (!key.Is(' '))
        {
            return key.Code == KeyCode.Enter ? KeyResult.Next : KeyResult.Ignored;
        }

        Value = !Value;
        RaiseChanged();
        return KeyResult.Handled;
    }
}
