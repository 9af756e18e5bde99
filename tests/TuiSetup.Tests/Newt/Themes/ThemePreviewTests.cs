using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Testing;
using TuiSetup.Newt.Themes;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Newt.Themes;

public sealed class ThemePreviewTests
{
    private static readonly Theme Other = Theme.Classic with { Name = "other", Colors = [.. Theme.Classic.Colors.Select((_, role) => new Style(100 + role, 16))] };

    [Fact]
    public async Task Every_role_is_seen_and_each_theme_is_a_key_away()
    {
        using var harness = new ScreenHarness(async screen =>
        {
            screen.DrawRootText(0, 0, "TuiSetup");
            await screen.ShowThemesAsync([Theme.Classic, Other], 0, screen.Gone);
        });
        await harness.SettleAsync();
        Golden.Check(harness.Text, "theme-preview");
        Assert.Equal("\e[97;44m", FirstStyle(harness));

        await harness.PressAsync(KeyCode.Right);
        Assert.Contains($"38;5;{100 + (int)Role.RootText}", harness.Terminal.Written, StringComparison.Ordinal);
        for (var widget = 0; widget < 7; widget++)
        {
            await harness.PressAsync(KeyCode.Tab);
        }

        Assert.All(Enum.GetValues<Role>(), role => Assert.Contains($"38;5;{100 + (int)role}", harness.Terminal.Written, StringComparison.Ordinal));
        await harness.PressAsync(KeyCode.F12);
        await harness.Program;
    }

    [Theory]
    [InlineData(KeyCode.Left)]
    [InlineData(KeyCode.Right)]
    public async Task After_the_last_theme_comes_the_first(KeyCode key)
    {
        var left = "";
        using var harness = new ScreenHarness(async screen =>
        {
            await screen.ShowThemesAsync([Theme.Classic, Other], 1, screen.Gone);
            left = screen.Theme.Name;
        });
        await harness.PressAsync(key, KeyCode.Escape);
        await harness.Program;

        Assert.Equal("newt", left);
    }

    private static string FirstStyle(ScreenHarness harness)
        => System.Text.RegularExpressions.Regex.Match(harness.Terminal.Written, @"\e\[9\d;4\dm").Value;
}
