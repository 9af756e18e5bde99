using TuiSetup.Newt.Painting;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Widgets;

/// <summary>A bar that fills from left to right, with the share in its middle.</summary>
public sealed class Scale(int width, long full) : Widget
{
    private long _value;
    private int _width = width;

    /// <summary>How much of the full amount is there.</summary>
    public long Value
    {
        get => _value;
        set
        {
            _value = Math.Clamp(value, 0, full);
        }
    }

    public override int Width => _width;

    public override int Height => 1;

    /// <summary>Makes it wider or narrower at the next arrangement.</summary>
    public void SetWidth(int width) => _width = Math.Max(1, width);

    /// <summary>As in newt, the cursor stands at the share.</summary>
    internal override (int Column, int Row, bool Visible) Cursor => (Math.Max(0, _width - 4) / 2, 0, false);

    internal override void Draw(Canvas canvas)
    {
        var done = full <= 0 ? 100 : _value * 100 / full;
        var filled = (int)(canvas.Columns * done / 100);
        var share = $"{done,3}%";
        var bar = new string(' ', Math.Max(0, canvas.Columns - share.Length) / 2) + share;
        bar = bar.PadRight(canvas.Columns);
        canvas.Put(0, 0, bar[..filled], Role.FullScale);
        canvas.Put(filled, 0, bar[filled..], Role.EmptyScale);
    }
}
