namespace TuiSetup.TestKit;

/// <summary>The colours that a Linux console and xterm give the numbers of the palette, for where there is no terminal to ask.</summary>
internal static class ScreenPalette
{
    private const int Ink = 7, Ground = 0;

    /// <summary>The first sixteen, as the VGA adapter has them.</summary>
    private static readonly int[] Named =
    [
        0x000000, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa, 0x00aaaa, 0xaaaaaa,
        0x555555, 0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff,
    ];

    /// <summary>Levels of red, green and blue in the cube from 16 to 231.</summary>
    private static readonly int[] Levels = [0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff];

    /// <summary>The colours of a cell as <c>#rrggbb</c>, reversed where it is.</summary>
    public static (string Ink, string Ground) Of(Cell cell)
    {
        var (ink, ground) = (Hex(cell.Fg, Ink), Hex(cell.Bg, Ground));
        return cell.Reverse ? (ground, ink) : (ink, ground);
    }

    private static string Hex(CellColor color, int usual) => $"#{Rgb(color.IsDefault ? CellColor.Palette(usual) : color):x6}";

    private static int Rgb(CellColor color) => color switch
    {
        { IsRgb: true } => color.Value & 0xffffff,
        { Value: < 16 } => Named[color.Value],
        { Value: < 232 } => Cube(color.Value - 16),
        _ => (8 + (color.Value - 232) * 10) * 0x010101,
    };

    private static int Cube(int place) => Levels[place / 36] << 16 | Levels[place / 6 % 6] << 8 | Levels[place % 6];
}
