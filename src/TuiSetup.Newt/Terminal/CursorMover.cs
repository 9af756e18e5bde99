using System.Diagnostics.CodeAnalysis;
using System.Text;
using static TuiSetup.Newt.Terminal.TerminalControls;

namespace TuiSetup.Newt.Terminal;

/// <summary>Where the terminal's cursor is, as far as that is known, and the shortest way from there to another place.</summary>
internal sealed class CursorMover(TerminalCapabilities terminal)
{
    private const int Unknown = -1;

    /// <summary>Negative while the place is not known.</summary>
    public int Row { get; private set; } = Unknown;

    /// <summary>Negative while the place is not known.</summary>
    public int Column { get; private set; } = Unknown;

    /// <summary>Terminals disagree about the width of what was written since the cursor was placed.</summary>
    public bool IsDoubtful { get; private set; }

    public void Forget() => (Row, Column, IsDoubtful) = (Unknown, Unknown, false);

    /// <summary>The cursor was sent there by other means.</summary>
    public void Found(int row, int column) => (Row, Column, IsDoubtful) = (row, column, false);

    /// <summary>A grapheme was written; what follows the last cell of a row differs between terminals.</summary>
    public void Wrote(string grapheme, int width, int columns)
    {
        if (Column + width >= columns)
        {
            Forget();
            return;
        }

        Column += width;
        IsDoubtful |= !HasOneWidthEverywhere(grapheme);
    }

    public void MoveTo(StringBuilder output, int row, int column)
    {
        if (Row != row || Column != column)
        {
            output.Append(WayTo(row, column));
            Found(row, column);
        }
    }

    /// <summary>The bytes that lead there.</summary>
    public string WayTo(int row, int column)
    {
        var best = Absolute(row, column);
        if (Row < 0)
        {
            return best;
        }

        if (Vertical(row) is { } vertical && Horizontal(IsDoubtful ? null : Column, column) is { } horizontal)
        {
            best = Shorter(best, vertical + horizontal);
        }

        // The first column is sure again after a carriage return. LF alone might go there too, by the line's settings.
        if (Has(NextRow) && row >= Row && Horizontal(0, column) is { } fromLeft)
        {
            best = Shorter(best, "\r" + new string('\n', row - Row) + fromLeft);
        }

        return best;
    }

    private string? Vertical(int row)
    {
        var step = row == Row ? ""
            : row > Row ? Has(Down) ? Count(row - Row, 'B') : null
            : Has(Up) ? Count(Row - row, 'A') : null;
        return Shorter(step, Has(RowAddress) ? Count(row + 1, 'd') : null);
    }

    /// <summary>From a column, null if that is doubtful, to another one of the same row.</summary>
    private string? Horizontal(int? from, int column)
    {
        var address = Has(ColumnAddress) ? Count(column + 1, 'G') : null;
        return from is not { } start ? address
            : column == start ? ""
            : column > start ? Shorter(address, Has(Forward) ? Count(column - start, 'C') : null)
            : Shorter(Shorter(address, Has(Back) ? Count(start - column, 'D') : null), Has(Backspace) ? new string('\b', start - column) : null);
    }

    private bool Has(TerminalControls control) => (terminal.Controls & control) != 0;

    private static string Absolute(int row, int column) => (row, column) switch
    {
        (0, 0) => "\e[H",
        (_, 0) => $"\e[{row + 1}H",
        _ => $"\e[{row + 1};{column + 1}H",
    };

    private static string Count(int count, char final) => count == 1 ? $"\e[{final}" : $"\e[{count}{final}";

    [return: NotNullIfNotNull(nameof(best))]
    private static string? Shorter(string? best, string? other) => best is null || other?.Length < best.Length ? other : best;


    private static bool HasOneWidthEverywhere(string grapheme)
        => grapheme is [< '\u0300'] or [>= '\u2190' and < '\u2600'];
}
