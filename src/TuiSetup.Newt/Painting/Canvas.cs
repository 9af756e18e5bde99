using System.Text;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Painting;

/// <summary>A rectangle of a frame to draw on, from 0,0. What lies outside of it, or of what is visible, is not drawn.</summary>
internal sealed class Canvas
{
    private readonly Frame _frame;
    private readonly Looks _looks;
    private readonly Area _area;
    private readonly Area _visible;

    private Canvas(Frame frame, Looks looks, Area area, Area visible)
    {
        _frame = frame;
        _looks = looks;
        _area = area;
        _visible = visible;
    }

    /// <summary>A canvas over the whole frame.</summary>
    public static Canvas Over(Frame frame, Looks looks)
    {
        var all = new Area(0, 0, frame.Columns, frame.Rows);
        return new Canvas(frame, looks, all, all);
    }

    public int Columns => _area.Width;

    public int Rows => _area.Height;

    public bool HasColor => _looks.Color;

    /// <summary>A canvas in this one: what is outside of the area is not drawn.</summary>
    public Canvas Part(Area area)
    {
        var moved = area.MovedBy(_area.Column, _area.Row);
        return new Canvas(_frame, _looks, moved, moved.Within(_visible));
    }

    /// <summary>The same cells in other looks.</summary>
    public Canvas In(Looks looks) => new(_frame, looks, _area, _visible);

    public Looks Looks => _looks;

    /// <summary>A canvas that starts where the area does, and may be drawn on outside of it.</summary>
    public Canvas From(Area area) => new(_frame, _looks, area.MovedBy(_area.Column, _area.Row), _visible);

    public void Put(int column, int row, string text, Role role) => Put(column, row, text, _looks.Of(role));

    public void Put(int column, int row, string text, Style style)
    {
        var y = _area.Row + row;
        if (y < _visible.Row || y >= _visible.Bottom)
        {
            return;
        }

        var x = _area.Column + column;
        foreach (var rune in SafeText.Clean(text).EnumerateRunes())
        {
            var width = rune.Value == '\n' ? 1 : TextWidth.Of(rune);
            if (width == 0)
            {
                Combine(y, x, rune);
                continue;
            }

            if (x >= _visible.Right)
            {
                return;
            }

            if (x >= _visible.Column)
            {
                // Half of a wide character is a blank, and so is a line break.
                Set(y, x, x + width <= _visible.Right && rune.Value != '\n' ? rune : new Rune(' '), width, style);
            }

            x += width;
        }
    }

    public void Fill(int column, int row, int width, int height, Role role)
    {
        var style = _looks.Of(role);
        var filled = new Area(_area.Column + column, _area.Row + row, width, height).Within(_visible);
        for (var y = filled.Row; y < filled.Bottom; y++)
        {
            for (var x = filled.Column; x < filled.Right; x++)
            {
                Set(y, x, new Rune(' '), 1, style);
            }
        }
    }

    private void Set(int y, int x, Rune rune, int width, Style style)
    {
        var fits = x + width <= _visible.Right;
        BreakUp(y, x);
        _frame[y, x] = new Cell(Glyphs.Of(rune), style);
        if (width == 2 && fits)
        {
            BreakUp(y, x + 1);
            _frame[y, x + 1] = new Cell("", style);
        }
    }

    /// <summary>What is left of a wide character when one of its cells is drawn over is a blank.</summary>
    private void BreakUp(int y, int x)
    {
        if (_frame[y, x].Grapheme.Length == 0 && x > 0)
        {
            _frame[y, x - 1] = _frame[y, x - 1] with { Grapheme = " " };
        }

        if (x + 1 < _frame.Columns && _frame[y, x + 1].Grapheme.Length == 0)
        {
            _frame[y, x + 1] = _frame[y, x + 1] with { Grapheme = " " };
        }
    }

    private void Combine(int y, int x, Rune mark)
    {
        var at = x - 1;
        if (at < _visible.Column || at >= _visible.Right)
        {
            return;
        }

        if (_frame[y, at].Grapheme.Length == 0)
        {
            at--;
        }

        if (at >= _visible.Column)
        {
            ref var cell = ref _frame[y, at];
            cell = cell with { Grapheme = cell.Grapheme + mark };
        }
    }
}
