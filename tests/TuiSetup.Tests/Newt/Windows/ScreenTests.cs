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

public sealed class ScreenTests
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Closing_a_window_restores_what_was_below_it()
    {
        using var harness = new ScreenHarness(async screen =>
        {
            using var lower = Open(screen, "Lower", new Button("Go"));
            await lower.RunAsync(screen.Gone);
            using (var upper = Open(screen, "Upper", new Button("Back")))
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
            var lower = Open(screen, "Lower");
            var upper = Open(screen, "Upper");
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
            using var lower = Open(screen, "Lower");
            using var upper = Open(screen, "Upper");
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
                windows.Push(Open(screen, $"Window {count}"));
            }

            Assert.Throws<InvalidOperationException>(() => Open(screen, "One more"));
            windows.Pop().Dispose();
            windows.Push(Open(screen, "Another"));
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
            using (var first = Open(screen, "First", new Button("Ok")))
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
            using var window = Open(screen, "Title");
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
            using var window = Open(screen, "Title", new Button("Go"));
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

    [Fact]
    public async Task A_new_size_lays_all_windows_out_again()
    {
        var sizes = new List<ScreenSize>();
        using var harness = TwoWindows(sizes.Add);
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
        using var harness = TwoWindows(_ => { });
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
            using var window = Open(screen, "Title", new Entry("", 5));
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
        using var harness = TwoWindows(_ => { });
        await harness.SettleAsync();
        foreach (var (columns, rows) in from columns in new[] { 1, 2, 3, 5, 8, 13, 30 } from rows in new[] { 1, 2, 3, 5, 9 } select (columns, rows))
        {
            await harness.ResizeAsync(columns, rows);
            await harness.PressAsync(KeyCode.Tab);
            Assert.All(harness.Text.Split('\n'), row => Assert.InRange(TuiSetup.Newt.Text.TextWidth.Of(row), 0, columns));
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
            using var window = Open(screen, "Title", button);
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
            using var window = Open(screen, "Title");
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
            using var window = Open(screen, "Title", entry, button);
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

    [Fact]
    public async Task The_terminal_is_given_back_as_it_was()
    {
        using var window = new OneWindow(new Button("Ok"));
        await window.Harness.SettleAsync();
        Assert.True(window.Harness.Terminal.IsEntered);
        Assert.True(OneWindow.Emulate(window.Harness).IsAlternate);
        await window.PressAsync(KeyCode.Enter);
        await window.Harness.Program;

        var screen = OneWindow.Emulate(window.Harness);
        Assert.Equal((false, true, ""), (screen.IsAlternate, screen.CursorVisible, screen.Text.Trim()));
        Assert.False(window.Harness.Terminal.IsEntered);
    }

    [Theory]
    [InlineData("color", "xterm")]
    [InlineData("mono", "vt100")]
    public async Task A_window_looks_as_in_newt(string look, string terminal)
    {
        using var window = new OneWindow(
            _ => Grid.Stacked(0, new Label("A label"), new Entry("entry", 12), new Checkbox("check", true), new Listbox<int>([new(1, "first"), new(2, "second")], 2), new Scale(12, 2) { Value = 1 }, new Button("Ok")),
            columns: 40,
            rows: 12,
            capabilities: look == "color" ? TerminalNamed.Utf8(terminal) : TerminalNamed.Ascii(terminal));
        await window.Harness.SettleAsync();
        var screen = OneWindow.Emulate(window.Harness, 40, 12, utf8: look == "color");

        Golden.Check(window.Harness.Styled, $"window-{look}");
        Golden.Check(screen.Visible(), $"window-{look}-shown");
        Assert.Empty(screen.Queries);
        Assert.All(screen.Unknown, sequence => Assert.Equal("ESC[22;0;0t", sequence));
    }

    [Fact]
    public async Task A_VT100_gets_only_what_a_VT100_knows()
    {
        using var window = new OneWindow(
            _ => Grid.Stacked(0, new Entry("entry", 12), new Listbox<int>([.. Enumerable.Range(0, 9).Select(number => new ListItem<int>(number, $"Item {number}"))], 4)),
            capabilities: TerminalNamed.Ascii("vt100"));
        await window.PressAsync(Key.Of('x'), KeyCode.Tab, KeyCode.Down, KeyCode.End, KeyCode.F12);
        await window.Harness.Program;

        Assert.Matches(@"^(?:[\x20-\x7e\b\r\n\x0e\x0f]|\e\[\d{0,3}(?:;\d{1,3})?H|\e\[\d{0,3}[ABCD]|\e\[[JK]|\e\[(?:[0147](?:;[0147])*)?m|\e\(B\e\)0)*$", window.Harness.Terminal.Written);
    }

    [Fact]
    public async Task Text_from_outside_never_reaches_the_terminal_as_a_command()
    {
        const string evil = "a\e[2Jb\u009b31mc\u202Ed\ae\rf\bg\0h\u007fi";
        using var harness = new ScreenHarness(async screen =>
        {
            screen.DrawRootText(0, 0, evil);
            using var help = screen.PushHelpLine(evil);
            using var window = screen.OpenWindow(new WindowOptions
            {
                Title = evil,
                Arrange = _ => Grid.Stacked(
                    0, new Label(evil), new Entry(evil, 40), new Checkbox(evil), new Button(evil), new Textbox(evil, 40),
                    new Listbox<int>([new(0, evil)], 1), new Checklist<int>([new(0, evil)], 1, _ => true), new RadioBar<int>([new(0, evil)])),
            });
            await window.RunAsync(screen.Gone);
        });
        await harness.SettleAsync();
        await harness.Terminal.TypeAsync(Encoding.UTF8.GetBytes("\tx\u009b\u202E"));
        var written = harness.Terminal.Written;

        Assert.DoesNotContain("\e[2J", written, StringComparison.Ordinal);
        Assert.DoesNotContain("\bg", written, StringComparison.Ordinal);
        Assert.DoesNotContain(written, character => "\u009b\u202e\a\0\u007f".Contains(character, StringComparison.Ordinal));
        Assert.Contains("^[[2Jb", written, StringComparison.Ordinal);
        Assert.Empty(OneWindow.Emulate(harness).Unknown);
    }

    [Fact]
    public async Task A_line_break_in_a_one_line_text_does_not_tear_the_screen()
    {
        using var harness = new ScreenHarness(async screen =>
        {
            using var help = screen.PushHelpLine("help\nline");
            using var window = Open(screen, "ti\ntle", new Label("la\nbel"), new Listbox<int>([new(0, "it\nem")], 1), new Button("O\nk"), new Entry("en\ntry", 10), new Checkbox("che\nck"));
            await window.RunAsync(screen.Gone);
        });
        await harness.SettleAsync();

        Assert.DoesNotContain('\n', harness.Terminal.Written.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.Equal(harness.Text.TrimEnd(), OneWindow.Emulate(harness).Text.TrimEnd());
        Assert.Equal(24, harness.Text.TrimEnd('\n').Split('\n').Length);
    }

    [Fact]
    public async Task Windows_cut_wide_characters_below_them_cleanly()
    {
        using var harness = new ScreenHarness(async screen =>
        {
            for (var row = 0; row < 23; row++)
            {
                screen.DrawRootText(row % 2, row, string.Concat(Enumerable.Repeat("日本", 20)));
            }

            using var lower = screen.OpenWindow(new WindowOptions { Place = _ => (10, 3), Arrange = _ => Grid.Stacked(0, new Label("字字字字字字字字字字")) });
            using var upper = screen.OpenWindow(new WindowOptions { Place = _ => (15, 2), Arrange = _ => Grid.Stacked(0, new Label("x\u0301yz"), new Button("Ok")) });
            await upper.RunAsync(screen.Gone);
        });
        await harness.SettleAsync();
        var (shown, terminal) = (harness.Text.TrimEnd('\n').Split('\n'), OneWindow.Emulate(harness).Text.TrimEnd('\n').Split('\n'));

        Assert.Equal(shown, terminal);
        Assert.All(shown, row => Assert.InRange(TuiSetup.Newt.Text.TextWidth.Of(row), 0, 80));
        Assert.Contains("<Ok>", harness.Text, StringComparison.Ordinal);
    }

    private static Window Open(NewtScreen screen, string title, params ILayoutItem[] items)
        => screen.OpenWindow(new WindowOptions { Title = title, Arrange = _ => Grid.Stacked(0, items.Length > 0 ? items : [new Label("text")]) });

    private static ScreenHarness TwoWindows(Action<ScreenSize> arranged)
    {
        var (list, entry, button) = (new Listbox<int>([.. Enumerable.Range(0, 9).Select(number => new ListItem<int>(number, $"Item {number}"))], 4), new Entry("typed", 12), new Button("Ok"));
        return new ScreenHarness(async screen =>
        {
            screen.DrawRootText(0, 0, "Root text");
            using var help = screen.PushHelpLine("Help line");
            using var lower = screen.OpenWindow(new WindowOptions
            {
                Title = "Lower",
                Arrange = size =>
                {
                    arranged(size);
                    return Grid.Stacked(1, new Textbox("A text that is wrapped as the screen allows.", Math.Max(5, size.Columns - 20)), list);
                },
            });
            using var upper = screen.OpenWindow(new WindowOptions
            {
                Title = "Upper",
                Arrange = size =>
                {
                    arranged(size);
                    return Grid.Stacked(0, entry, new Scale(10, 2) { Value = 1 }, new Panel(Grid.Stacked(0, new Checkbox("check"), new Checkbox("other")), 1), button).CenterLast();
                },
            });
            await upper.RunAsync(screen.Gone);
        });
    }
}
