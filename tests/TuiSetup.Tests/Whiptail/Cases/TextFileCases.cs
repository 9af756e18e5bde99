namespace TuiSetup.Tests.Whiptail;

/// <summary>--textbox.</summary>
internal static class TextFileCases
{
    private static readonly (string Name, string Text) Log =
        ("tape.log", string.Concat(Enumerable.Range(1, 60).Select(i => $"{i:00}:15 block {i * 4096} written\n")));

    private static readonly (string Name, string Text) Short = ("tape.log", "rewound\nerased\n");

    public static IReadOnlyList<WhiptailCase> All { get; } =
    [
        new("A file is shown", "--textbox tape.log 10 40", "Enter") { Files = [Short] },
        new("A file without a last line end", "--textbox tape.log 10 40", "Enter") { Files = [("tape.log", "rewound\nerased")] },
        new("A file too long for its box is cut", "--textbox tape.log 12 50", "Down PgDn Enter") { Files = [Log] },
        new("A file is scrolled", "--scrolltext --textbox tape.log 12 50", "Down Down PgDn PgDn Up PgUp Home End Tab Enter") { Files = [Log] },
        new("A file is scrolled to its end and no further", "--scrolltext --textbox tape.log 20 50", "PgDn PgDn PgDn PgDn PgDn Down Tab Enter") { Files = [Log] },
        new("A file of automatic size", "--textbox tape.log 0 0", "Enter") { Files = [Short] },
        new("A long file of automatic size", "--textbox tape.log 0 0", "Down Tab Enter") { Files = [Log] },
        new("A file with titles and a button of its own", "--title Log --backtitle srv-7 --ok-button Read --textbox tape.log 10 40", "Enter") { Files = [Short] },
        new("A file with a full button", "--fb --textbox tape.log 12 40", "Enter") { Files = [Short] },
        new("An empty file", "--textbox tape.log 10 40", "Enter") { Files = [("tape.log", "")] },
        new("A file with tabs", "--textbox tape.log 10 60", "Enter") { Files = [("tape.log", "a\tb\n12345678\tc\nx\ty\tz\n")] },
        new("A file with lines wider than its box", "--textbox tape.log 10 30", "Enter") { Files = [("tape.log", "this line is much wider than the box that shows it\nshort\n")] },
        new("A file with wide characters", "--textbox tape.log 10 40", "Enter") { Files = [("tape.log", "磁気テープは一杯です\n테이프가 가득 찼습니다\n")] },
        new("A file with backslashes", "--textbox tape.log 10 40", "Enter") { Files = [("tape.log", @"a\nb and c\td" + "\n")] },
        new("A file left by Esc", "--textbox tape.log 10 40", "Esc") { Files = [Short] },
        new("A file that is not there", "--textbox tape.log 10 40"),
        new("A folder in place of a file", "--textbox / 10 40"),
    ];
}
