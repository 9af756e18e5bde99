using System.Globalization;
using System.Text;

namespace TuiSetup.Newt.Terminal;

/// <summary>
/// Brings a terminal from one frame to the next with few bytes: only cells that differ, the shortest way between
/// them, and nothing that a VT100 would not know unless terminfo says so.
/// </summary>
internal sealed class FrameWriter(TerminalCapabilities terminal)
{
    private readonly StringBuilder _out = new();
    private readonly SgrEncoder _sgr = new(terminal);
    private readonly LineCharacters _lines = new(terminal);
    private int _row, _column;
    private bool? _cursorShown = true;

    /// <summary>The bytes that lead from <paramref name="before"/> (null: unknown, so clear first) to <paramref name="after"/>.</summary>
    public ReadOnlySpan<byte> Encode(Frame? before, Frame after)
    {
        _out.Clear();
        if (before is null || before.Columns != after.Columns || before.Rows != after.Rows)
        {
            before = Clear(after);
        }

        EncodeRows(before, after);

        _lines.End(_out);
        PlaceCursor(after);
        return (terminal.Utf8 ? Encoding.UTF8 : Encoding.Latin1).GetBytes(_out.ToString());
    }

    /// <summary>What the next frame must not rely on: the screen was cleared or left.</summary>
    public void Forget()
    {
        _sgr.Forget();
        (_row, _column) = (-1, -1);
        _cursorShown = null;
    }

    /// <summary>
    /// Clears, and fills the ground that the windows stand on. Emulators differ in the colour that clearing leaves, so
    /// the rows are filled one by one.
    /// </summary>
    private Frame Clear(Frame after)
    {
        _lines.Reset(_out);
        _sgr.Forget();
        _sgr.Switch(_out, Themes.Style.Plain);
        _out.Append("\e[H\e[J");
        (_row, _column) = (0, 0);
        var cleared = new Frame(after.Columns, after.Rows);
        var ground = new Frame(after.Columns, after.Rows);
        ground.Fill(new Cell(" ", after[0, after.Columns - 1].Style));
        EncodeRows(cleared, ground);
        return ground;
    }

    private void EncodeRows(Frame before, Frame after)
    {
        for (var row = 0; row < after.Rows; row++)
        {
            EncodeRow(before, after, row);
        }
    }

    private void EncodeRow(Frame before, Frame after, int row)
    {
        var blankFrom = BlankTail(after, row);
        for (var column = 0; column < after.Columns; column++)
        {
            ref var cell = ref after[row, column];
            if (before[row, column] == cell || cell.Grapheme.Length == 0)
            {
                continue;
            }

            var width = column + 1 < after.Columns && after[row, column + 1].Grapheme.Length == 0 ? 2 : 1;
            if (row == after.Rows - 1 && column + width == after.Columns && !terminal.LastCellIsSafe)
            {
                EncodeLastCell(after, width);
                return;
            }

            MoveTo(after, row, column);
            _sgr.Switch(_out, cell.Style);
            if (column >= blankFrom && after.Columns - column > 3 && CanEraseWith(cell.Style))
            {
                _lines.End(_out);
                _out.Append("\e[K");
                return;
            }

            _lines.Append(_out, cell.Grapheme);
            _column = column + width >= after.Columns ? -1 : column + width;
        }
    }

    /// <summary>A terminal that would scroll after its last cell has it drawn one to the left, and pushed into its place.</summary>
    private void EncodeLastCell(Frame after, int width)
    {
        var (row, left) = (after.Rows - 1, after.Columns - 2);
        if (terminal.InsertCharacter.Length == 0 || width > 1 || left < 0 || after[row, left].Grapheme.Length == 0)
        {
            return;
        }

        EncodeCell(after, row, left, after[row, left + 1]);
        MoveTo(after, row, left);
        _lines.End(_out);
        _out.Append(terminal.InsertCharacter);
        EncodeCell(after, row, left, after[row, left]);
    }

    private void EncodeCell(Frame after, int row, int column, in Cell cell)
    {
        MoveTo(after, row, column);
        _sgr.Switch(_out, cell.Style);
        _lines.Append(_out, cell.Grapheme);
        _column = column + 1;
    }

    private bool CanEraseWith(Themes.Style style)
        => style is { Reverse: false, Underline: false } && (terminal.BackColorErase || style.Background < 0 || terminal.Colors == 0);

    /// <summary>First column from which the row is blank and of one style.</summary>
    private static int BlankTail(Frame frame, int row)
    {
        var column = frame.Columns - 1;
        var style = frame[row, column].Style;
        while (column >= 0 && frame[row, column] is { Grapheme: " " } cell && cell.Style == style)
        {
            column--;
        }

        return column + 1;
    }

    private void MoveTo(Frame frame, int row, int column)
    {
        if (_row == row && _column == column)
        {
            return;
        }

        // Up to three plain cells are shorter to write again than to jump over.
        if (_row == row && _column >= 0 && column > _column && column - _column <= 3 && IsPlain(frame, row, _column, column))
        {
            for (; _column < column; _column++)
            {
                _lines.Append(_out, frame[row, _column].Grapheme);
            }

            return;
        }

        _lines.End(_out);
        if (_row >= 0 && row == _row + 1 && column == 0 && _column >= 0)
        {
            _out.Append("\r\n");
        }
        else
        {
            _out.Append("\e[").Append(row + 1);
            if (column > 0)
            {
                _out.Append(';').Append(column + 1);
            }

            _out.Append('H');
        }

        (_row, _column) = (row, column);
    }

    private bool IsPlain(Frame frame, int row, int from, int to)
    {
        for (var column = from; column < to; column++)
        {
            var cell = frame[row, column];
            if (cell.Style != _sgr.Current || cell.Grapheme.Length != 1 || cell.Grapheme[0] is < ' ' or > '~')
            {
                return false;
            }
        }

        return true;
    }

    private void PlaceCursor(Frame frame)
    {
        MoveTo(frame, frame.CursorRow, frame.CursorColumn);
        if (frame.CursorVisible != _cursorShown)
        {
            _out.Append(frame.CursorVisible ? terminal.ShowCursor : terminal.HideCursor);
            _cursorShown = frame.CursorVisible;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{terminal.Name} at {_row},{_column}");
}
