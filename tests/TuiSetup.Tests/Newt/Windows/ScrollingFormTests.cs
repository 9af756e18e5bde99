using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Tests.Newt.Windows;

/// <summary>Forms with more rows than there are to show.</summary>
public sealed class ScrollingFormTests
{
    private readonly Entry[] _entries = [.. Enumerable.Range(0, 40).Select(number => new Entry($"line {number}.", 12))];

    [Fact]
    public async Task A_window_larger_than_the_screen_scrolls_to_what_has_the_focus()
    {
        using var window = new OneWindow(_ => Grid.Stacked(0, [.. _entries, new Button("Ok")]));
        await window.Harness.SettleAsync();
        Assert.Equal(("line 0.", 20), (Shown(window)[0], Shown(window).Length));

        await window.PressAsync(KeyCode.BackTab);
        Assert.Contains("<Ok>", window.Harness.Text, StringComparison.Ordinal);
        await window.PressAsync(KeyCode.Up);
        await window.TypeAsync("!");
        Assert.Equal("line 39.!", _entries[39].Text);
        Assert.StartsWith("line 39.!", window.Rows[window.Harness.Cursor.Row][(window.Harness.Cursor.Column - 9)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task PageDown_and_PageUp_turn_by_as_many_rows_as_there_are_to_see()
    {
        using var window = new OneWindow(_ => Grid.Stacked(1, new Panel(Grid.Stacked(0, _entries), 5), new Button("Ok")));
        await window.PressAsync(KeyCode.PageDown);
        await window.TypeAsync("a");
        Assert.EndsWith("a", _entries[5].Text, StringComparison.Ordinal);

        await window.PressAsync(KeyCode.PageDown, KeyCode.PageUp, KeyCode.PageUp, KeyCode.PageUp);
        await window.TypeAsync("b");
        Assert.EndsWith("b", _entries[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_panel_in_a_panel_scrolls_in_both()
    {
        var inner = new Panel(Grid.Stacked(0, _entries[10..20]), 3);
        using var window = new OneWindow(_ => Grid.Stacked(0, new Panel(Grid.Stacked(0, [.. _entries[..8], inner, .. _entries[30..]]), 6), new Button("Ok")));
        await window.PressAsync([.. Enumerable.Repeat((Key)KeyCode.Tab, 8 + 9)]);
        Assert.Equal(["line 5.", "line 6.", "line 7.", "line 17.", "line 18.", "line 19."], Shown(window));
        await window.TypeAsync("!");
        Assert.Equal("line 19.!", _entries[19].Text);
        Assert.StartsWith("line 19.!", window.Rows[window.Harness.Cursor.Row][(window.Harness.Cursor.Column - 9)..], StringComparison.Ordinal);

        await window.PressAsync(KeyCode.Tab);
        Assert.Equal(["line 6.", "line 7.", "line 17.", "line 18.", "line 19.!", "line 30."], Shown(window));
    }

    [Fact]
    public async Task A_window_that_no_longer_fits_begins_to_scroll_and_keeps_the_focus_in_sight()
    {
        using var window = new OneWindow(_ => Grid.Stacked(0, [.. _entries[..16]]));
        await window.PressAsync(KeyCode.BackTab);
        Assert.Equal(16, Shown(window).Length);
        await window.Harness.ResizeAsync(80, 12);

        Assert.Equal("line 15.", Shown(window)[^1]);
        Assert.Equal(8, Shown(window).Length);
    }

    private static string[] Shown(OneWindow window)
        => [.. window.Rows.Where(row => row.Contains("line", StringComparison.Ordinal)).Select(row => row[row.IndexOf("line", StringComparison.Ordinal)..].Split('_')[0])];
}
