namespace TuiSetup.Tests.Whiptail;

/// <summary>NEWT_COLORS and its file.</summary>
internal static class ColorCases
{
    private const string Night = "root=white,black window=white,gray border=yellow,gray title=brightred,gray shadow=gray,black";
    private const string Menu = "--title Tapes --backtitle srv-7 --menu Pick: 12 40 3 a first b second c third d fourth";
    private const string Checks = "--checklist Pick: 12 40 3 a first on b second off c third on d fourth off";

    public static IReadOnlyList<WhiptailCase> All { get; } =
    [
        Colored("Colours of window, root and title", Night, Menu, "Down Enter"),
        Colored("Colours separated by semicolons and colons", "root=,red;border=red,white:title=blue,white", Menu, "Enter"),
        Colored("Colours on lines", "root=,magenta\nbutton=white,black\nactbutton=black,white", Menu, "Tab Enter"),
        Colored("Colours of a list", "listbox=white,blue actlistbox=blue,white sellistbox=green,blue actsellistbox=red,white", Menu, "Down Down Down Tab Enter"),
        Colored("Colours of buttons", "button=yellow,blue actbutton=white,red compactbutton=green,black", "--yesno Erase? 9 40", "Tab Enter"),
        Colored("Colours of full buttons", "button=yellow,blue actbutton=white,red", "--fb --yesno Erase? 11 40", "Tab Enter"),
        Colored("Colours of a field", "entry=black,cyan disentry=red,white label=green,black", "--inputbox Name: 9 40 weekly", "x Tab Enter"),
        Colored("Colours of checks", "checkbox=black,green actcheckbox=white,red", Checks, "Space Down Tab Enter"),
        Colored("Colours of text", "textbox=red,white acttextbox=white,red", "--scrolltext --msgbox 'a\\nb\\nc\\nd\\ne\\nf\\ng' 9 40", "Down Tab Enter"),
        Colored("Colours of the root's texts", "roottext=yellow,black helpline=black,white", Menu, "Enter"),
        Colored("Colours by number", "root=color231,color17 window=color16,color250", Menu, "Enter"),
        Colored("Unknown names of colours", "root=white,mauve window=,teal roof=red,red nonsense", Menu, "Enter"),
        Colored("A colour without its comma", "root=red window=,green", Menu, "Enter"),
        Colored("The terminal's own colours", "root=default,default window=default,default border=default,default", Menu, "Enter"),
        Colored("No colours at all", "", Menu, "Enter"),
        Colored("Colours on the console", Night, Menu, "Down Enter") with { Term = "linux" },
        Colored("Colours on a terminal without colour", Night, Menu, "Down Enter") with { Term = "vt100", Lang = "C" },
        new("Colours of a file", Menu, "Down Enter") { Files = [("palette", "root=,green\nborder=red,\n")], Variables = [("NEWT_COLORS_FILE", "palette")] },
        new("Colours of a file that is not there", Menu, "Enter") { Variables = [("NEWT_COLORS_FILE", "palette")] },
        new("Colours of the environment before those of a file", Menu, "Enter")
        {
            Files = [("palette", "root=,green\n")],
            Variables = [("NEWT_COLORS_FILE", "palette"), ("NEWT_COLORS", "root=,cyan")],
        },
    ];

    private static WhiptailCase Colored(string name, string colors, string command, string keys) =>
        new(name, command, keys) { Variables = [("NEWT_COLORS", colors)] };
}
