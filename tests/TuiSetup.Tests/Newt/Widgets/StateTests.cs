using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Themes;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Tests.Newt.Widgets;

/// <summary>Widgets in their less usual states.</summary>
public sealed class StateTests
{
    [Fact]
    public async Task A_checkbox_goes_through_all_of_its_states()
    {
        var box = new Checkbox("Noise filter", states: " *?");
        using var window = new OneWindow(box);
        await window.PressAsync(Key.Of(' '), Key.Of(' '));
        Assert.Equal(('?', true), (box.State, box.Value));
        Assert.Contains("[?] Noise filter", window.Harness.Text, StringComparison.Ordinal);

        await window.PressAsync(Key.Of(' '));
        Assert.Equal((' ', false), (box.State, box.Value));
    }

    [Fact]
    public async Task Enter_ends_the_form_where_a_checkbox_says_so()
    {
        var box = new Checkbox("Repeat") { ReturnExit = true };
        using var window = new OneWindow(box, new Button("Ok"));
        await window.PressAsync(KeyCode.Enter);
        await window.Harness.Program;

        Assert.Same(box, window.Exit!.Widget);
    }

    [Fact]
    public async Task What_is_disabled_is_passed_over_and_looks_so()
    {
        var (off, on) = (new Entry("no", 6) { IsEnabled = false }, new Entry("yes", 6));
        using var window = new OneWindow(off, new Checkbox("never") { IsEnabled = false }, new Button("No") { IsEnabled = false }, on);
        await window.TypeAsync("!");
        await window.PressAsync(KeyCode.Tab);
        await window.TypeAsync("!");
        Assert.Equal(("no", "yes!!"), (off.Text, on.Text));

        var screen = OneWindow.Emulate(window.Harness);
        var at = screen.Find("no____")!.Value;
        Assert.Equal(("4", "7"), (screen[at.Row, at.Column].Fg.ToString(), screen[at.Row, at.Column].Bg.ToString()));
    }

    [Fact]
    public async Task A_hidden_entry_shows_nothing_and_moves_no_cursor()
    {
        var entry = new Entry("", 8, EntryMode.Hidden);
        using var window = new OneWindow(entry);
        await window.Harness.SettleAsync();
        var cursor = window.Harness.Cursor;
        await window.TypeAsync("secret");

        Assert.Equal("secret", entry.Text);
        Assert.Equal(cursor, window.Harness.Cursor);
        Assert.Contains("________", window.Harness.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_radio_buttons_none_may_be_on_until_one_is_chosen()
    {
        var bar = new RadioBar<string>([new("m", "Mono"), new("s", "Stereo")], selected: null);
        using var window = new OneWindow(bar);
        await window.PressAsync(KeyCode.Down);
        Assert.Null(bar.Selected);
        await window.PressAsync(Key.Of(' '));
        Assert.Equal("s", bar.Selected);
    }

    [Fact]
    public async Task A_widget_tells_when_it_gets_and_loses_the_focus()
    {
        var (told, first) = (new List<bool>(), new Button("First"));
        first.FocusChanged += told.Add;
        using var window = new OneWindow(first, new Button("Second"));
        await window.PressAsync(KeyCode.Tab, KeyCode.Tab);

        Assert.Equal([true, false, true], told);
    }

    [Fact]
    public async Task A_widget_may_have_looks_of_its_own()
    {
        using var window = new OneWindow(new Label("warning") { Styles = new Dictionary<Role, Style> { [Role.Label] = new(11, 1) } }, new Label("calm"));
        await window.Harness.SettleAsync();
        var screen = OneWindow.Emulate(window.Harness);
        var (warning, calm) = (screen.Find("warning")!.Value, screen.Find("calm")!.Value);

        Assert.Equal(("11", "1"), (screen[warning.Row, warning.Column].Fg.ToString(), screen[warning.Row, warning.Column].Bg.ToString()));
        Assert.Equal("7", screen[calm.Row, calm.Column].Bg.ToString());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 3)]
    [InlineData(10, 6)]
    public async Task A_scroll_bar_marks_where_the_program_says(int position, int row)
    {
        var bar = new VerticalScrollbar(8);
        bar.Set(position, 10);
        using var window = new OneWindow(bar);
        await window.Harness.SettleAsync();

        Assert.Equal(row, window.Rows.SkipWhile(line => !line.Contains('↑', StringComparison.Ordinal)).TakeWhile(line => !line.Contains('▮', StringComparison.Ordinal)).Count());
    }

    [Fact]
    public async Task A_tree_tells_which_leaves_are_in_which_state_and_goes_to_a_value()
    {
        var tree = new CheckboxTree<int>(
            [new(1, "Branch") { Children = [new(2, "first"), new(3, "second") { IsSelected = true }] }, new(4, "leaf")], 6)
        { States = " *-" };
        tree.MoveTo(3);
        using var window = new OneWindow(tree);
        await window.PressAsync(Key.Of(' '), Key.Of(' '));

        Assert.Equal((4, "3", "4"), (tree.Current, string.Join(' ', tree.InState('-')), string.Join(' ', tree.InState('*'))));
        Assert.Equal([3, 4], tree.Selected);
    }

    [Fact]
    public async Task Nothing_in_a_tree_can_be_selected_where_it_says_so()
    {
        var tree = new CheckboxTree<int>([new(1, "first"), new(2, "second")], 4) { Unselectable = true };
        using var window = new OneWindow(tree);
        await window.PressAsync(Key.Of(' '), Key.Of('+'));

        Assert.Equal((0, 2), (tree.Selected.Count, tree.Current));
    }
}
