using System.Globalization;
using System.Text;
using TuiSetup.Newt.Text;

namespace TuiSetup.Tests.Newt.Text;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("日本語 é e\u0301 ─ 😀", "日本語 é e\u0301 ─ 😀")]
    [InlineData("a\nb", "a\nb")]
    [InlineData("a\tb", "a b")]
    [InlineData("\e[2J", "^[[2J")]
    [InlineData("a\a\0", "a^G^@")]
    [InlineData("\u007f", "^?")]
    [InlineData("\u009b2J\u009d0;x\u009c", "?2J?0;x?")]
    [InlineData("a\u202Eb\u2066c\u200F", "a?b?c?")]
    [InlineData("a\u200Bb\uFEFF\u00AD", "a?b??")]
    [InlineData("a\u2028b\u2029", "a?b?")]
    public void Only_what_a_terminal_could_obey_is_replaced(string text, string clean) => Assert.Equal(clean, SafeText.Clean(text));

    [Fact]
    public void No_control_or_format_character_of_Unicode_passes_except_the_line_break()
    {
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            if (!Rune.IsValid(value) || value == '\n')
            {
                continue;
            }

            var clean = SafeText.Clean(new Rune(value).ToString());
            Assert.DoesNotContain(clean.EnumerateRunes(), rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);
        }
    }

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() => Assert.Equal("\uFFFDx", SafeText.Clean("\uD800x"));

    [Fact]
    public void A_clean_text_stays_as_it_is()
    {
        var clean = SafeText.Clean("\e[31mred\u202E");
        Assert.Equal(clean, SafeText.Clean(clean));
    }

    [Fact]
    public void The_line_ends_of_DOS_are_line_ends() => Assert.Equal("a\nb\n", SafeText.Clean("a\r\nb\r\n"));
}
