namespace TuiSetup.TestKit;

/// <summary>Select Graphic Rendition.</summary>
internal static class Sgr
{
    public static Cell Apply(Cell pen, CsiSequence sequence, Charsets charsets)
    {
        for (var i = 0; i < sequence.Parameters.Length; i++)
        {
            var value = sequence[i];
            if (value is 38 or 48)
            {
                var color = sequence.Parameters[i].Length > 1
                    ? Extended(sequence.Parameters[i].AsSpan(1))
                    : Extended(Flat(sequence, ref i));
                pen = value == 38 ? pen with { Fg = color ?? pen.Fg } : pen with { Bg = color ?? pen.Bg };
            }
            else if (value is >= 10 and <= 12)
            {
                charsets.ConsoleFont = value != 10;
            }
            else
            {
                pen = Simple(pen, value);
            }
        }

        return pen;
    }

    private static Cell Simple(Cell pen, int value) => value switch
    {
        0 => Cell.Blank,
        1 => pen with { Bold = true },
        4 => pen with { Underline = true },
        7 => pen with { Reverse = true },
        22 => pen with { Bold = false },
        24 => pen with { Underline = false },
        27 => pen with { Reverse = false },
        >= 30 and <= 37 => pen with { Fg = CellColor.Palette(value - 30) },
        39 => pen with { Fg = CellColor.Default },
        >= 40 and <= 47 => pen with { Bg = CellColor.Palette(value - 40) },
        49 => pen with { Bg = CellColor.Default },
        >= 90 and <= 97 => pen with { Fg = CellColor.Palette(value - 90 + 8) },
        >= 100 and <= 107 => pen with { Bg = CellColor.Palette(value - 100 + 8) },
        _ => pen,
    };

    // 38;5;N and 38;2;R;G;B spend the parameters after them.
    private static int[] Flat(CsiSequence sequence, ref int i)
    {
        var length = sequence[i + 1] switch { 5 => 2, 2 => 4, _ => 1 };
        int[] values = [.. Enumerable.Range(i + 1, length).Select(index => sequence[index])];
        i += length;
        return values;
    }

    // With colons a colour space may stand before red.
    private static CellColor? Extended(ReadOnlySpan<int> values) => values switch
    {
        [5, var index, ..] => CellColor.Palette(index),
        [2, _, var red, var green, var blue, ..] => CellColor.Rgb(red, green, blue),
        [2, var red, var green, var blue] => CellColor.Rgb(red, green, blue),
        _ => null,
    };
}
