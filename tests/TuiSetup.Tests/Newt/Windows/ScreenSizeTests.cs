using TuiSetup.Languages;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using TuiSetup.Newt;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Testing;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;
using TuiSetup.TestKit;
using TuiSetup.Tests.Newt.Terminal;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Newt.Windows;

/// <summary>A screen that gets another size, or never had enough of it.</summary>
public sealed class ScreenSizeTests
{
    [Fact]
    public async Task A_new_size_lays_all_windows_out_again()
    {
        var sizes = new List<ScreenSize>();
        using var harness = ScreenWindows.Two(sizes.Add);
        await harness.SettleAsync();
        var before = OneWindow.Looks(OneWindow.Emulate(harness));

        await harness.ResizeAsync(40, 12);
        await harness.ResizeAsync(132, 43);
        Assert.Equal([new(80, 24), new(80, 24), new(40, 12), new(40, 12), new(132, 43), new(132, 43)], sizes);

        var written = harness.Terminal.Written.Length;
        await harness.ResizeAsync(80, 24);
        var screen = new VtScreen(80, 24);
        screen.Feed(Encoding.UTF8.GetBytes(harness.Terminal.Written[written..]));
        Assert.Equal(before, OneWindow.Looks(screen));
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 12)]
    [InlineData(132, 43)]
    public async Task After_a_resize_windows_stand_as_if_they_had_opened_on_that_screen(int columns, int rows)
    {
        using var harness = ScreenWindows.Two(_ => { });
        await harness.ResizeAsync(columns, rows);
        await harness.SettleAsync();

        Golden.Check(harness.Text, $"resize-{columns}x{rows}");
    }

    [Fact]
    public async Task On_a_screen_that_is_too_small_a_notice_stands_and_keys_do_nothing()
    {
        var entry = new Entry("", 10);
        using var window = new OneWindow(_ => Grid.Stacked(0, entry), options: new NewtOptions { MinimumSize = new ScreenSize(40, 12) });
        await window.TypeAsync("a");
        await window.Harness.ResizeAsync(20, 6);
        Assert.Equal("20x6 is too small.\nEnlarge it to 40x12,\nor leave by Ctrl-C.", window.Harness.Text.TrimEnd());
        await window.TypeAsync("b");

        await window.Harness.ResizeAsync(40, 12);
        await window.TypeAsync("c");
        Assert.Equal("ac", entry.Text);
        Assert.Contains("ac____", window.Harness.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_interrupts_even_where_the_screen_is_too_small()
    {
        var interrupts = 0;
        using var harness = new ScreenHarness(async screen =>
        {
            screen.Interrupted = () => interrupts++;
            using var window = ScreenWindows.Open(screen, "Title", new Entry("", 5));
            await window.RunAsync(screen.Gone);
        }, options: new NewtOptions { MinimumSize = new ScreenSize(40, 12) });
        await harness.PressAsync(Key.Ctrl('c'));
        await harness.ResizeAsync(20, 6);
        await harness.PressAsync(Key.Ctrl('c'));

        Assert.Equal(2, interrupts);
    }

    [Fact]
    public async Task Every_size_can_be_shown()
    {
        using var harness = ScreenWindows.Two(_ => { });
        await harness.SettleAsync();
        foreach (var (columns, rows) in from columns in new[] { 1, 2, 3, 5, 8, 13, 30 } from rows in new[] { 1, 2, 3, 5, 9 } select (columns, rows))
        {
            await harness.ResizeAsync(columns, rows);
            await harness.PressAsync(KeyCode.Tab);
            Assert.All(harness.Text.Split('\n'), row => Assert.InRange(TextWidth.Of(row), 0, columns));
        }
    }

    [Fact]
    public async Task Ctrl_L_paints_everything_again()
    {
        using var window = new OneWindow(new Entry("text", 10), new Button("Ok"));
        await window.Harness.SettleAsync();
        var before = OneWindow.Looks(OneWindow.Emulate(window.Harness));
        var written = window.Harness.Terminal.Written.Length;
        await window.PressAsync(Key.Ctrl('l'));

        var screen = new VtScreen();
        screen.Feed("garbage of the kernel"u8);
        screen.Feed(Encoding.UTF8.GetBytes(window.Harness.Terminal.Written[written..]));
        Assert.Equal(before, OneWindow.Looks(screen));
        Assert.True(screen.CursorVisible);
    }
}
