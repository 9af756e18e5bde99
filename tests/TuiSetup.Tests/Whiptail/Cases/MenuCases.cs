namespace TuiSetup.Tests.Whiptail;

/// <summary>--menu.</summary>
internal static class MenuCases
{
    private const string Jobs = "backup 'Write a tape' verify 'Read a tape' erase 'Make a tape empty' eject 'Give a tape out'";
    private const string Menu = $"--menu 'What to do:' 14 50 6 {Jobs}";

    private static readonly string Servers =
        string.Join(' ', Enumerable.Range(1, 30).Select(i => $"srv-{i} 'Server {(char)('A' + (i % 26))} in rack {i % 4}'"));

    public static IReadOnlyList<WhiptailCase> All { get; } =
    [
        new("The first item is chosen by Enter", Menu, "Enter"),
        new("The first item is chosen by Space", Menu, "Space Tab Enter"),
        new("The first item is chosen by F12", Menu, "F12"),
        new("The third item is chosen", Menu, "Down Down Enter"),
        new("The arrows stop at both ends", Menu, "Up Down Down Down Down Down Up Enter"),
        new("Home and End and the pages", Menu, "End Home PgDn PgUp Enter"),
        new("The other arrows and pages", Menu, "Down-Normal Down-Normal Up-Normal Ctrl-N Ctrl-P Ctrl-V Alt-v End-Linux Home-Linux Enter"),
        new("A letter leads to the next item with it", Menu, "e e e v b x E Enter"),
        new("A menu is cancelled by its button", Menu, "Tab Tab Enter"),
        new("A menu is cancelled by Esc", Menu, "Down Esc"),
        new("An item is kept while the focus is elsewhere", Menu, "Down Tab Tab Tab Down Tab Enter"),
        new("Left and Right leave the list", Menu, "Right Right Left Left Left Enter"),
        new("A default item", $"--default-item erase {Menu}", "Enter"),
        new("A default item that is not there", $"--default-item format {Menu}", "Enter"),
        new("A long menu scrolls", $"--menu Server: 16 50 8 {Servers}", "Down PgDn PgDn PgDn PgDn PgDn Up PgUp Home End Enter"),
        new("A long menu scrolls line by line", $"--menu Server: 12 50 3 {Servers}", "Down Down Down Down Up Up Up Up Enter"),
        new("A long menu at a default item far down", $"--default-item srv-20 --menu Server: 16 50 8 {Servers}", "Up Enter"),
        new("A long menu at its last item", $"--default-item srv-30 --menu Server: 16 50 8 {Servers}", "Down Enter"),
        new("A long menu by letters", $"--menu Server: 16 50 8 {Servers}", "s s 2 Enter"),
        new("A long menu of automatic size", $"--menu Server: 0 0 0 {Servers}", "PgDn Enter"),
        new("A long menu of automatic list height", $"--menu Server: 20 50 0 {Servers}", "PgDn Enter"),
        new("A menu of automatic size", $"--menu 'What to do:' 0 0 0 {Jobs}", "Down Enter"),
        new("A menu of automatic width", $"--menu 'What to do:' 14 0 6 {Jobs}", "Down Enter"),
        new("A menu of automatic height", $"--menu 'What to do:' 0 50 6 {Jobs}", "Down Enter"),
        new("A menu with titles", $"--title Tapes --backtitle srv-7 {Menu}", "Down Enter"),
        new("A menu without a cancel button", $"--nocancel {Menu}", "Tab Tab Down Enter"),
        new("A menu without a cancel button left by Esc", $"--nocancel {Menu}", "Esc"),
        new("A menu whose buttons have other texts", $"--ok-button Do --cancel-button Leave {Menu}", "Tab Tab Enter"),
        new("A menu with full buttons", $"--fb --menu 'What to do:' 16 50 6 {Jobs}", "Down Tab Tab Enter"),
        new("A menu without tags", $"--notags {Menu}", "Down e Enter"),
        new("A menu without items", $"--noitem {Menu}", "Down v Enter"),
        new("A menu without tags and items", $"--notags --noitem {Menu}", "Down Enter"),
        new("A menu in the corner", $"--topleft {Menu}", "Down Enter"),
        new("A menu below a text that scrolls", $"--scrolltext --menu 'one\\ntwo\\nthree\\nfour\\nfive' 14 40 4 {Jobs}", "Down Tab Down Enter Tab Enter"),
        new("A menu with a list lower than its items", $"--menu 'What to do:' 12 50 2 {Jobs}", "Down Down Enter"),
        new("A menu with a list higher than its box", $"--menu 'What to do:' 9 50 12 {Jobs}", "Down Enter"),
        new("A menu with items wider than its box", "--menu Pick: 12 30 3 a 'an item that has many more words than fit' b short", "Down Enter"),
        new("A menu with tags wider than its box", "--menu Pick: 12 30 3 a-tag-that-is-wider-than-the-box-around-it x b y", "Down Enter"),
        new("A menu of one item", "--menu Pick: 12 30 3 only 'The only one'", "Down Up Enter"),
        new("A menu with two items of one tag", "--default-item a --menu Pick: 12 30 3 a first b second a third", "Enter"),
        new("A menu with empty tags and items", "--menu Pick: 12 30 3 '' first b '' c third", "Enter"),
        new("A menu with wide characters", "--menu 作業を選ぶ: 12 40 3 保存 テープに書く 確認 テープを読む 消去 空にする", "Down Down Enter"),
        new("A menu with accents", "--menu Wählen: 12 40 3 größe Größe übung Übung é Été", "Down Down é Enter"),
        new("A menu of numbers", "--menu Pick: 12 30 3 1 one 2 two 3 three", "3 2 Down Enter"),
        new("A menu whose tag goes to a descriptor", $"--output-fd 3 {Menu}", "Down Enter") { Descriptors = [3] },
    ];
}
