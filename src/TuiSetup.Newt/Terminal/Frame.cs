using System.Text;

namespace TuiSetup.Newt.Terminal;

/// <summary>What a screen shows at one moment: cells, and where the cursor stands.</summary>
internal sealed class Frame(int columns, int rows)
{
    private readonly Cell[] _cells = NewCells(columns * rows);

    public int Columns { get; } = columns;

    public int Rows { get; } = rows;

    public int CursorColumn { get; set; }

    public int CursorRow { get; set; }

    public bool CursorVisible { get; set; }

    public ref Cell this[int row, int column] => ref _cells[(row * Columns) + column];

    public void Fill(in Cell cell) => Array.Fill(_cells, cell);

    /// <summary>The characters alone, rows cut at their last one.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        for (var row = 0; row < Rows; row++)
        {
            var start = text.Length;
            for (var column = 0; column < Columns; column++)
            {
                text.Append(this[row, column].Grapheme);
            }

            while (text.Length > start && text[^1] == ' ')
            {
                text.Length--;
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static Cell[] NewCells(int count)
    {
        var cells = new Cell[count];
        Array.Fill(cells, Cell.Blank);
        return cells;
    }
}
