using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Dialogs;

/// <summary>Questions in the looks of wizard pages: as wide as their text needs, with buttons one row high.</summary>
public static partial class NewtDialogs
{
    /// <summary>Shows a text with buttons, and returns the index of the one chosen; -1 for Esc, 0 for F12.</summary>
    public static async Task<int> ButtonChoiceAsync(
        this NewtScreen screen,
        string title,
        string text,
        IReadOnlyList<string> buttons,
        CancellationToken cancel)
    {
        var choices = buttons.Select(button => new Button(button)).ToList();
        using var window = screen.OpenWindow(new WindowOptions
        {
            Title = title,
            Arrange = size => Grid.Stacked(1, TextFor(text, size), Grid.SideBySide(3, choices)).CenterLast(),
            HotKeys = [KeyCode.F12, KeyCode.Escape],
        });
        window.Focus(choices[0]);
        var exit = await window.RunAsync(cancel);
        return exit.IsKey(KeyCode.Escape) ? -1 : exit.Widget is Button chosen ? choices.IndexOf(chosen) : 0;
    }

    /// <summary>Asks for a line of text; null when the user cancelled.</summary>
    public static Task<string?> EntryAsync(this NewtScreen screen, string title, string text, string initial, CancellationToken cancel)
        => screen.EntryAsync(title, text, initial, EntryMode.Plain, cancel);

    /// <inheritdoc cref="EntryAsync(NewtScreen, string, string, string, CancellationToken)"/>
    /// <param name="screen">The screen.</param>
    /// <param name="title">Stands in the border.</param>
    /// <param name="text">What is asked.</param>
    /// <param name="initial">What stands in the line at first.</param>
    /// <param name="mode">How what is typed is shown.</param>
    /// <param name="cancel">Takes the window away.</param>
    public static async Task<string?> EntryAsync(this NewtScreen screen, string title, string text, string initial, EntryMode mode, CancellationToken cancel)
    {
        var entry = new Entry(initial, 40, mode) { ReturnExit = true };
        var (ok, no) = (new Button(T("Ok")), new Button(T("Cancel")));
        using var window = screen.OpenWindow(new WindowOptions
        {
            Title = title,
            Arrange = size => Grid.Stacked(1, TextFor(text, size), entry, Grid.SideBySide(3, ok, no)).CenterLast(),
            HotKeys = [KeyCode.F12, KeyCode.Escape],
        });
        window.Focus(entry);
        var exit = await window.RunAsync(cancel);
        return exit.IsKey(KeyCode.Escape) || exit.Widget == no ? null : entry.Text;
    }

    private static Textbox TextFor(string text, ScreenSize size)
    {
        var width = Math.Clamp(size.Columns - 12, 20, 60);
        var widest = Text.TextWrap.Lines(text, width).Max(line => TextWidth.Of(line));
        return new Textbox(text, Math.Max(widest, 20), Math.Max(3, size.Rows - 12));
    }
}
