namespace TuiSetup.TestKit;

public sealed partial class VtScreen
{
    // Understood, and without effect on what is shown: blinking cursor, smooth scroll, mouse, focus, 8-bit meta,
    // reverse wrap, synchronized output, ...
    private static readonly HashSet<int> SilentModes =
        [3, 4, 8, 9, 12, 40, 45, 66, 1000, 1002, 1003, 1004, 1005, 1006, 1007, 1015, 1034, 1036, 1039, 2026];

    private bool cursorVisible = true;
    private bool applicationCursorKeys;
    private bool bracketedPaste;
    private bool autowrap = true;
    private bool insertMode;

    private void SetModes(CsiSequence sequence, bool on)
    {
        foreach (var mode in sequence.Parameters.Select((_, index) => sequence[index]))
        {
            if (sequence.Prefix == '?' ? !SetPrivateMode(mode, on) : !SetMode(mode, on))
            {
                unknown.Add($"ESC[{sequence.Text}");
            }
        }
    }

    private bool SetMode(int mode, bool on)
    {
        insertMode = mode == 4 ? on : insertMode;
        return mode is 4 or 20;
    }

    private bool SetPrivateMode(int mode, bool on)
    {
        switch (mode)
        {
            case 1:
                applicationCursorKeys = on;
                return true;
            case 5:
                return true;
            case 6:
                cursor.OriginMode = on;
                MoveToAddress(0, 0);
                return true;
            case 7:
                autowrap = on;
                return true;
            case 25:
                cursorVisible = on;
                return true;
            case 47 or 1047:
                ShowAlternate(on, clear: mode == 1047 && !on);
                return true;
            case 1048:
                SaveOrRestore(on);
                return true;
            case 1049:
                ShowAlternateWithCursor(on);
                return true;
            case 2004:
                bracketedPaste = on;
                return true;
            default:
                return SilentModes.Contains(mode);
        }
    }

    private void ShowAlternate(bool on, bool clear)
    {
        if (clear)
        {
            alternate.EraseLines(0, alternate.Rows, Cell.Blank);
        }

        grid = on ? alternate : main;
    }

    private void ShowAlternateWithCursor(bool on)
    {
        if (on)
        {
            SaveCursor();
        }

        ShowAlternate(on, clear: on);
        if (!on)
        {
            RestoreCursor();
        }
    }

    private void SaveOrRestore(bool save)
    {
        if (save)
        {
            SaveCursor();
        }
        else
        {
            RestoreCursor();
        }
    }

    private void SoftReset()
    {
        cursorVisible = autowrap = true;
        applicationCursorKeys = insertMode = bracketedPaste = false;
        cursor = new() { Row = cursor.Row, Column = cursor.Column };
        saved = new();
        grid.SetRegion(0, grid.Rows - 1);
    }

    private void Reset()
    {
        var (columns, rows) = (grid.Columns, grid.Rows);
        main = new(columns, rows);
        alternate = new(columns, rows);
        grid = main;
        tabs = DefaultTabs(columns);
        SoftReset();
        MoveTo(0, 0);
    }
}
