using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Painting;

namespace TuiSetup.Newt.Widgets;

/// <summary><c>[*] text</c>: Space turns it on and off, or from one state to the next.</summary>
/// <param name="text">What stands beside the box.</param>
/// <param name="value">Whether it is on at first: in its second state.</param>
/// <param name="states">The characters it shows, one for each state, each of one cell.</param>
public sealed class Checkbox(string text, bool value = false, string states = " *") : Widget
{
    private int _state = value ? 1 : 0;

    /// <summary>Whether it is in another than its first state.</summary>
    public bool Value => _state > 0;

    /// <summary>The character of its state.</summary>
    public char State
    {
        get => states[_state];
        set => _state = Math.Max(0, states.IndexOf(value, StringComparison.Ordinal));
    }

    /// <summary>Whether Enter ends the form; otherwise it goes to the next widget.</summary>
    public bool ReturnExit { get; init; }

    public override int Width => 4 + TextWidth.Of(text);

    public override int Height => 1;

    internal override bool TakesFocus => IsEnabled;

    internal override (int Column, int Row, bool Visible) Cursor => (4, 0, false);

    internal override void Draw(Canvas canvas) => CheckMark.Draw(canvas, '[', State, ']', text, this);

    internal override KeyResult OnKey(Key key)
    {
        if (!key.Is(' '))
        {
            return key.Code != KeyCode.Enter ? KeyResult.Ignored : ReturnExit ? KeyResult.Exit : KeyResult.Next;
        }

        _state = (_state + 1) % states.Length;
        RaiseChanged();
        return KeyResult.Handled;
    }
}
