using Terminal.Gui.ViewBase;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Hosting;

/// <summary>Where a widget draws itself: its own cells, from 0,0, clipped to what is visible.</summary>
internal sealed class Canvas(View view, Theme theme, bool color, int columns, int rows)
{
    public int Columns { get; } = columns;

    public int Rows { get; } = rows;

    public void Put(int column, int row, string text, Role role) => Put(column, row, text, theme.Of(role, color));

    public void Put(int column, int row, string text, Style style)
    {
        if (row < 0 || row >= Rows || column >= Columns)
        {
            return;
        }

        view.SetAttribute(GuiColors.ToAttribute(style));
        view.Move(column, row);
        view.AddStr(TextWidth.Cut(SafeText.Clean(text), Columns - column));
    }

    public void Fill(int column, int row, int width, int height, Role role)
    {
        var blank = new string(' ', Math.Max(0, width));
        for (var line = row; line < row + height; line++)
        {
            Put(column, line, blank, role);
        }
    }
}
