using TuiSetup.TestKit;

namespace TuiSetup.Tests.Whiptail;

/// <summary>Help, and what is not understood.</summary>
internal static class UsageCases
{
    public static IReadOnlyList<WhiptailCase> All { get; } =
    [
        Piped("Help", "--help"),
        Piped("Help by a letter", "-h"),
        Piped("Help beside a box", "--help --msgbox Tape 9 44"),
        Piped("The version", "--version"),
        Piped("The version by a letter", "-v"),
        Piped("No box", ""),
        Piped("A title without a box", "--title Tape"),
        Piped("An unknown option", "--tape"),
        Piped("An unknown letter", "-t"),
        Piped("An unknown option after a box", "--msgbox Tape 9 44 --tape"),
        Piped("An option shortened", "--titl Tape --msgbox Tape 9 44"),
        Piped("An option without its argument", "--msgbox Tape 9 44 --title"),
        Piped("A flag with an argument", "--clear=yes --msgbox Tape 9 44"),
        Piped("A descriptor that is no number", "--output-fd three --msgbox Tape 9 44"),
        Piped("Two boxes", "--msgbox Tape --yesno Tape 9 44"),
        Piped("Two boxes of one kind", "--msgbox --msgbox Tape 9 44"),
        Piped("A box without text", "--msgbox"),
        Piped("A box without height", "--msgbox Tape"),
        Piped("A box without width", "--msgbox Tape 9"),
        new("A box with one word too many", "--msgbox Tape 9 44 more", "Enter"),
        new("A question with one word too many", "--yesno Tape 9 44 more", "Enter"),
        new("A field with one word too many", "--inputbox Tape 9 44 init more", "Enter"),
        Piped("A height that is no number", "--msgbox Tape nine 44"),
        Piped("A width that is no number", "--msgbox Tape 9 forty"),
        Piped("A width with a unit", "--msgbox Tape 9 44px"),
        Piped("A list height that is no number", "--menu Tape 12 44 x a b"),
        Piped("A menu without a list height", "--menu Tape 12 44"),
        new("A menu without any item", "--menu Tape 12 44 4"),
        new("A menu with half an item", "--menu Tape 12 44 4 a b c"),
        new("A checklist with a third of an item", "--checklist Tape 12 44 4 a b on c"),
        new("A checklist with two thirds of an item", "--checklist Tape 12 44 4 a b on c d"),
        new("A radiolist with half an item of tags alone", "--noitem --radiolist Tape 12 44 4 a on b"),
        new("A gauge without a number", "--gauge Tape 8 44"),
        new("A gauge with a number that is none", "--gauge Tape 8 44 half"),
        Piped("The other program's options", "--no-cancel --stdout --msgbox Tape 9 44"),
        new("An option with its argument behind =", "--title=Tape --msgbox Full 9 44", "Enter"),
        new("Options after the box", "--msgbox Full 9 44 --title Tape --ok-button Fine", "Enter"),
        new("Options among the words of the box", "--msgbox Full --title Tape 9 --topleft 44", "Enter"),
        new("The last of two titles", "--title Tape --title Disk --msgbox Full 9 44", "Enter"),
        new("Words after --", "--title Tape --msgbox -- --Full 9 44", "Enter"),
        new("Sizes with blanks before them", "--msgbox Full ' 9' '  44'", "Enter"),
        new("A size with a plus", "--msgbox Full +9 +44", "Enter"),
        new("An empty size", "--msgbox Full '' ''", "Enter"),
        new("An empty tape of no box on a terminal", "--tape"),
    ];

    private static WhiptailCase Piped(string name, string command) => new(name, command) { Stdout = PtyStream.Pipe };
}
