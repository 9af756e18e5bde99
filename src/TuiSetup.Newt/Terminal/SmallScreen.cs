using TuiSetup.Newt.Text;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Terminal;

/// <summary>What a screen shows that windows do not fit on.</summary>
internal static class SmallScreen
{
    public static Frame Notice(ScreenSize size, ScreenSize needed)
    {
        var frame = new Frame(size.Columns, size.Rows);
        var text = T($"{size.Columns}x{size.Rows} is too small. Enlarge it to {needed.Columns}x{needed.Rows}, or leave by Ctrl-C.");
        var lines = TextWrap.Lines(text, size.Columns);
        for (var row = 0; row < Math.Min(size.Rows, lines.Count); row++)
        {
            var column = 0;
            foreach (var rune in TextWidth.Cut(lines[row], size.Columns).EnumerateRunes())
            {
                frame[row, column++] = new Cell(rune.ToString(), Style.Plain);
                for (var rest = TextWidth.Of(rune); rest > 1; rest--)
                {
                    frame[row, column++] = new Cell("", Style.Plain);
                }
            }
        }

        return frame;
    }
}
