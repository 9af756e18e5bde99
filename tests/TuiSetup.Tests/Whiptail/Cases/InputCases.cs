using TuiSetup.TestKit;

namespace TuiSetup.Tests.Whiptail;

/// <summary>--inputbox, --passwordbox.</summary>
internal static class InputCases
{
    private const string Ask = "--inputbox 'Name of the tape:' 9 44";
    private const string Known = "--inputbox 'Name of the tape:' 9 44 weekly";
    private const string Secret = "--passwordbox 'Passphrase of the tape:' 9 44";

    public static IReadOnlyList<WhiptailCase> All { get; } =
    [
        new("What is typed is the answer", Ask, "w e e k Enter"),
        new("Nothing typed is an empty answer", Ask, "Enter"),
        new("An answer with blanks and quotes", Ask) { Steps = [PlayStep.Text("a \"b\" 'c' $d \\e"), PlayStep.Key("Enter")] },
        new("An answer longer than its field scrolls", Ask) { Steps = [PlayStep.Text("a name that is much longer than what the field has room for"), .. PlayStep.Keys("Left Left Left Home End Backspace Enter")] },
        new("An answer is Ok by Tab and Enter", Known, "Tab Enter"),
        new("An answer is Ok by F12", Known, "F12"),
        new("An answer is cancelled by a button", Known, "Tab Tab Enter"),
        new("An answer is cancelled by Esc", Known, "Esc"),
        new("The focus goes round", Known, "Tab Tab Tab Shift-Tab Shift-Tab Shift-Tab Enter"),
        new("Up and Down leave the field", Known, "Down Right Left Up Up Down Enter"),
        new("A proposed answer is changed at its ends", Known, "Home x End y Enter"),
        new("A proposed answer is changed within", Known, "Left Left X Left Delete Backspace Enter"),
        new("Backspace at the start and Delete at the end do nothing", Known, "Home Backspace End Delete Enter"),
        new("Control keys go to the ends", Known, "Ctrl-A a Ctrl-E e Enter"),
        new("Control keys step", Known, "Ctrl-B Ctrl-B b Ctrl-F f Enter"),
        new("A control key deletes a character", Known, "Home Ctrl-D Ctrl-D Enter"),
        new("A control key deletes to the end", Known, "Left Left Ctrl-K Enter"),
        new("A control key deletes all", Known, "Left Ctrl-U z Enter"),
        new("A control key erases backwards", Known, "Ctrl-H Ctrl-H Enter"),
        new("Control keys that mean nothing to a field", Known, "Ctrl-W Ctrl-T Ctrl-Y Ctrl-G Ctrl-C Enter"),
        new("A letter with Alt leaves the field", Known, "Alt-b Enter"),
        new("Ctrl-Z does nothing", Known) { Steps = [PlayStep.Blindly("Ctrl-Z"), .. PlayStep.Keys("x Enter")] },
        new("The other keys of Home and End", Known, "Home-Linux a End-Linux b Home-Normal c End-Normal d Enter"),
        new("A field without a cancel button", "--nocancel --inputbox 'Name of the tape:' 9 44 weekly", "Tab Tab Tab Enter"),
        new("A field without a cancel button left by Esc", "--nocancel --inputbox 'Name of the tape:' 9 44 weekly", "Esc"),
        new("A field whose buttons have other texts", "--ok-button Use --cancel-button Stop --inputbox 'Name of the tape:' 9 44", "Tab Tab Enter"),
        new("A field with full buttons", "--fb --inputbox 'Name of the tape:' 11 44 weekly", "Tab Tab Enter"),
        new("A field of automatic size", "--inputbox 'Name of the tape:' 0 0 weekly", "Enter"),
        new("A field of automatic size and a longer answer", "--inputbox Name: 0 0 'a proposed name of some length'", "End Enter"),
        new("A field below several lines", @"--inputbox 'Name of the tape\nas it is written\non its label:' 12 44", "x Enter"),
        new("A field below a text that scrolls", @"--scrolltext --inputbox 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine' 10 40 x", "Tab Down Tab y Tab F12"),
        new("A field in a box too low for it", "--inputbox 'Name of the tape:' 5 44", "x Enter"),
        new("A proposed answer longer than its field", "--inputbox Name: 9 24 'the weekly tape of the third floor'", "Left Home Right End Enter"),
        new("A proposed answer that looks like an option", "--inputbox Name: 9 44 -- --weekly", "Enter"),
        new("The default item is not a field's", "--default-item monthly --inputbox Name: 9 44", "Enter"),
        new("An answer goes to a descriptor", "--output-fd 3 --inputbox Name: 9 44 weekly", "Enter") { Descriptors = [3] },
        new("An answer goes to standard output", "--output-fd 1 --inputbox Name: 9 44 weekly", "Enter"),
        new("An answer goes to a descriptor that is not open", "--output-fd 7 --inputbox Name: 9 44 weekly", "Enter"),
        new("A cancelled answer goes nowhere", "--output-fd 3 --inputbox Name: 9 44 weekly", "Esc") { Descriptors = [3] },
        new("Wide characters are typed", Ask, "磁 帯 Left x Backspace Backspace Enter"),
        new("Accents are typed", Ask, "é ü ñ Left Left Delete Enter"),
        new("A proposed answer of wide characters", "--inputbox 名前: 9 24 週次の磁気テープの名前です", "Left Left Home Right Delete End Enter"),
        new("A passphrase is not shown", Secret, "s e c r e t Enter"),
        new("A passphrase is edited unseen", Secret, "s e c Left Backspace Home x End Ctrl-K y Enter"),
        new("A proposed passphrase", "--passwordbox 'Passphrase of the tape:' 9 44 secret", "Enter"),
        new("A passphrase of wide characters", Secret, "磁 帯 Backspace é Enter"),
        new("A passphrase is cancelled", Secret, "s Tab Tab Enter"),
        new("A passphrase is left by Esc", Secret, "s Esc"),
        new("A passphrase of automatic size with titles", "--title Tape --backtitle srv-7 --passwordbox 'Passphrase of the tape:' 0 0", "s Enter"),
        new("A passphrase longer than its field", "--passwordbox Passphrase: 9 20") { Steps = [PlayStep.Text("a passphrase of many words"), .. PlayStep.Keys("Home End Left Enter")] },
    ];
}
