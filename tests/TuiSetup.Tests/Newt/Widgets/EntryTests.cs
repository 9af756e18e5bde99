using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Tests.Newt.Widgets;

public sealed class EntryTests
{
    [Fact]
    public async Task What_is_typed_stands_at_the_end()
    {
        var entry = new Entry("abc", 10);
        using var window = new OneWindow(entry);
        await window.TypeAsync("de f");

        Assert.Equal("abcde f", entry.Text);
        Assert.Contains("│ abcde f___ │", window.Harness.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_End_and_the_arrows_move_inside_the_text()
    {
        var entry = new Entry("bd", 10);
        using var window = new OneWindow(entry);
        await window.PressAsync(KeyCode.Home, KeyCode.Left, Key.Of('a'), KeyCode.Right, Key.Of('c'), KeyCode.End, KeyCode.Right, Key.Of('e'));

        Assert.Equal("abcde", entry.Text);
    }

    [Fact]
    public async Task Backspace_takes_the_character_before_and_Delete_the_one_under_the_cursor()
    {
        var entry = new Entry("abcd", 10);
        using var window = new OneWindow(entry);
        await window.PressAsync(KeyCode.Delete, KeyCode.Backspace, KeyCode.Home, KeyCode.Backspace, KeyCode.Delete);

        Assert.Equal("bc", entry.Text);
    }

    [Fact]
    public async Task Ctrl_K_clears_to_the_end_and_Ctrl_U_to_the_start()
    {
        var entry = new Entry("abcdef", 10);
        using var window = new OneWindow(entry);
        await window.PressAsync(KeyCode.Left, KeyCode.Left, Key.Ctrl('k'));
        Assert.Equal("abcd", entry.Text);

        await window.PressAsync(KeyCode.Left, Key.Ctrl('u'));
        Assert.Equal("d", entry.Text);
        Assert.StartsWith("d____", window.AtCursor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wide_characters_are_edited_whole_and_move_the_cursor_by_two()
    {
        var entry = new Entry("", 10);
        using var window = new OneWindow(entry);
        await window.Harness.SettleAsync();
        var start = window.Harness.Cursor.Column;
        await window.TypeAsync("日本");
        Assert.Equal(start + 4, window.Harness.Cursor.Column);
        Assert.Contains("│ 日本______ │", window.Harness.Text, StringComparison.Ordinal);

        await window.PressAsync(KeyCode.Left, Key.Of('x'));
        Assert.Equal("日x本", entry.Text);
        Assert.Equal(start + 3, window.Harness.Cursor.Column);

        await window.PressAsync(KeyCode.Backspace, KeyCode.Backspace);
        Assert.Equal("本", entry.Text);
    }

    [Fact]
    public async Task A_combining_mark_joins_the_character_before_it_and_goes_with_it()
    {
        var entry = new Entry("", 10);
        using var window = new OneWindow(entry);
        await window.TypeAsync("ae\u0301");
        Assert.Contains("│ ae\u0301________ │", window.Harness.Text, StringComparison.Ordinal);

        await window.PressAsync(KeyCode.Backspace);
        Assert.Equal("a", entry.Text);
    }

    [Fact]
    public async Task A_text_longer_than_the_entry_scrolls_and_keeps_the_cursor_in_sight()
    {
        var entry = new Entry("", 8);
        using var window = new OneWindow(entry);
        await window.TypeAsync("abcdefghijkl");
        Assert.Contains("│ fghijkl_ │", window.Harness.Text, StringComparison.Ordinal);
        Assert.StartsWith("_ │", window.AtCursor, StringComparison.Ordinal);

        await window.PressAsync(KeyCode.Home);
        Assert.Contains("│ abcdefgh │", window.Harness.Text, StringComparison.Ordinal);
        Assert.StartsWith("abcdefgh", window.AtCursor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Going_back_in_a_scrolled_text_shows_some_of_what_is_before_the_cursor()
    {
        var entry = new Entry("abcdefghijklmnopqrstuvwxyz", 20);
        using var window = new OneWindow(entry);
        for (var count = 0; count < 20; count++)
        {
            await window.PressAsync(KeyCode.Backspace);
        }

        Assert.Equal("abcdef", entry.Text);
        Assert.Contains("bcdef_", window.Harness.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_shows_an_asterisk_for_each_cell()
    {
        var entry = new Entry("", 10, EntryMode.Password);
        using var window = new OneWindow(entry);
        await window.TypeAsync("a字e\u0301");

        Assert.Equal("a字e\u0301", entry.Text);
        Assert.Contains("│ ****______ │", window.Harness.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("字", window.Harness.Terminal.Written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Setting_the_text_puts_the_cursor_at_its_end()
    {
        var entry = new Entry("a long text that scrolled", 8);
        using var window = new OneWindow(entry);
        await window.Harness.SettleAsync();
        entry.Text = "ab";
        await window.TypeAsync("c");

        Assert.Equal("abc", entry.Text);
        Assert.Contains("│ abc_____ │", window.Harness.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enter_goes_on_to_the_next_widget_or_ends_the_form()
    {
        var (first, last) = (new Entry("", 10), new Entry("", 10) { ReturnExit = true });
        using var window = new OneWindow(first, last);
        await window.PressAsync(Key.Of('a'), KeyCode.Enter, Key.Of('b'), KeyCode.Enter);
        await window.Harness.Program;

        Assert.Equal(("a", "b", last), (first.Text, last.Text, window.Exit!.Widget));
    }

    [Fact]
    public async Task A_pasted_text_arrives_whole()
    {
        var entry = new Entry("", 20);
        using var window = new OneWindow(entry);
        await window.Harness.SettleAsync();
        var text = string.Concat(Enumerable.Range(0, 2000).Select(number => (char)('a' + (number % 26))));
        await window.Harness.Terminal.TypeAsync(System.Text.Encoding.ASCII.GetBytes(text));

        Assert.Equal(text, entry.Text);
    }

    [Fact]
    public async Task Every_change_is_told()
    {
        var (entry, told) = (new Entry("", 10), new List<string>());
        entry.Changed += () => told.Add(entry.Text);
        using var window = new OneWindow(entry);
        await window.PressAsync(Key.Of('a'), Key.Of('b'), KeyCode.Left, KeyCode.Backspace);

        Assert.Equal(["a", "ab", "b"], told);
    }
}
