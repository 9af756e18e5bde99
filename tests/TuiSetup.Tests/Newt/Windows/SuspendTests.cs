using TuiSetup.Newt;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Testing;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Tests.Newt.Windows;

/// <summary>Ctrl-Z, the bell, and the terminal lent for a while.</summary>
public sealed class SuspendTests
{
    [Fact]
    public async Task Ctrl_Z_is_swallowed_when_nobody_asked_for_it()
    {
        var entry = new Entry("", 10);
        using var window = new OneWindow(entry);
        await window.PressAsync(Key.Ctrl('z'), Key.Of('a'));

        Assert.Equal("a", entry.Text);
    }

    [Fact]
    public async Task Ctrl_Z_gives_the_terminal_back_while_the_job_is_stopped_and_shows_the_windows_again_after()
    {
        var (entered, left) = (true, "");
        using var harness = new ScreenHarness(async screen =>
        {
            screen.SuspendCallback = screen.StopProcess;
            using var window = screen.OpenWindow(new WindowOptions { Title = "Tape", Arrange = _ => new Entry("side one", 10) });
            await window.RunAsync(screen.Gone);
        });
        harness.Terminal.Stopped = () => (entered, left) = (harness.Terminal.IsEntered, harness.Terminal.Written);
        await harness.SettleAsync();
        var before = OneWindow.Looks(OneWindow.Emulate(harness));
        await harness.PressAsync(Key.Ctrl('z'));

        Assert.False(entered);
        Assert.EndsWith("\e[?1049l", left, StringComparison.Ordinal);
        Assert.True(harness.Terminal.IsEntered);
        Assert.StartsWith("\e[?1049h", harness.Terminal.Written[left.Length..], StringComparison.Ordinal);
        Assert.Equal(before, OneWindow.Looks(OneWindow.Emulate(harness)));
    }

    [Fact]
    public async Task The_bell_sounds_for_what_an_entry_refuses()
    {
        var (full, digits) = (new Entry("abc", 3) { Scrolls = false }, new Entry("", 10) { Filter = (key, _) => key.Code != KeyCode.Character || char.IsAsciiDigit((char)key.Character.Value) ? key : null });
        using var window = new OneWindow(full, digits);
        await window.TypeAsync("d");
        Assert.Equal(("abc", 1), (full.Text, Bells(window)));

        await window.PressAsync(KeyCode.Tab);
        await window.TypeAsync("1x2");
        Assert.Equal(("12", 2), (digits.Text, Bells(window)));
    }

    private static int Bells(OneWindow window) => window.Harness.Terminal.Written.Count(character => character == '\a');
}
