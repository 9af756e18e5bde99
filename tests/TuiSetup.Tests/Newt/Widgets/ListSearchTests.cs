using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Tests.Newt.Widgets;

/// <summary>Lists that are searched as one types.</summary>
public sealed class ListSearchTests
{
    private static readonly ListItem<int>[] Machines = [.. Enumerable.Range(0, 5000).Select(number => new ListItem<int>(number, $"vm-{number:0000} {(number % 2 == 0 ? "web" : "mail")}"))];

    [Fact]
    public async Task What_is_typed_leaves_the_rows_that_contain_it()
    {
        var list = new Listbox<int>(Machines, 6) { ReturnExit = true, Search = "" };
        using var window = new OneWindow(list);
        await window.TypeAsync("12");
        Assert.Contains("Search: 12__", window.Harness.Text, StringComparison.Ordinal);
        Assert.Equal(["vm-0012", "vm-0112", "vm-0120", "vm-0121", "vm-0122", "vm-0123"], Rows(window));

        await window.TypeAsync("34 W");
        Assert.Equal(["vm-1234"], Rows(window));
        await window.PressAsync(KeyCode.Enter);
        await window.Harness.Program;
        Assert.Equal((1234, 1234), (list.Current, list.CurrentIndex));
    }

    [Fact]
    public async Task Backspace_and_Ctrl_U_bring_rows_back_and_the_mark_stays_on_its_row()
    {
        var list = new Listbox<int>(Machines, 6) { Search = "" };
        using var window = new OneWindow(list);
        await window.TypeAsync("0077");
        await window.PressAsync(KeyCode.Backspace, Key.Ctrl('u'));
        Assert.Equal(77, list.Current);
        await window.PressAsync(KeyCode.Down);
        Assert.Equal(78, list.Current);
    }

    [Fact]
    public async Task A_search_that_finds_nothing_marks_nothing()
    {
        var list = new Listbox<int>(Machines, 6) { ReturnExit = true, Search = "" };
        using var window = new OneWindow(list);
        await window.TypeAsync("nobody");
        Assert.Equal((-1, 0), (list.CurrentIndex, Rows(window).Length));
        await window.PressAsync(KeyCode.Down, KeyCode.PageDown, KeyCode.End, KeyCode.Home, KeyCode.Up, KeyCode.Enter);
        await window.Harness.Program;
        Assert.Equal(0, list.Current);
    }

    [Fact]
    public async Task Rows_stay_on_when_another_search_hides_them()
    {
        var list = new Checklist<int>(Machines, 6, number => number == 3) { Search = "" };
        using var window = new OneWindow(list);
        await window.TypeAsync("0010");
        await window.PressAsync(Key.Of(' '), Key.Ctrl('u'));
        await window.TypeAsync("4999");
        await window.PressAsync(Key.Of(' '));

        Assert.Equal([3, 10, 4999], list.Selected);
    }

    private static string[] Rows(OneWindow window)
        => [.. window.Rows.Where(row => row.Contains("vm-", StringComparison.Ordinal)).Select(row => row.Substring(row.IndexOf("vm-", StringComparison.Ordinal), 7))];
}
