using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Painting;

namespace TuiSetup.Newt.Widgets;

/// <summary><c>(*) text</c>, one of a <see cref="RadioBar{T}"/>: Space chooses it, moving does not.</summary>
public sealed class RadioButton : Widget
{
    private readonly string _text;
    private readonly Action<RadioButton> _chosen;

    internal RadioButton(string text, Action<RadioButton> chosen)
    {
        _text = text;
        _chosen = chosen;
    }

    /// <summary>Whether it is the one that is chosen.</summary>
    public bool IsOn { get; internal set; }

    public override int Width => 4 + TextWidth.Of(_text);

    public override int Height => 1;

    internal override bool TakesFocus => IsEnabled;

    internal override (int Column, int Row, bool Visible) Cursor => (4, 0, false);

    internal override void Draw(Canvas canvas) => CheckMark.Draw(canvas, '(', IsOn ? '*' : ' ', ')', _text, this);

    internal override KeyResult OnKey(Key key)
    {
        if (!key.Is(' '))
        {
            return key.Code == KeyCode.Enter ? KeyResult.Next : KeyResult.Ignored;
        }

        _chosen(this);
        RaiseChanged();
        return KeyResult.Handled;
    }
}
