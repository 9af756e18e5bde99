namespace TuiSetup.Tests.Whiptail;

/// <summary>The same boxes on other terminals, in other sizes and in the C locale.</summary>
internal static class TerminalCases
{
    private static readonly string[] Terms =
        ["xterm", "xterm-256color", "linux", "vt100", "vt220", "screen", "screen-256color", "tmux", "tmux-256color"];

    private static readonly (int Columns, int Rows)[] Sizes = [(132, 43), (40, 14), (81, 25)];

    private static readonly WhiptailCase[] Boxes =
    [
        new("a message", "--title Tape --backtitle srv-7 --msgbox 'The tape is full.' 9 36", "Enter"),
        new("a question", "--defaultno --fb --yesno 'Erase the tape?' 11 36", "Tab Shift-Tab Left Enter"),
        new("a field", "--inputbox 'Name of the tape:' 9 36 weekly", "x Home Tab Tab Enter"),
        new("a menu", "--menu Tapes: 12 36 3 a first b second c third d fourth", "Down Down Down Up Tab Enter"),
        new("a checklist", "--checklist Tapes: 12 36 3 a first on b second off c third on d fourth off", "Space Down Space Down Down Tab Enter"),
    ];

    public static IReadOnlyList<WhiptailCase> All { get; } =
    [
        .. from term in Terms
           from lang in new[] { "C.UTF-8", "C" }
           from box in Boxes
           select box with { Name = $"On {term} in {lang}: {box.Name}", Term = term, Lang = lang },
        .. from size in Sizes
           from box in Boxes
           select box with { Name = $"In {size.Columns}x{size.Rows}: {box.Name}", Columns = size.Columns, Rows = size.Rows },
        .. from size in Sizes
           select new WhiptailCase($"In {size.Columns}x{size.Rows}: a menu of automatic size", "--title Tapes --menu 'Which of the tapes shall be written next?' 0 0 0 a first b second c third d fourth", "Down Enter") { Columns = size.Columns, Rows = size.Rows },
        new("Without colour by wish", "--menu Tapes: 12 36 3 a first b second c third", "Down Tab Enter") { Variables = [("NEWT_MONO", "1")] },
        new("Wide characters in the C locale", "--msgbox 磁気 9 36", "Enter") { Lang = "C" },
        new("A wide box in a narrow terminal", "--msgbox 'The tape is full.' 9 60", "Enter") { Columns = 40, Rows = 14 },
        new("A high box in a low terminal", "--msgbox 'The tape is full.' 20 30", "Enter") { Columns = 40, Rows = 14 },
        new("A menu too large for its terminal", "--menu Tapes: 20 60 10 a first b second c third d fourth", "Down Enter") { Columns = 40, Rows = 14 },
        new("A box of one line", "--msgbox Tape 3 30", "Enter"),
        new("A box too small for its button", "--msgbox Tape 6 8", "Enter"),
        new("An unknown terminal", "--msgbox Tape 9 36", "") { Term = "teletype-33" },
        new("A terminal that cannot move its cursor", "--msgbox Tape 9 36", "") { Term = "dumb" },
    ];
}
