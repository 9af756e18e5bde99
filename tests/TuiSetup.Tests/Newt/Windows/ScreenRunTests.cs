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

/// <summary>How the run of a window begins, ends and is cut off.</summary>
public sealed class ScreenRunTests
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hang_up_cancels_what_waits_for_the_user()
    {
        using var window = new OneWindow(new Button("Ok"));
        await window.Harness.SettleAsync();
        window.Harness.Terminal.HangUp();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => window.Harness.Program.WaitAsync(None));
        Assert.False(window.Harness.Terminal.IsEntered);
    }

    [Fact]
    public async Task A_run_can_be_cancelled_and_the_window_run_again()
    {
        using var cancel = new CancellationTokenSource();
        var (cancelled, button) = (false, new Button("Ok"));
        FormExit? exit = null;
        using var harness = new ScreenHarness(async screen =>
        {
            using var window = ScreenWindows.Open(screen, "Title", button);
            try
            {
                await window.RunAsync(cancel.Token);
            }
            catch (OperationCanceledException)
            {
                cancelled = true;
            }

            exit = await window.RunAsync(screen.Gone);
        });
        await harness.SettleAsync();
        await cancel.CancelAsync();
        await harness.PressAsync(KeyCode.Enter);
        await harness.Program;

        Assert.True(cancelled);
        Assert.Same(button, exit!.Widget);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_before_it_starts_does_not_start()
    {
        using var harness = new ScreenHarness(async screen =>
        {
            using var window = ScreenWindows.Open(screen, "Title");
            await Assert.ThrowsAsync<OperationCanceledException>(() => window.RunAsync(new CancellationToken(canceled: true)));
        });
        await harness.Program;
    }

    [Fact]
    public async Task The_program_may_end_a_run()
    {
        var (entry, button) = (new Entry("", 10), new Button("Ok"));
        FormExit? exit = null;
        using var harness = new ScreenHarness(async screen =>
        {
            using var window = ScreenWindows.Open(screen, "Title", entry, button);
            entry.Changed += () => window.Finish(button);
            exit = await window.RunAsync(screen.Gone);
        });
        await harness.PressAsync(Key.Of('x'));
        await harness.Program;

        Assert.Same(button, exit!.Widget);
    }

    [Fact]
    public async Task F1_shows_the_help_of_the_widget_that_has_the_focus()
    {
        var asked = new List<string>();
        var (first, second) = (new Entry("", 10), new Entry("", 10));
        using var harness = new ScreenHarness(async screen =>
        {
            screen.HelpCallback = text =>
            {
                asked.Add(text);
                return Task.CompletedTask;
            };
            using var window = screen.OpenWindow(new WindowOptions
            {
                Arrange = _ => Grid.Stacked(0, first, second),
                Help = widget => widget == first ? "about the first" : "about the second",
            });
            await window.RunAsync(screen.Gone);
        });
        await harness.PressAsync(KeyCode.F1, KeyCode.Tab, KeyCode.F1);

        Assert.Equal(["about the first", "about the second"], asked);
    }

    [Fact]
    public async Task A_lone_Esc_ends_a_window_after_the_escape_delay()
    {
        var time = new FakeTimeProvider();
        using var window = new OneWindow(_ => Grid.Stacked(0, new Button("Ok")), options: new NewtOptions { Time = time }, hotKeys: [KeyCode.Escape]);
        await window.Harness.SettleAsync();
        await window.Harness.Terminal.TypeAsync("\e"u8);
        Assert.False(window.Harness.Program.IsCompleted);

        time.Advance(TimeSpan.FromMilliseconds(500));
        window.Harness.Terminal.Wake();
        await window.Harness.Program.WaitAsync(None);
        Assert.True(window.Exit!.IsKey(KeyCode.Escape));
    }

    [Fact]
    public async Task The_terminals_cursor_stands_on_the_widget_that_has_the_focus()
    {
        using var window = new OneWindow(
            new Entry("text", 10), new Checkbox("box"), new Listbox<int>([new(1, "first"), new(2, "second")], 2), new Button("Button"));
        await window.Harness.SettleAsync();
        foreach (var (key, under, visible) in new (Key, string, bool)[]
        {
            (KeyCode.Left, "t______", true), (KeyCode.Tab, "box", false), (KeyCode.Tab, "first", false),
            (KeyCode.Down, "second", false), (KeyCode.Tab, "Button>", false),
        })
        {
            await window.PressAsync(key);
            Assert.StartsWith(under, window.AtCursor, StringComparison.Ordinal);
            var screen = OneWindow.Emulate(window.Harness);
            Assert.Equal((window.Harness.Cursor.Column, window.Harness.Cursor.Row, visible), (screen.CursorColumn, screen.CursorRow, screen.CursorVisible));
        }
    }
}
