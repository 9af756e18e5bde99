using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Painting;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Widgets;

/// <summary>newt's full button, a box with a shadow: Enter or Space ends the form.</summary>
public sealed class BoxButton(string text) : Widget
{
    public string Text { get; } = text;

    public override int Width => TextWidth.Of(SafeText.Clean(Text)) + 5;

    public override int Height => 4;

    internal override bool TakesFocus => IsEnabled;

    internal override (int Column, int Row, bool Visible) Cursor => (2, 1, false);

    internal override void Draw(Canvas canvas)
    {
        Frames.Draw(canvas, Width - 1, 3, Role.Button);
        canvas.Put(1, 1, $" {Text} ", HasFocus ? Role.ActButton : Role.Button);
        canvas.Fill(Width - 1, 1, 1, 3, Role.Shadow);
        canvas.Fill(1, 3, Width - 1, 1, Role.Shadow);
    }

    internal override KeyResult OnKey(Key key) => key.Code == KeyCode.Enter || key.Is(' ') ? KeyResult.Exit : KeyResult.Ignored;
}
