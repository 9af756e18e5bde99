namespace TuiSetup.Tests.Whiptail;

/// <summary>--yesno.</summary>
internal static class QuestionCases
{
    private const string Lines = @"The tape holds:\n\nsrv-1\nsrv-2\nsrv-3\nsrv-4\nsrv-5\nsrv-6\nsrv-7\n\nErase it?";

    public static IReadOnlyList<WhiptailCase> All { get; } =
    [
        new("A question is answered Yes by Enter", "--yesno 'Erase the tape?' 9 44", "Enter"),
        new("A question is answered Yes by F12", "--yesno 'Erase the tape?' 9 44", "F12"),
        new("A question is answered No by Tab and Enter", "--yesno 'Erase the tape?' 9 44", "Tab Enter"),
        new("A question is answered No by Right and Space", "--yesno 'Erase the tape?' 9 44", "Right Space"),
        new("A question is answered No by Down and F12", "--yesno 'Erase the tape?' 9 44", "Down F12"),
        new("A question is not answered by Esc", "--yesno 'Erase the tape?' 9 44", "Esc"),
        new("Arrows stop at the last button, Tab does not", "--yesno 'Erase the tape?' 9 44", "Right Right Left Left Tab Tab Shift-Tab Up Down Enter"),
        new("Letters do not press buttons", "--yesno 'Erase the tape?' 9 44", "n y N Y Enter"),
        new("The keys of a normal keypad move too", "--yesno 'Erase the tape?' 9 44", "Right-Normal Left-Normal Down-Normal Up-Normal Enter"),
        new("Control keys move as arrows do", "--yesno 'Erase the tape?' 9 44", "Ctrl-F Ctrl-B Ctrl-N Ctrl-P Ctrl-A Ctrl-E Enter"),
        new("No comes first", "--defaultno --yesno 'Erase the tape?' 9 44", "Enter"),
        new("No comes first and Tab leads to Yes", "--defaultno --yesno 'Erase the tape?' 9 44", "Tab Enter"),
        new("The answers have texts of their own", "--yes-button Erase --no-button Keep --yesno 'Erase the tape?' 9 44", "Tab Enter"),
        new("The answers have long texts of their own", "--yes-button 'Erase everything' --no-button 'Keep everything' --yesno 'Erase the tape?' 9 60", "Tab Enter"),
        new("The texts of Ok and Cancel are not a question's", "--ok-button Erase --cancel-button Keep --yesno 'Erase the tape?' 9 44", "Tab Enter"),
        new("A question has Yes alone when there is no cancel button", "--nocancel --yesno 'Erase the tape?' 9 44", "Tab Enter"),
        new("A question with full buttons", "--fb --yesno 'Erase the tape?' 11 44", "Tab Enter"),
        new("A question with full buttons of other texts, No first", "--fb --defaultno --yes-button Erase --no-button Keep --yesno 'Erase the tape?' 12 50", "Left Right Enter"),
        new("A question of automatic size", "--yesno 'Erase the tape?' 0 0", "Enter"),
        new("A question of automatic size with full buttons", "--fb --yesno 'Erase the tape?' 0 0", "Tab Enter"),
        new("A question that scrolls", $"--scrolltext --yesno '{Lines}' 10 40", "Down Down Tab Tab Enter"),
        new("A question that scrolls, back to its text", $"--scrolltext --yesno '{Lines}' 10 40", "Tab Shift-Tab PgDn Tab Enter"),
        new("A question in the corner with titles", "--topleft --title Tape --backtitle srv-7 --yesno 'Erase the tape?' 9 44", "Tab Enter"),
        new("A question in a narrow box", "--yesno 'Erase the tape?' 9 20", "Tab Enter"),
        new("A question in a box with an odd size", "--yesno 'Erase the tape?' 10 37", "Tab Enter"),
    ];
}
