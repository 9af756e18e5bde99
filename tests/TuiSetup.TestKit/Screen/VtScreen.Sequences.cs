using System.Text;

namespace TuiSetup.TestKit;

public sealed partial class VtScreen
{
    private void Csi(CsiSequence s)
    {
        if (VtQueries.IsQuery(s))
        {
            queries.Add($"ESC[{s.Text}");
        }
        else if (!Move(s) && !Edit(s) && !Configure(s))
        {
            unknown.Add($"ESC[{s.Text}");
        }
    }

    private bool Move(CsiSequence s)
    {
        Action? move = s.Key switch
        {
            "A" => () => MoveRows(-s.Count()),
            "B" or "e" => () => MoveRows(s.Count()),
            "C" or "a" => () => MoveColumns(s.Count()),
            "D" => () => MoveColumns(-s.Count()),
            "E" => () => { MoveRows(s.Count()); MoveTo(cursor.Row, 0); },
            "F" => () => { MoveRows(-s.Count()); MoveTo(cursor.Row, 0); },
            "G" or "`" => () => MoveTo(cursor.Row, s.Count() - 1),
            "H" or "f" => () => MoveToAddress(s.Count() - 1, s.Count(1) - 1),
            "I" => () => Tab(s.Count()),
            "Z" => () => BackTab(s.Count()),
            "d" => () => MoveToAddress(s.Count() - 1, cursor.Column),
            "s" => SaveCursor,
            "u" => RestoreCursor,
            _ => null,
        };
        move?.Invoke();
        return move is not null;
    }

    private bool Edit(CsiSequence s)
    {
        Action? edit = s.Key switch
        {
            "@" => () => grid.InsertCells(cursor.Row, cursor.Column, s.Count(), cursor.Pen.Erased),
            "J" or "?J" => () => EraseInDisplay(s[0]),
            "K" or "?K" => () => EraseInLine(s[0]),
            "L" => () => InsertLines(s.Count()),
            "M" => () => DeleteLines(s.Count()),
            "P" => () => grid.DeleteCells(cursor.Row, cursor.Column, s.Count(), cursor.Pen.Erased),
            "S" => () => grid.ScrollUp(s.Count(), cursor.Pen.Erased),
            "T" => () => grid.ScrollDown(s.Count(), cursor.Pen.Erased),
            "X" => () => EraseCells(s.Count()),
            "b" => () => Repeat(s.Count()),
            _ => null,
        };
        edit?.Invoke();
        return edit is not null;
    }

    private bool Configure(CsiSequence s)
    {
        Action? configure = s.Key switch
        {
            "m" => () => cursor.Pen = Sgr.Apply(cursor.Pen, s, cursor.Charsets),
            "r" => () => SetRegion(s.Count(), s[1] == 0 ? grid.Rows : s[1]),
            "g" => () => ClearTabs(s[0]),
            "h" or "?h" => () => SetModes(s, true),
            "l" or "?l" => () => SetModes(s, false),
            "!p" => SoftReset,

            // Cursor shapes, modifier reports, keyboard levels, saved modes, window titles, scroll-back colours.
            "?c" or " q" or ">m" or ">n" or ">u" or "<u" or "=u" or "?s" or "?r" or "t" or "]" => () => { },
            _ => null,
        };
        configure?.Invoke();
        return configure is not null;
    }

    private void Escape(string intermediates, char final)
    {
        Action? act = (intermediates, final) switch
        {
            ("", '7') => SaveCursor,
            ("", '8') => RestoreCursor,
            ("", 'D') => LineFeed,
            ("", 'E') => () => { MoveTo(cursor.Row, 0); LineFeed(); },
            ("", 'M') => ReverseIndex,
            ("", 'H') => () => tabs.Add(cursor.Column),
            ("", 'c') => Reset,
            ("", 'Z') => () => queries.Add("ESC Z"),
            ("", '=') or ("", '>') or ("", '\\') => () => { },
            ("#", '8') => AlignmentPattern,
            ("(" or ")" or "*" or "+", _) => () => cursor.Charsets.Designate(intermediates[0], final),
            ("%" or " ", _) => () => { },
            _ => () => unknown.Add($"ESC {intermediates}{final}"),
        };
        act();
    }

    private void ControlString(char introducer, string content)
    {
        if (VtQueries.IsQuery(introducer, content))
        {
            queries.Add($"ESC{introducer}{content}");
        }
        else if (introducer != ']')
        {
            unknown.Add($"ESC{introducer}{content}");
        }
    }

    private sealed class Actions(VtScreen screen) : IVtActions
    {
        public void Print(Rune rune) => screen.Print(rune);

        public void PrintByte(byte value) => screen.Print(new Rune(screen.cursor.Charsets.Map(value)));

        public void Control(byte value) => screen.Control(value);

        public void Escape(string intermediates, char final) => screen.Escape(intermediates, final);

        public void Csi(CsiSequence sequence) => screen.Csi(sequence);

        public void ControlString(char introducer, string content) => screen.ControlString(introducer, content);
    }
}
