namespace TuiSetup.TestKit;

/// <summary>A colour of a cell: the terminal's default, one of its palette, or red, green and blue.</summary>
/// <param name="Value">-1, 0 to 255, or 0x1rrggbb.</param>
public readonly record struct CellColor(int Value)
{
    private const int RgbMark = 0x1000000;

    public static CellColor Default { get; } = new(-1);

    public bool IsDefault => Value == -1;

    public bool IsRgb => Value >= RgbMark;

    public static CellColor Palette(int index) => new(index & 0xff);

    public static CellColor Rgb(int red, int green, int blue) =>
        new(RgbMark | (red & 0xff) << 16 | (green & 0xff) << 8 | blue & 0xff);

    public override string ToString() => IsDefault ? "-" : IsRgb ? $"#{Value & 0xffffff:x6}" : $"{Value}";
}
