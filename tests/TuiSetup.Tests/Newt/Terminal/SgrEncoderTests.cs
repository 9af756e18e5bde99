using System.Text;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Tests.Newt.Terminal;

public sealed class SgrEncoderTests
{
    [Fact]
    public void The_first_style_starts_from_a_reset() => Assert.Equal("\e[0;37;41m", Switch(8, new Style(7, 1)));

    [Fact]
    public void The_same_style_again_costs_nothing() => Assert.Equal("\e[0;37;41m", Switch(8, new Style(7, 1), new Style(7, 1)));

    [Fact]
    public void Only_what_changes_is_said() => Assert.Equal("\e[0;37;41m\e[42m\e[30;1m", Sorted(Switch(8, new Style(7, 1), new Style(7, 2), new Style(0, 2, Bold: true))));

    [Theory]
    [InlineData(8, 9, 4, "\e[0;1;31;44m")]
    [InlineData(8, 7, 12, "\e[0;37;44m")]
    [InlineData(16, 9, 12, "\e[0;91;104m")]
    [InlineData(256, 9, 12, "\e[0;91;104m")]
    [InlineData(256, 200, 17, "\e[0;38;5;200;48;5;17m")]
    [InlineData(256, -1, -1, "\e[m")]
    [InlineData(0, 9, 12, "\e[m")]
    public void A_colour_is_said_in_what_the_terminal_has(int colors, int foreground, int background, string bytes)
        => Assert.Equal(bytes, Switch(colors, new Style(foreground, background)));

    [Fact]
    public void A_bright_colour_on_eight_colours_gives_its_bold_back_by_a_reset()
        => Assert.Equal("\e[0;1;31;44m\e[0;31;44m", Switch(8, new Style(9, 4), new Style(1, 4)));

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    public void An_attribute_is_taken_back_only_by_a_reset(bool bold, bool underline, bool reverse)
    {
        var written = Switch(0, new Style(-1, -1, bold, underline, reverse), Style.Plain);
        Assert.EndsWith("m\e[m", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_add_up_without_a_reset()
        => Assert.Equal("\e[0;1m\e[7m\e[4m", Switch(0, new Style(-1, -1, Bold: true), new Style(-1, -1, true, false, true), new Style(-1, -1, true, true, true)));

    [Fact]
    public void A_default_colour_comes_back_by_a_reset() => Assert.Equal("\e[0;31;44m\e[0;31m", Switch(8, new Style(1, 4), new Style(1, -1)));

    [Fact]
    public void A_forgotten_style_is_said_again()
    {
        var (output, encoder) = (new StringBuilder(), new SgrEncoder(new TerminalCapabilities { Name = "test", Colors = 8 }));
        encoder.Switch(output, new Style(1, 4));
        encoder.Forget();
        encoder.Switch(output, new Style(1, 4));

        Assert.Equal("\e[0;31;44m\e[0;31;44m", output.ToString());
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void Colours_of_a_large_palette_are_not_all_the_same_on_a_small_one(int colors)
    {
        // Yellow on navy blue.
        var written = Switch(colors, new Style(226, 17));
        var (foreground, background) = (written.Split(';', 'm').First(part => part.StartsWith('3') || part.StartsWith('9')), written.Split(';', 'm').First(part => part.StartsWith('4') || part.StartsWith("10", StringComparison.Ordinal)));
        Assert.NotEqual(foreground[^1], background[^1]);
    }

    private static string Sorted(string text) => text.Replace("\e[1;30m", "\e[30;1m", StringComparison.Ordinal);

    private static string Switch(int colors, params Style[] styles)
    {
        var (output, encoder) = (new StringBuilder(), new SgrEncoder(new TerminalCapabilities { Name = "test", Colors = colors }));
        foreach (var style in styles)
        {
            encoder.Switch(output, style);
        }

        return output.ToString();
    }
}
