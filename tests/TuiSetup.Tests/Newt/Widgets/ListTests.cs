using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Tests.Newt.Widgets;

public sealed class ListTests
{
    private static readonly ListItem<int>[] Numbers = [.. Enumerable.Range(0, 20).Select(number => new ListItem<int>(number, $"Item {number}"))];
    private static readonly ListItem<string>[] Fruits = [.. new[] { "apple", "Banana", "cherry", "blackberry", "élan", "9 lives" }.Select(name => new ListItem<string>(name, name))];

    [Fact]
    public async Task Up_and_Down_move_the_mark_and_stop_at_the_ends()
    {
        var list = new Listbox<int>(Numbers, 5);
        using var window = new OneWindow(list, new Button("Ok"));
        await window.PressAsync(KeyCode.Up);
        Assert.Equal(0, list.Current);

        await window.PressAsync(KeyCode.Down, KeyCode.Down, KeyCode.Up);
        Assert.Equal(1, list.Current);

        await window.PressAsync(KeyCode.End, KeyCode.Down);
        Assert.Equal(19, list.Current);
    }

    [Fact]
    public async Task Page_keys_move_as_in_newt_down_by_the_height_and_up_by_one_row_less()
    {
        var list = new Listbox<int>(Numbers, 5);
        using var window = new OneWindow(list);
        await window.PressAsync(KeyCode.PageDown);
        Assert.Equal(5, list.Current);
        await window.PressAsync(KeyCode.PageDown, KeyCode.PageDown);
        Assert.Equal(15, list.Current);
        await window.PressAsync(KeyCode.PageUp);
        Assert.Equal(11, list.Current);
        await window.PressAsync(KeyCode.End, KeyCode.PageDown, KeyCode.Home, KeyCode.PageUp);
        Assert.Equal(0, list.Current);
    }

    [Fact]
    public async Task The_marked_row_scrolls_into_sight()
    {
        var list = new Listbox<int>(Numbers, 5);
        using var window = new OneWindow(list);
        await window.PressAsync(KeyCode.End);
        Assert.Contains("Item 19", window.Harness.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Item 14 ", window.Harness.Text, StringComparison.Ordinal);

        await window.PressAsync(KeyCode.Home);
        Assert.Contains("Item 0", window.Harness.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Item 5", window.Harness.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_scroll_bar_shows_the_place()
    {
        using var window = new OneWindow(new Listbox<int>(Numbers, 5));
        await window.Harness.SettleAsync();
        var bar = new string([.. window.Rows.Where(row => row.Contains("Item ", StringComparison.Ordinal)).Select(row => row[row.LastIndexOf('│') - 2])]);
        Assert.Equal("↑▮▒▒↓", bar);

        await window.PressAsync(KeyCode.End);
        bar = new string([.. window.Rows.Where(row => row.Contains("Item ", StringComparison.Ordinal)).Select(row => row[row.LastIndexOf('│') - 2])]);
        Assert.Equal("↑▒▒▮↓", bar);
    }

    [Fact]
    public async Task A_letter_jumps_to_the_next_row_that_begins_with_it_and_wraps()
    {
        var list = new Listbox<string>(Fruits, 6);
        using var window = new OneWindow(list);
        await window.TypeAsync("b");
        Assert.Equal("Banana", list.Current);
        await window.TypeAsync("b");
        Assert.Equal("blackberry", list.Current);
        await window.TypeAsync("B");
        Assert.Equal("Banana", list.Current);
        await window.TypeAsync("é");
        Assert.Equal("élan", list.Current);
        await window.TypeAsync("z");
        Assert.Equal("élan", list.Current);
    }

    [Fact]
    public async Task Enter_ends_the_form_with_the_list_or_goes_on()
    {
        var (goesOn, ends) = (new Listbox<int>(Numbers, 3), new Listbox<int>(Numbers, 3) { ReturnExit = true });
        using var window = new OneWindow(goesOn, ends);
        await window.PressAsync(KeyCode.Enter, KeyCode.Down, KeyCode.Enter);
        await window.Harness.Program;

        Assert.Equal((0, 1, ends), (goesOn.Current, ends.Current, window.Exit!.Widget));
    }

    [Fact]
    public async Task An_empty_list_survives_every_key()
    {
        var list = new Listbox<string>([], 5);
        using var window = new OneWindow(list, new Checklist<string>([], 5, _ => true));
        await window.PressAsync(
            KeyCode.Up, KeyCode.Down, KeyCode.PageUp, KeyCode.PageDown, KeyCode.Home, KeyCode.End, Key.Of('a'), Key.Of(' '),
            KeyCode.Enter, KeyCode.Down, Key.Of('a'), Key.Of(' '), KeyCode.F12);
        await window.Harness.Program;

        Assert.Null(list.Current);
        Assert.True(window.Exit!.IsKey(KeyCode.F12));
    }

    [Fact]
    public async Task Space_turns_a_row_of_a_checklist_on_and_off()
    {
        var list = new Checklist<int>(Numbers, 5, number => number == 1);
        using var window = new OneWindow(list);
        await window.PressAsync(Key.Of(' '), KeyCode.Down, Key.Of(' '), KeyCode.End, Key.Of(' '));

        Assert.Equal([0, 19], list.Selected);
        Assert.Contains("[*] Item 19", window.Harness.Text, StringComparison.Ordinal);
        Assert.StartsWith("*] Item 19", window.AtCursor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enter_in_a_checklist_goes_on_to_the_next_widget()
    {
        var button = new Button("Ok");
        using var window = new OneWindow(new Checklist<int>(Numbers, 5, _ => false), button);
        await window.PressAsync(KeyCode.Enter, KeyCode.Enter);
        await window.Harness.Program;

        Assert.Same(button, window.Exit!.Widget);
    }

    [Fact]
    public async Task Moving_in_a_radio_bar_does_not_choose_and_Space_does()
    {
        var bar = new RadioBar<int>(Numbers[..4], selected: 1);
        using var window = new OneWindow(bar);
        await window.PressAsync(KeyCode.Down, KeyCode.Down, KeyCode.Down);
        Assert.Equal(1, bar.Selected);
        Assert.Contains("(*) Item 1", window.Harness.Text, StringComparison.Ordinal);
        Assert.StartsWith("Item 3", window.AtCursor, StringComparison.Ordinal);

        await window.PressAsync(Key.Of(' '));
        Assert.Equal(3, bar.Selected);
        Assert.Contains("( ) Item 1", window.Harness.Text, StringComparison.Ordinal);
        Assert.Contains("(*) Item 3", window.Harness.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_too_wide_for_the_list_is_cut_and_not_wrapped()
    {
        using var window = new OneWindow(new Listbox<int>([new ListItem<int>(0, "日本語日本語")], 1, width: 5));
        await window.Harness.SettleAsync();

        Assert.Contains("│ 日本", window.Harness.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("語", window.Harness.Text, StringComparison.Ordinal);
    }
}
