using TuiSetup.Newt.Painting;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Widgets;

/// <summary>A scroll bar by itself: arrows at its ends, and a mark that the program moves. It takes no keys.</summary>
public sealed class VerticalScrollbar(int height) : Widget
{
    private int _position, _last;

    public override int Width => 1;

    public override int Height => height;

    /// <summary>Moves the mark.</summary>
    /// <param name="position">Where it stands, from 0.</param>
    /// <param name="last">The last position there is.</param>
    public void Set(int position, int last)
    {
        _last = Math.Max(0, last);
        _position = Math.Clamp(position, 0, _last);
    }

    internal override void Draw(Canvas canvas) => ScrollBar.Draw(canvas, 0, _position, _last, Role.Textbox);
}
