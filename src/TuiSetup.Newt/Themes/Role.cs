namespace TuiSetup.Newt.Themes;

/// <summary>newt's colour sets, in its order (NEWT_COLORS names are these in lower case).</summary>
public enum Role
{
    Root, Border, Window, Shadow, Title, Button, ActButton, Checkbox, ActCheckbox, Entry, Label, Listbox, ActListbox,
    Textbox, ActTextbox, HelpLine, RootText, EmptyScale, FullScale, DisEntry, CompactButton, ActSelListbox, SelListbox,
}
