using TuiSetup.Newt.Widgets;

namespace TuiSetup.Newt.Dialogs;

/// <summary>One line to be asked for.</summary>
/// <param name="Label">What stands before it.</param>
/// <param name="Text">What stands in it at first.</param>
/// <param name="Mode">How what is typed is shown.</param>
public sealed record Prompt(string Label, string Text = "", EntryMode Mode = EntryMode.Plain)
{
    internal Entry ToEntry(int width) => new(Text, width, Mode);
}
