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

/// <summary>The stack of windows, and what stands around them.</summary>
public sealed class ScreenTests
{
    [Fact]
    public async Task Closing_a_window_restores_what_was_below_it()
    {
        using var harness = new ScreenHarness(async screen =>
        {
            using var lower = ScreenWindows.Open(screen, "Lower", new Button("Go"));
            await lower.RunAsync(screen.Gone);
            using (var upper = ScreenWindows.Open(screen, "Upper", new Button("Back")))
            {
                await upper.RunAsync(screen.Gone);
            }

            await lower.RunAsync(screen.Gone);
        });
        await harness.SettleAsync();
        var before = OneWindow.Looks(OneWindow.Emulate(harness));

        await harness.PressAsync(KeyCode.Enter);
        Assert.Contains("┤ Upper ├", harness.Text, StringComparison.Ordinal);
        await harness.PressAsync(KeyCode.Enter);
        Assert.Equal(before, OneWindow.Looks(OneWindow.Emulate(harness)));
    }

    [Fact]
    public async Task Windows_close_in_the_reverse_order_only()
    {
        using var harness = new ScreenHarness(screen =>
        {
            var lower = ScreenWindows.Open(screen, "Lower");
            var upper = ScreenWindows.Open(screen, "Upper");
            Assert.Throws<InvalidOperationException>(lower.Dispose);
            upper.Dispose();
            lower.Dispose();
            return Task.CompletedTask;
        });
        await harness.Program;
    }

    [Fact]
    public async Task Only_the_top_window_runs()
    {
        using var harness = new ScreenHarness(async screen =>
        {
            using var lower = ScreenWindows.Open(screen, "Lower");
            using var upper = ScreenWindows.Open(screen, "Upper");
            await Assert.ThrowsAsync<InvalidOperationException>(() => lower.RunAsync(screen.Gone));
        });
        await harness.Program;
    }

    [Fact]
    public async Task Twenty_windows_stand_on_the_stack_and_not_one_more()
    {
        using var harness = new ScreenHarness(screen =>
        {
            var windows = new Stack<Window>();
            for (var count = 0; count < 20; count++)
            {
                windows.Push(ScreenWindows.Open(screen, $"Window {count}"));
            }

            Assert.Throws<InvalidOperationException>(() => ScreenWindows.Open(screen, "One more"));
            windows.Pop().Dispose();
            windows.Push(ScreenWindows.Open(screen, "Another"));
            while (windows.TryPop(out var window))
            {
                window.Dispose();
            }

            return Task.CompletedTask;
        });
        await harness.Program;
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "xy")]
    public async Task Type_ahead_is_dropped_unless_the_window_keeps_it(bool keep, string text)
    {
        var entry = new Entry("", 10);
        using var harness = new ScreenHarness(async screen =>
        {
            using (var first = ScreenWindows.Open(screen, "First", new Button("Ok")))
            {
                await first.RunAsync(screen.Gone);
            }

            using var second = screen.OpenWindow(new WindowOptions { Arrange = _ => Grid.Stacked(0, entry), KeepTypeAhead = keep });
            await second.RunAsync(screen.Gone);
        });
        await harness.SettleAsync();
        await harness.Terminal.TypeAsync("\rxy"u8);

        Assert.Equal(text, entry.Text);
    }

    [Fact]
    public async Task Root_text_counts_negative_places_from_the_right_and_the_bottom()
    {
        using var harness = new ScreenHarness(async screen =>
        {
            screen.DrawRootText(2, 1, "top left");
            screen.DrawRootText(-9, -3, "low right");
            screen.DrawRootText(-200, 5, "nowhere");
            screen.DrawRootText(75, 6, "cut off here");
            using var window = ScreenWindows.Open(screen, "Title");
            await window.RunAsync(screen.Gone);
        });
        await harness.SettleAsync();
        var rows = harness.Text.Split('\n');

        Assert.Equal(2, rows[1].IndexOf("top left", StringComparison.Ordinal));
        Assert.Equal(71, rows[21].IndexOf("low right", StringComparison.Ordinal));
        Assert.Equal(75, rows[6].IndexOf("cut o", StringComparison.Ordinal));

        await harness.ResizeAsync(60, 20);
        Assert.Equal(51, harness.Text.Split('\n')[17].IndexOf("low right", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_lines_are_a_stack_and_each_is_taken_away_once()
    {
        IDisposable? first = null, second = null;
        using var harness = new ScreenHarness(async screen =>
        {
            first = screen.PushHelpLine("first");
            second = screen.PushHelpLine("second");
            using var window = ScreenWindows.Open(screen, "Title", new Button("Go"));
            await window.RunAsync(screen.Gone);
            second.Dispose();
            second.Dispose();
            await window.RunAsync(screen.Gone);
            first.Dispose();
            await window.RunAsync(screen.Gone);
        });
        await harness.SettleAsync();
        Assert.Equal("second", harness.Text.Split('\n')[23]);
        await harness.PressAsync(KeyCode.Enter);
        Assert.Equal("first", harness.Text.Split('\n')[23]);
        await harness.PressAsync(KeyCode.Enter);
        Assert.Equal("", harness.Text.Split('\n')[23]);
    }
}
