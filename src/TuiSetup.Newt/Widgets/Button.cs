using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Painting;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Widgets;

/// <summary>newt's compact button, <c>&lt;Ok&gt;</c>: Enter or Space ends the form.</summary>
public sealed class Button(string text) : Widget
{
    public string Text { get; } = text;

    public override int Width => TextWidth.Of(Text) + 2;

    public override int Height => 1;

    internal override bool TakesFocus => IsEnabled;

    internal override (int Column, int Row, bool Visible) Cursor => (1, 0, false);

    internal override void Draw(Canvas canvas) => canvas.Put(0, 0, $"<{Text}>", RoleOn(canvas));

    private Role RoleOn(Canvas canvas) => !HasFocus ? Role.CompactButton : canvas.HasColor ? Role.Button : Role.ActButton;

    internal override KeyResult OnKey(Key key) => key.Code == KeyCode.Enter || key.Is(' ') ? KeyResult.Exit : KeyResult.Ignored;
}
