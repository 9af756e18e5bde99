namespace TuiSetup.Newt.Whiptail;

/// <summary>What <c>--help</c> shows, and a call that cannot be understood.</summary>
internal static class Usage
{
    /// <summary>The interface that this follows.</summary>
    public const string VersionLine = "whiptail (newt): 0.52.23\n";

    public static string Text => T("""
        Box options: 
        	--msgbox <text> <height> <width>
        	--yesno  <text> <height> <width>
        	--infobox <text> <height> <width>
        	--inputbox <text> <height> <width> [init] 
        	--passwordbox <text> <height> <width> [init] 
        	--textbox <file> <height> <width>
        	--menu <text> <height> <width> <listheight> [tag item] ...
        	--checklist <text> <height> <width> <listheight> [tag item status]...
        	--radiolist <text> <height> <width> <listheight> [tag item status]...
        	--gauge <text> <height> <width> <percent>
        Options: (depend on box-option)
        	--clear				clear screen on exit
        	--defaultno			default no button
        	--default-item <string>		set default string
        	--fb, --fullbuttons		use full buttons
        	--nocancel			no cancel button
        	--yes-button <text>		set text of yes button
        	--no-button <text>		set text of no button
        	--ok-button <text>		set text of ok button
        	--cancel-button <text>		set text of cancel button
        	--noitem			don't display items
        	--notags			don't display tags
        	--separate-output		output one line at a time
        	--output-fd <fd>		output to fd, not stdout
        	--title <title>			display title
        	--backtitle <backtitle>		display backtitle
        	--scrolltext			force vertical scrollbars
        	--topleft			put window in top-left corner
        	-h, --help			print this message
        	-v, --version			print version information


        """);

    /// <summary>What <c>--help-extensions</c> shows.</summary>
    public static string Extensions => T("""
        Boxes that whiptail does not know, as dialog has them:
        	--form <text> <height> <width> <formheight> [label y x text y x length max] ...
        	--mixedform <text> <height> <width> <formheight> [label y x text y x length max type] ...
        	--passwordform <text> <height> <width> <formheight> [label y x text y x length max] ...
        	--treeview <text> <height> <width> <listheight> [tag item status depth] ...
        Options that whiptail does not know:
        	--output-separator <text>	what stands between the values of a list or form
        	--separator <text>		the same
        	--json				write the answer as one JSON document
        	--timeout <seconds>		end with 5 when no key comes; an infobox stays so long
        	--validate <regex>		what must match before OK ends a box; again for the next field
        	--validate-message <text>	what is said when it does not
        	--help-text <text>		what F1 shows
        	--screen-dump <file>		write the last screen to a file
        	--back				a Back button, which ends with 3
        	--back-button <text>		a Back button with a text of its own
        	--session <command> ...		run a script whose boxes are shown by one process
        	--session			the same for JSON lines on standard input and output
        	--help-extensions		print this message

        """);

    public static WhiptailEnd Error(BoxRequest? shown = null) => new(Text, WhiptailExit.Error) { Shown = shown };
}
