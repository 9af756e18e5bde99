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

/// <summary>What reaches the terminal, and what does not.</summary>
public sealed class ScreenOutputTests
{
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
            using var window = ScreenWindows.Open(screen, "ti\ntle", new Label("la\nbel"), new Listbox<int>([new(0, "it\nem")], 1), new Button("O\nk"), new Entry("en\ntry", 10), new Checkbox("che\nck"));
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
        Assert.All(shown, row => Assert.InRange(TextWidth.Of(row), 0, 80));
        Assert.Contains("<Ok>", harness.Text, StringComparison.Ordinal);
    }
}
