using TuiSetup.Languages;
using TuiSetup.Newt.Text;

namespace TuiSetup.Tests.Newt.Text;

public sealed class TextWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("é", 1)]
    [InlineData("e\u0301", 1)]
    [InlineData("字", 2)]
    [InlineData("日本語 ok", 9)]
    [InlineData("┌─┐", 3)]
    [InlineData("😀", 2)]
    [InlineData("\u0007", 0)]
    public void A_text_takes_as_many_cells_as_a_terminal_gives_it(string text, int cells) => Assert.Equal(cells, TextWidth.Of(text));

    [Theory]
    [InlineData("abcdef", 3, "abc")]
    [InlineData("abc", 3, "abc")]
    [InlineData("日本語", 4, "日本")]
    [InlineData("日本語", 5, "日本")]
    [InlineData("ae\u0301b", 2, "ae\u0301")]
    [InlineData("abc", 0, "")]
    [InlineData("abc", -3, "")]
    [InlineData("😀😀", 3, "😀")]
    public void A_cut_never_splits_a_character(string text, int cells, string cut) => Assert.Equal(cut, TextWidth.Cut(text, cells));

    [Theory]
    [InlineData("ab", 4, "ab  ")]
    [InlineData("abcdef", 4, "abcd")]
    [InlineData("日本", 3, "日 ")]
    [InlineData("ab", -1, "")]
    public void A_fitted_text_takes_exactly_its_cells(string text, int cells, string fitted) => Assert.Equal(fitted, TextWidth.Fit(text, cells));
}
