namespace TuiSetup.TestKit;

/// <summary>Text of one look in cells beside each other of one row.</summary>
/// <param name="Columns">How many cells it has; a wide character has two.</param>
internal sealed record SvgRun(int Row, int Column, int Columns, string Text, Cell Look)
{
    /// <summary>All text of a screen but its lines; two blanks end a run, for what is beside a gap stays in its column.</summary>
    public static IEnumerable<SvgRun> All(ScreenImage image) => Enumerable.Range(0, image.Rows).SelectMany(row => OfRow(image, row));

    private static IEnumerable<SvgRun> OfRow(ScreenImage image, int row)
    {
        SvgRun? run = null;
        for (var column = 0; column < image.Columns; column++)
        {
            var cell = image[row, column];
            var columns = column + 1 < image.Columns && image[row, column + 1].Text.Length == 0 ? 2 : 1;
            if (run is not null && run.GoesOn(cell, column, columns))
            {
                run = run with { Columns = run.Columns + columns, Text = run.Text + cell.Text };
            }
            else if (cell.Text.Length > 0)
            {
                if (run?.Ended is { } ended)
                {
                    yield return ended;
                }

                run = LineDrawing.Draws(cell.Text) || cell is { Text: " ", Underline: false } ? null : new(row, column, columns, cell.Text, cell);
            }
        }

        if (run?.Ended is { } last)
        {
            yield return last;
        }
    }

    /// <summary>A wide character stands alone: it is stretched to its two cells, and its neighbours are not.</summary>
    private bool GoesOn(Cell cell, int column, int columns)
        => column == Column + Columns && columns == 1 && Columns == Text.Length && cell.Text.Length == 1 && cell.SameLook(Look)
            && !LineDrawing.Draws(cell.Text) && !(cell is { Text: " ", Underline: false } && Text[^1] == ' ');

    /// <summary>Without a blank at its end, which nobody sees.</summary>
    private SvgRun Ended => !Look.Underline && Text.EndsWith(' ') ? this with { Columns = Columns - 1, Text = Text[..^1] } : this;
}
