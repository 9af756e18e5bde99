using System.Text;

namespace TuiSetup.Newt.Terminal;

/// <summary>What a screen shows at one moment: cells, and where the cursor stands.</summary>
internal sealed class Frame
{
    private readonly Cell[] _cells;

    /// <summary>From one cell to the next; 0 where all are one and the same.</summary>
    private readonly int _step;

    /// <summary>A blank one to draw on.</summary>
    public Frame(int columns, int rows)
        : this(columns, rows, new Cell[columns * rows], step: 1) => Fill(Cell.Blank);

    private Frame(int columns, int rows, Cell[] cells, int step)
    {
        (Columns, Rows) = (columns, rows);
        (_cells, _step) = (cells, step);
    }

    public int Columns { get; }

    public int Rows { get; }

    public int CursorColumn { get; set; }

    public int CursorRow { get; set; }

    public bool CursorVisible { get; set; }

    public ref Cell this[int row, int column] => ref _cells[((row * Columns) + column) * _step];

    /// <summary>One to compare with, that has the same cell everywhere.</summary>
    public static Frame Uniform(int columns, int rows, in Cell cell) => new(columns, rows, [cell], step: 0);

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
}
