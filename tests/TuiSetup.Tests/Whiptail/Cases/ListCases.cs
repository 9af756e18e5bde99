namespace TuiSetup.Tests.Whiptail;

/// <summary>--checklist, --radiolist.</summary>
internal static class ListCases
{
    private const string Ports = "eth0 'Front panel' on eth1 'Back panel' off eth2 'Management' ON wlan0 'Wireless' 0";
    private const string Checks = $"--checklist 'Ports to use:' 14 50 6 {Ports}";
    private const string Modes = "auto 'As the switch says' off fast '100 Mbit/s' on slow '10 Mbit/s' off";
    private const string Radios = $"--radiolist 'Speed:' 14 50 5 {Modes}";

    private static readonly string Vlans =
        string.Join(' ', Enumerable.Range(1, 40).Select(i => $"vlan{i} 'VLAN number {i}' {(i % 3 == 0 ? "on" : "off")}"));

    public static IReadOnlyList<WhiptailCase> All { get; } =
    [
        new("What is checked is the answer", Checks, "Enter"),
        new("Space checks and unchecks", Checks, "Space Space Down Space Down Space Enter"),
        new("Nothing checked is an empty answer", Checks, "Space Down Down Space Enter"),
        new("A checklist's Ok button", Checks, "Down Space Tab Enter"),
        new("A checklist is cancelled by its button", Checks, "Space Tab Tab Enter"),
        new("A checklist is cancelled by Esc", Checks, "Space Esc"),
        new("A checklist is left by F12", Checks, "Down F12"),
        new("A checklist's keys", Checks, "Down Down Down Down Up End Home PgDn PgUp w e Right Left Enter"),
        new("A checklist's answer line by line", $"--separate-output {Checks}", "Down Space Enter"),
        new("A checklist's answer in a descriptor", $"--output-fd 3 --separate-output {Checks}", "Down Space Enter") { Descriptors = [3] },
        new("A checklist without tags", $"--notags {Checks}", "Down Space Enter"),
        new("A checklist without items", "--noitem --checklist 'Ports to use:' 14 50 6 eth0 on eth1 off wlan0 yes", "Down Space Enter"),
        new("A checklist without a cancel button", $"--nocancel {Checks}", "Tab Tab Enter"),
        new("A checklist without a cancel button left by Esc", $"--nocancel {Checks}", "Esc"),
        new("A checklist with full buttons and other texts", $"--fb --ok-button Use --cancel-button Leave --checklist Ports: 16 50 6 {Ports}", "Tab Tab Enter"),
        new("A checklist of automatic size", $"--checklist 'Ports to use:' 0 0 0 {Ports}", "Down Space Enter"),
        new("A checklist with titles in the corner", $"--title Ports --backtitle srv-7 --topleft {Checks}", "Enter"),
        new("A long checklist scrolls", $"--checklist VLANs: 16 50 8 {Vlans}", "Down PgDn PgDn Space Up PgUp End Space Home Enter"),
        new("A long checklist scrolls line by line", $"--checklist VLANs: 11 50 3 {Vlans}", "Down Down Down Down Up Up Up Up Enter"),
        new("A long checklist and its buttons", $"--checklist VLANs: 16 50 8 {Vlans}", "PgDn Tab Tab Tab Down Shift-Tab Shift-Tab Shift-Tab Enter"),
        new("A long checklist of automatic size", $"--checklist VLANs: 0 0 0 {Vlans}", "PgDn Space Enter"),
        new("A checklist with wide characters", "--checklist 接続口: 12 44 3 前 前面の口 on 後 背面の口 off ab 管理用 on", "Down Space Enter"),
        new("A checklist with items wider than its box", "--checklist Ports: 12 30 3 eth0 'a port with a description of many words' on eth1 short off", "Down Enter"),
        new("A checklist with quotes in its tags", "--checklist Ports: 12 40 3 'a \"b\" c' item on 'd e' item on", "Enter"),
        new("A checklist with all words for on", "--checklist Words: 16 40 8 a a on b b On c c yes d d YES e e 1 f f true g g 2 h h off", "Enter"),
        new("A checklist below a text that scrolls", $"--scrolltext --checklist 'one\\ntwo\\nthree\\nfour\\nfive' 14 50 4 {Ports}", "Down Tab Space Enter"),
        new("The default item is not a checklist's", $"--default-item eth2 {Checks}", "Space Enter"),
        new("The chosen one is the answer", Radios, "Enter"),
        new("Space chooses another", Radios, "Down Down Space Enter"),
        new("Moving does not choose", Radios, "Down Down Enter"),
        new("Space on the chosen one leaves it so", Radios, "Down Space Space Up Space Enter"),
        new("None chosen is an empty answer", "--radiolist Speed: 12 40 3 auto x off fast y off", "Enter"),
        new("Of several chosen the last is the answer", "--radiolist Speed: 12 40 3 auto x on fast y on slow z on", "Down Enter"),
        new("A radiolist's keys", Radios, "End Home PgDn PgUp s f Right Left Tab Tab Tab Enter"),
        new("A radiolist is cancelled by its button", Radios, "Tab Tab Enter"),
        new("A radiolist is cancelled by Esc", Radios, "Esc"),
        new("A radiolist is left by F12", Radios, "F12"),
        new("A radiolist without tags", $"--notags {Radios}", "Space Enter"),
        new("A radiolist without items", "--noitem --radiolist Speed: 12 40 3 auto off fast on", "Space Enter"),
        new("A radiolist's answer line by line", $"--separate-output {Radios}", "Enter"),
        new("A radiolist without a cancel button", $"--nocancel {Radios}", "Tab Enter"),
        new("A radiolist with full buttons", $"--fb --radiolist Speed: 16 50 5 {Modes}", "Tab Tab Enter"),
        new("A radiolist of automatic size", $"--radiolist Speed: 0 0 0 {Modes}", "Down Space Enter"),
        new("A long radiolist scrolls", $"--radiolist VLAN: 14 50 5 {Vlans}", "PgDn PgDn Space End Home Enter"),
        new("A radiolist with titles", $"--title Port --backtitle srv-7 {Radios}", "Enter"),
    ];
}
