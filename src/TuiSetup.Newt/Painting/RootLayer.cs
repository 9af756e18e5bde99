using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Painting;

/// <summary>What lies below all windows: the background, root text, and the help line on the last row.</summary>
internal sealed class RootLayer
{
    private readonly List<(int Column, int Row, string Text)> _texts = [];

    /// <summary>Null: there is none, and the last row is background too.</summary>
    public string? HelpLine { get; set; }

    /// <summary>Text at a place; a negative column or row counts from the right or the bottom.</summary>
    public void Put(int column, int row, string text)
    {
        _texts.RemoveAll(old => (old.Column, old.Row) == (column, row));
        _texts.Add((column, row, text));
    }

    public void PaintGround(Canvas canvas)
    {
        canvas.Fill(0, 0, canvas.Columns, canvas.Rows, Role.Root);
        if (HelpLine is { } line)
        {
            canvas.Put(0, canvas.Rows - 1, TextWidth.Fit(line, canvas.Columns), Role.HelpLine);
        }
    }

    public void PaintTexts(Canvas canvas)
    {
        foreach (var (column, row, text) in _texts)
        {
            canvas.Put(column < 0 ? canvas.Columns + column : column, row < 0 ? canvas.Rows + row : row, text, Role.RootText);
        }
    }
}
