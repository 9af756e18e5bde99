namespace TuiSetup.Newt.Terminal;

/// <summary>Finds the controls of a terminfo entry that are ECMA-48's own; what is spelled another way is left alone.</summary>
internal static class ControlReader
{
    private static readonly (TerminalControls Control, TerminfoString Name, string Spelling)[] Strings =
    [
        (TerminalControls.Backspace, TerminfoString.CursorLeft, "\b"),
        (TerminalControls.NextRow, TerminfoString.CursorDown, "\n"),
        (TerminalControls.NextRow, TerminfoString.ScrollForward, "\n"),
        (TerminalControls.Forward, TerminfoString.MoveRight, "\e[%p1%dC"),
        (TerminalControls.Back, TerminfoString.MoveLeft, "\e[%p1%dD"),
        (TerminalControls.Up, TerminfoString.MoveUp, "\e[%p1%dA"),
        (TerminalControls.Down, TerminfoString.MoveDown, "\e[%p1%dB"),
        (TerminalControls.ColumnAddress, TerminfoString.ColumnAddress, "\e[%i%p1%dG"),
        (TerminalControls.RowAddress, TerminfoString.RowAddress, "\e[%i%p1%dd"),
        (TerminalControls.EraseRow, TerminfoString.EraseToEndOfRow, "\e[K"),
        (TerminalControls.EraseCells, TerminfoString.EraseCharacters, "\e[%p1%dX"),
    ];

    public static TerminalControls Read(ITerminfo entry)
    {
        var found = entry.Flag(TerminfoFlag.MoveInStandoutMode) ? TerminalControls.MoveInAlternateCharset : TerminalControls.None;
        foreach (var (control, name, spelling) in Strings)
        {
            if (Padding.Strip(entry.Text(name)) == spelling)
            {
                found |= control;
            }
        }

        return Padding.Strip(entry.Text(TerminfoString.CarriageReturn)) == "\r" ? found : found & ~TerminalControls.NextRow;
    }
}
