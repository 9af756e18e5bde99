using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Tests.Newt.Widgets;

public sealed class WidgetTests
{
    private const string Story = "one\ntwo\nthree\nfour\nfive\nsix\nseven";

    [Fact]
    public async Task Space_turns_a_checkbox_on_and_off()
    {
        var (box, changes) = (new Checkbox("Jumbo frames"), 0);
        box.Changed += () => changes++;
        using var window = new OneWindow(box);
        await window.PressAsync(Key.Of(' '));
        Assert.True(box.Value);
        Assert.Contains("[*] Jumbo frames", window.Harness.Text, StringComparison.Ordinal);
        Assert.StartsWith("Jumbo", window.AtCursor, StringComparison.Ordinal);

        await window.PressAsync(Key.Of(' '));
        Assert.False(box.Value);
        Assert.Contains("[ ] Jumbo frames", window.Harness.Text, StringComparison.Ordinal);
        Assert.Equal(2, changes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Enter_and_Space_press_a_button(bool enter)
    {
        var button = new Button("Ok");
        using var window = new OneWindow(button);
        await window.PressAsync(enter ? KeyCode.Enter : Key.Of(' '));
        await window.Harness.Program;

        Assert.Same(button, window.Exit!.Widget);
        Assert.Null(window.Exit.HotKey);
    }

    [Theory]
    [InlineData(0, 200, "  0%")]
    [InlineData(50, 200, " 25%")]
    [InlineData(200, 200, "100%")]
    [InlineData(900, 200, "100%")]
    [InlineData(-3, 200, "  0%")]
    [InlineData(0, 0, "100%")]
    public async Task A_scale_tells_the_share_in_its_middle(long value, long full, string share)
    {
        var scale = new Scale(20, full) { Value = value };
        using var window = new OneWindow(scale);
        await window.Harness.SettleAsync();

        Assert.Equal(30 + 8, window.Rows.Single(row => row.Contains('%', StringComparison.Ordinal)).IndexOf(share, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_scale_is_filled_as_far_as_its_share()
    {
        using var window = new OneWindow(new Scale(20, 100) { Value = 25 });
        await window.Harness.SettleAsync();
        var screen = OneWindow.Emulate(window.Harness);
        var row = screen.Find(" 25%")!.Value.Row;

        Assert.Equal(string.Join(' ', Enumerable.Repeat("1", 5).Concat(Enumerable.Repeat("4", 15))), string.Join(' ', Enumerable.Range(30, 20).Select(column => screen[row, column].Bg)));
    }

    [Fact]
    public async Task A_scale_narrower_than_its_share_is_drawn_nonetheless()
    {
        using var window = new OneWindow(new Scale(2, 100), new Label("below"));
        await window.Harness.SettleAsync();
        Assert.Contains("below", window.Harness.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_label_shows_its_new_text()
    {
        var label = new Label("before", width: 10);
        using var window = new OneWindow(label, new Button("Ok"));
        await window.Harness.SettleAsync();
        label.Text = "after";
        await window.PressAsync(KeyCode.Tab);

        Assert.Contains("│ after      │", window.Harness.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_textbox_that_shows_all_takes_no_focus()
    {
        var button = new Button("Ok");
        using var window = new OneWindow(new Textbox("one two three", 6), button);
        await window.PressAsync(KeyCode.Enter);
        await window.Harness.Program;

        Assert.Same(button, window.Exit!.Widget);
    }

    [Fact]
    public async Task A_textbox_with_more_lines_than_rows_scrolls_by_line_page_and_end()
    {
        using var window = new OneWindow(new Textbox(Story, 20, maxHeight: 3));
        await window.Harness.SettleAsync();
        Assert.Equal("one two three", Shown(window));
        await window.PressAsync(KeyCode.Up, KeyCode.Down);
        Assert.Equal("two three four", Shown(window));
        await window.PressAsync(KeyCode.PageDown);
        Assert.Equal("five six seven", Shown(window));
        await window.PressAsync(KeyCode.Down, KeyCode.PageUp);
        Assert.Equal("two three four", Shown(window));
        await window.PressAsync(KeyCode.End);
        Assert.Equal("five six seven", Shown(window));
        await window.PressAsync(KeyCode.Home);
        Assert.Equal("one two three", Shown(window));
    }

    [Fact]
    public async Task A_textbox_shows_the_text_that_it_is_given_later()
    {
        var text = new Textbox(Story, 20, maxHeight: 3);
        using var window = new OneWindow(text);
        await window.PressAsync(KeyCode.End);
        text.Text = "short";
        await window.PressAsync(KeyCode.Up);

        Assert.Equal("short", Shown(window));
        Assert.Equal("short", text.Text);
    }

    [Fact]
    public async Task A_panel_scrolls_to_the_widget_that_has_the_focus()
    {
        Entry[] entries = [.. Enumerable.Range(0, 12).Select(number => new Entry($"entry {number}", 12))];
        using var window = new OneWindow(_ => Grid.Stacked(1, new Panel(Grid.Stacked(0, entries), 4), new Button("Ok")));
        await window.Harness.SettleAsync();
        Assert.Equal(["entry 0", "entry 1", "entry 2", "entry 3"], Entries(window));

        await window.PressAsync(KeyCode.Tab, KeyCode.Tab, KeyCode.Tab, KeyCode.Tab);
        Assert.Equal(["entry 1", "entry 2", "entry 3", "entry 4"], Entries(window));

        await window.PressAsync(KeyCode.BackTab, KeyCode.BackTab, KeyCode.BackTab, KeyCode.BackTab, KeyCode.BackTab, KeyCode.BackTab);
        Assert.Equal(["entry 8", "entry 9", "entry 10", "entry 11"], [.. await PressAndRead(window, KeyCode.BackTab)]);
        Assert.Contains("<Ok>", window.Harness.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_in_a_scrolled_panel_goes_where_the_cursor_stands()
    {
        Entry[] entries = [.. Enumerable.Range(0, 12).Select(_ => new Entry("", 12))];
        using var window = new OneWindow(_ => Grid.Stacked(1, new Panel(Grid.Stacked(0, entries), 4)));
        await window.PressAsync([.. Enumerable.Repeat((Key)KeyCode.Tab, 9)]);
        await window.TypeAsync("here");

        Assert.Equal("here", entries[9].Text);
        Assert.StartsWith("here", window.Rows[window.Harness.Cursor.Row][(window.Harness.Cursor.Column - 4)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_panel_lower_than_one_of_its_widgets_shows_the_start_of_it()
    {
        var list = new Listbox<int>([.. Enumerable.Range(0, 8).Select(number => new ListItem<int>(number, $"Item {number}"))], 8);
        using var window = new OneWindow(_ => Grid.Stacked(1, new Panel(Grid.Stacked(0, new Entry("first", 12), list), 4), new Button("Ok")));
        await window.PressAsync(KeyCode.Tab);

        Assert.Contains("Item 0", window.Harness.Text, StringComparison.Ordinal);
        Assert.Contains("<Ok>", window.Harness.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_at_the_right_of_a_panel_leaves_its_scroll_bar_free()
    {
        var content = Grid.Stacked(0, [.. Enumerable.Range(0, 8).Select(_ => new Label("0123456789"))]).Set(0, 3, new Button("Right"), anchor: Anchor.Right);
        using var window = new OneWindow(_ => Grid.Stacked(0, new Panel(content, 5)));
        await window.Harness.SettleAsync();

        Assert.Contains("│    <Right> ▒ │", window.Harness.Text, StringComparison.Ordinal);
    }

    private static string Shown(OneWindow window)
        => string.Join(' ', window.Rows.Where(row => row.Contains('│', StringComparison.Ordinal)).Select(row => row.Trim('│', ' ').Split(' ')[0]).Where(word => word.Length > 0 && char.IsLetter(word[0])));

    private static string[] Entries(OneWindow window)
        => [.. window.Rows.Where(row => row.Contains("entry", StringComparison.Ordinal)).Select(row => row[row.IndexOf("entry", StringComparison.Ordinal)..].Split('_')[0])];

    private static async Task<string[]> PressAndRead(OneWindow window, KeyCode key)
    {
        // From the fourth entry back: third, second, first, the button, twelfth, eleventh.
        await window.PressAsync(key);
        return Entries(window);
    }
}
