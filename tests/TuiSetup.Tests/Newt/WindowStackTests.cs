using TuiSetup.Newt.Dialogs;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Testing;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Newt;

public sealed class WindowStackTests
{
    [Fact]
    public async Task A_window_above_another_takes_the_keys_and_leaves_it_visible()
    {
        var chosen = -1;
        using var harness = new ScreenHarness(async screen =>
        {
            var list = new Listbox<int>([.. Enumerable.Range(0, 20).Select(number => new ListItem<int>(number, $"Item number {number}"))], 8) { ReturnExit = true };
            using var window = screen.OpenWindow(new WindowOptions { Title = "Menu", Arrange = _ => Grid.Stacked(1, new Label("Pick one"), list) });
            await window.RunAsync(TestContext.Current.CancellationToken);
            chosen = await screen.ButtonChoiceAsync("Sure?", $"You chose {list.Current}.", ["Yes", "No"], TestContext.Current.CancellationToken);
        });

        await harness.PressAsync(KeyCode.Down, KeyCode.Down, KeyCode.Enter, KeyCode.Right);
        Golden.Check(harness.Text, "window-above-another");
        await harness.PressAsync(KeyCode.Enter);
        await harness.Program;

        Assert.Equal(1, chosen);
    }
}
