using System.Globalization;
using System.Text;
using TuiSetup.Newt.Themes;

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
    private readonly CursorMover _cursor = new(terminal);
    private bool? _cursorShown = true;

    /// <summary>The last cell of the last row could not be written, and is still to come.</summary>
    private bool _owesLastCell;

    /// <summary>The bytes that lead from <paramref name="before"/> (null: unknown, so clear first) to <paramref name="after"/>.</summary>
    public ReadOnlySpan<byte> Encode(Frame? before, Frame after)
    {
        _out.Clear();
        if (before is null || before.Columns != after.Columns || before.Rows != after.Rows)
        {
            before = Clear(after);
        }

        EncodeRows(before, after);
        PlaceCursor(after);
        return (terminal.Utf8 ? Encoding.UTF8 : Encoding.Latin1).GetBytes(_out.ToString());
    }

    /// <summary>What the next frame must not rely on: the screen was cleared or left.</summary>
    public void Forget()
    {
        _sgr.Forget();
        _cursor.Forget();
        _cursorShown = null;
    }

    /// <summary>
    /// Clears, and fills the ground that the windows stand on where erasing does that, or where it may show at the end
    /// of a row. Emulators differ in the colour that clearing leaves, so the rows are filled one by one.
    /// </summary>
    private Frame Clear(Frame after)
    {
        _lines.Reset(_out);
        _sgr.Forget();
        _sgr.Switch(_out, Style.Plain);
        _out.Append("\e[H\e[J");
        _cursor.Found(0, 0);
        var cleared = Frame.Uniform(after.Columns, after.Rows, Cell.Blank);
        var style = after[0, after.Columns - 1].Style;
        if (!(Has(TerminalControls.EraseRow) && CanEraseWith(style)) && !_lines.MayShiftRows)
        {
            return cleared;
        }

        var ground = Frame.Uniform(after.Columns, after.Rows, new Cell(" ", style));
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
        for (var column = 0; column < after.Columns; column++)
        {
            ref var cell = ref after[row, column];
            var isLast = row == after.Rows - 1 && column == after.Columns - 1;
            if ((before[row, column] == cell && !(isLast && _owesLastCell)) || cell.Grapheme.Length == 0)
            {
                continue;
            }

            var erased = Erase(before, after, row, column);
            if (erased > 0)
            {
                column += erased - 1;
                continue;
            }

            var width = column + 1 < after.Columns && after[row, column + 1].Grapheme.Length == 0 ? 2 : 1;
            if (row == after.Rows - 1 && column + width == after.Columns && !terminal.LastCellIsSafe)
            {
                EncodeLastCell(after, width);
                return;
            }

            MoveTo(after, row, column);
            Write(cell, width, after.Columns);
        }
    }

    /// <summary>Erases blanks that begin at a column where that is shorter than to write those that differ; how many cells that were.</summary>
    private int Erase(Frame before, Frame after, int row, int column)
    {
        if (after[row, column] is not { Grapheme: " " } cell || !CanEraseWith(cell.Style))
        {
            return 0;
        }

        var blanks = BlankRun.At(before, after, row, column);
        var (control, length) = Erasing(blanks.End == after.Columns, blanks.LastDifferent + 1 - column);
        if (blanks.Different <= length)
        {
            return 0;
        }

        MoveTo(after, row, column);
        Switch(cell.Style);
        _out.Append(control);
        return blanks.LastDifferent + 1 - column;
    }

    /// <summary>The control that erases so many cells, and its length with the move that then is needed to get behind them.</summary>
    private (string Control, int Length) Erasing(bool toEndOfRow, int count)
    {
        if (toEndOfRow && Has(TerminalControls.EraseRow))
        {
            return ("\e[K", 3);
        }

        var control = $"\e[{count}X";
        return Has(TerminalControls.EraseCells) ? (control, control.Length * 2) : ("", int.MaxValue);
    }

    /// <summary>A terminal that would scroll after its last cell has it drawn one to the left, and pushed into its place.</summary>
    private void EncodeLastCell(Frame after, int width)
    {
        var (row, left) = (after.Rows - 1, after.Columns - 2);
        _owesLastCell = terminal.InsertCharacter.Length == 0 || width > 1 || left < 0 || after[row, left].Grapheme.Length == 0;
        if (_owesLastCell)
        {
            return;
        }

        MoveTo(after, row, left);
        Write(after[row, left + 1], 1, after.Columns);
        MoveTo(after, row, left);
        _lines.End(_out);
        _out.Append(terminal.InsertCharacter);
        Write(after[row, left], 1, after.Columns);
    }

    private void Write(in Cell cell, int width, int columns)
    {
        Switch(cell.Style);
        _lines.Append(_out, cell.Grapheme);
        _cursor.Wrote(cell.Grapheme, width, columns);
    }

    private void Switch(Style style)
    {
        if (_sgr.Current != style)
        {
            _lines.BeforeStyle(_out);
            _sgr.Switch(_out, style);
        }
    }

    private bool CanEraseWith(Style style)
        => style is { Reverse: false, Underline: false } && (terminal.BackColorErase || style.Background < 0 || terminal.Colors == 0);

    private bool Has(TerminalControls control) => (terminal.Controls & control) != 0;

    private void MoveTo(Frame frame, int row, int column)
    {
        if ((_cursor.Row, _cursor.Column) == (row, column))
        {
            return;
        }

        // A few cells are shorter to write again than to jump over.
        if (_cursor.Row == row && column > _cursor.Column && !_cursor.IsDoubtful
            && column - _cursor.Column < _cursor.WayTo(row, column).Length && CanWriteAgain(frame, row, _cursor.Column, column))
        {
            for (var over = _cursor.Column; over < column; over++)
            {
                Write(frame[row, over], 1, frame.Columns);
            }

            return;
        }

        _lines.BeforeMove(_out);
        _cursor.MoveTo(_out, row, column);
    }

    /// <summary>Whether each of the cells is one byte, in the present style and character set.</summary>
    private bool CanWriteAgain(Frame frame, int row, int from, int to)
    {
        for (var column = from; column < to; column++)
        {
            ref var cell = ref frame[row, column];
            if (cell.Style != _sgr.Current || !_lines.IsOneByte(cell.Grapheme))
            {
                return false;
            }
        }

        return true;
    }

    private void PlaceCursor(Frame frame)
    {
        MoveTo(frame, frame.CursorRow, frame.CursorColumn);
        _lines.End(_out);
        if (frame.CursorVisible != _cursorShown)
        {
            _out.Append(frame.CursorVisible ? terminal.ShowCursor : terminal.HideCursor);
            _cursorShown = frame.CursorVisible;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{terminal.Name} at {_cursor.Row},{_cursor.Column}");
}
