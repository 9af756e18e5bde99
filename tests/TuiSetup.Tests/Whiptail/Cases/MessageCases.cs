using TuiSetup.TestKit;

namespace TuiSetup.Tests.Whiptail;

/// <summary>--msgbox, --infobox.</summary>
internal static class MessageCases
{
    private const string Lines =
        @"one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\neleven\ntwelve\nthirteen\nfourteen\nfifteen";

    private const string Prose =
        "The backup of last night did not finish because the tape was full before the third volume had been written. "
        + "Put an empty tape into the drive and start the job again, or leave it to the operator of the next shift.";

    public static IReadOnlyList<WhiptailCase> All { get; } =
    [
        new("A message is left by Enter", "--msgbox 'The tape is full.' 9 44", "Enter"),
        new("A message is left by Space", "--msgbox 'The tape is full.' 9 44", "Space"),
        new("A message is left by F12", "--msgbox 'The tape is full.' 9 44", "F12"),
        new("A message is left by Esc", "--msgbox 'The tape is full.' 9 44", "Esc"),
        new("A message is left by two Escs", "--msgbox 'The tape is full.' 9 44", "Alt-Esc"),
        new("Nothing else leaves a message", "--msgbox 'The tape is full.' 9 44", "Tab Shift-Tab Up Down Left Right a PgUp PgDn Home End Delete Backspace F1 F2 Insert Enter"),
        new("A message is painted anew by Ctrl-L", "--msgbox 'The tape is full.' 9 44") { Steps = [PlayStep.Blindly("Ctrl-L"), .. PlayStep.Keys("a Enter")] },
        new("A message has a title", "--title Backup --msgbox 'The tape is full.' 9 44", "Enter"),
        new("A message has a back title", "--backtitle 'Backup of srv-7' --msgbox 'The tape is full.' 9 44", "Enter"),
        new("A message has both titles and an automatic size", "--title Backup --backtitle 'Backup of srv-7' --msgbox 'The tape is full.' 0 0", "Enter"),
        new("A title wider than its box is cut", "--title 'Everything that went wrong in the backup of last night' --msgbox Tape 8 30", "Enter"),
        new("A title wider than its automatic box widens it", "--title 'Everything that went wrong in the backup' --msgbox Tape 0 0", "Enter"),
        new("A message's button has a text of its own", "--ok-button 'I see' --msgbox 'The tape is full.' 9 44", "Enter"),
        new("A message's button has a long text of its own", "--ok-button 'I have seen it and will change the tape' --msgbox 'The tape is full.' 9 44", "Enter"),
        new("A message's full button", "--fb --msgbox 'The tape is full.' 11 44", "Enter"),
        new("A message's full button in an automatic box", "--fullbuttons --msgbox 'The tape is full.' 0 0", "Enter"),
        new("A message in the corner", "--topleft --msgbox 'The tape is full.' 9 44", "Enter"),
        new("A message in the corner under a back title", "--topleft --backtitle 'Backup of srv-7' --msgbox 'The tape is full.' 0 0", "Enter"),
        new("A message that clears the screen when left", "--clear --msgbox 'The tape is full.' 9 44", "Enter"),
        new("A long message is wrapped", $"--msgbox '{Prose}' 14 50", "Enter"),
        new("A long message in an automatic box", $"--msgbox '{Prose}' 0 0", "Enter"),
        new("A long message in a box of given width", $"--msgbox '{Prose}' 0 40", "Enter"),
        new("A long message in a box of given height", $"--msgbox '{Prose}' 9 0", "Enter"),
        new("A message too long for its box is cut", $"--msgbox '{Lines}' 9 40", "Enter"),
        new("A message too long for its box is scrolled by its keys", $"--scrolltext --msgbox '{Lines}' 9 40", "Down Down Up PgDn PgDn PgDn PgUp PgUp PgUp Enter Tab Enter"),
        new("A scrolled message takes Home and End for nothing", $"--scrolltext --msgbox '{Lines}' 9 40", "End Home Tab Tab Down Tab Enter"),
        new("A scrolled message left by Esc", $"--scrolltext --msgbox '{Lines}' 9 40", "Down Esc"),
        new("A scrolled message left by F12", $"--scrolltext --msgbox '{Lines}' 9 40", "F12"),
        new("A scrolled message with an automatic size", $"--scrolltext --msgbox '{Lines}' 0 0", "Down Tab Enter"),
        new("A short message that could scroll", "--scrolltext --msgbox 'The tape is full.' 9 44", "Down Enter Tab Enter"),
        new("A message with lines of its own", @"--msgbox 'First\n\n  second, indented\nthird' 10 44", "Enter"),
        new("A message with a backslash before an n", @"--msgbox 'C:\\new and C:\temp' 10 44", "Enter"),
        new("A message with tabs", "--msgbox 'a\tb\tlong word\tc' 10 60", "Enter"),
        new("A message with a word wider than its box", "--msgbox 'see /srv/backup/volumes/2024/december/tape-number-seventeen/index.db for it' 10 30", "Enter"),
        new("A message with several blanks between words", "--msgbox 'a  b   c    d     e      f       g' 10 20", "Enter"),
        new("A message with control characters", "--msgbox 'bell \a and del \x7f end' 10 44", "Enter"),
        new("An empty message", "--msgbox '' 8 30", "Enter"),
        new("An empty message of automatic size", "--msgbox '' 0 0", "Enter"),
        new("An empty title", "--title '' --msgbox 'The tape is full.' 9 44", "Enter"),
        new("A box as large as the terminal", "--msgbox 'The tape is full.' 24 80", "Enter"),
        new("A box one smaller than the terminal", "--msgbox 'The tape is full.' 23 79", "Enter"),
        new("A note is shown and ends", "--infobox 'Rewinding the tape' 8 40"),
        new("A note with titles", "--title Tape --backtitle 'Backup of srv-7' --infobox 'Rewinding the tape' 8 40"),
        new("A note of automatic size", "--infobox 'Rewinding the tape' 0 0"),
        new("A note in the corner", "--topleft --infobox 'Rewinding the tape' 8 40"),
        new("A note that clears the screen", "--clear --infobox 'Rewinding the tape' 8 40"),
    ];
}
