using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Themes;

/// <summary>Themes to look at: real widgets in them, and every role by its name.</summary>
public static class ThemePreview
{
    private static string HelpLine => T("  <Left>/<Right> other theme   |  <Tab> other widget   |  <F12> leaves");
    private const int SampleColumns = 5, SampleWidth = 13;

    /// <summary>Shows the themes until the user leaves; the screen keeps the one that was shown last.</summary>
    /// <param name="screen">The screen.</param>
    /// <param name="themes">At least one.</param>
    /// <param name="start">The one that is shown first.</param>
    /// <param name="cancel">Takes the window away.</param>
    public static async Task ShowThemesAsync(this NewtScreen screen, IReadOnlyList<Theme> themes, int start, CancellationToken cancel)
    {
        var list = new Listbox<Theme>([.. themes.Select(theme => new ListItem<Theme>(theme, theme.Name))], 10, 16);
        list.MoveTo(start);
        list.Changed += () => screen.Theme = list.Current!;
        screen.Theme = list.Current!;
        var content = Content(list);
        using var help = screen.PushHelpLine(HelpLine);
        using var window = screen.OpenWindow(new WindowOptions
        {
            Title = T("Themes"),
            Arrange = _ => content,
            HotKeys = [KeyCode.F12, KeyCode.Escape, KeyCode.Left, KeyCode.Right],
            Focus = () => list,
            Help = _ => T("Left and Right go through the themes, and so do Up and Down in the list. Tab goes to other widgets, so that each is seen with the focus. F12 or Esc leaves."),
        });
        while (await window.RunAsync(cancel) is { } exit && (exit.IsKey(KeyCode.Left) || exit.IsKey(KeyCode.Right)))
        {
            list.MoveTo((list.CurrentIndex + (exit.IsKey(KeyCode.Left) ? themes.Count - 1 : 1)) % themes.Count);
        }
    }

    private static Grid Content(Listbox<Theme> list)
    {
        var entries = new Grid(2, 2)
            .Set(0, 0, new Label(T("Entry")), right: 2, anchor: Anchor.Left).Set(1, 0, new Entry("text", 24))
            .Set(0, 1, new Label(T("Disabled")), right: 2, anchor: Anchor.Left).Set(1, 1, new Entry("text", 24) { IsEnabled = false });
        var rows = new Listbox<int>([new(0, T("not selected")), new(1, "selected"), new(2, T("selected too")), new(3, T("not this one"))], 4) { Multiple = true };
        rows.Select(1, true);
        rows.Select(2, true);
        var widgets = Grid.Stacked(
            0,
            entries,
            Grid.SideBySide(3, new Checkbox("checkbox", true), new Scale(24, 100) { Value = 40 }),
            Textbox.Fixed(T("A text that scrolls.\nUp and Down move it\nwhile it has the focus."), 32, 2, scroll: true),
            Grid.SideBySide(3, rows, new BoxButton(T("Button")), new Button(T("Compact"))));
        return Grid.Stacked(1, Grid.SideBySide(3, list, widgets), Samples());
    }

    /// <summary>The name of every role, drawn in it.</summary>
    private static Grid Samples()
    {
        var rows = (Roles.Names.Count + SampleColumns - 1) / SampleColumns;
        var grid = new Grid(SampleColumns, rows);
        for (var index = 0; index < Roles.Names.Count; index++)
        {
            grid.Set(index % SampleColumns, index / SampleColumns, new Label(Roles.Names[index], SampleWidth, (Role)index), left: index % SampleColumns > 0 ? 1 : 0);
        }

        return grid;
    }
}
