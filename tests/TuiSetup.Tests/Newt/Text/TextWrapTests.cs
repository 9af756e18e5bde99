using System.Text;
using TuiSetup.Languages;
using TuiSetup.Newt.Text;

namespace TuiSetup.Tests.Newt.Text;

public sealed class TextWrapTests
{
    [Fact]
    public void Lines_break_at_blanks() => Assert.Equal(["the quick", "brown fox"], TextWrap.Lines("the quick brown fox", 10));

    [Fact]
    public void A_line_that_fits_exactly_stays_whole() => Assert.Equal(["the quick"], TextWrap.Lines("the quick", 9));

    [Fact]
    public void Line_breaks_of_every_system_are_kept() => Assert.Equal(["a", "", "b", "c"], TextWrap.Lines("a\n\nb\r\nc", 10));

    [Fact]
    public void An_empty_text_is_one_empty_line() => Assert.Equal([""], TextWrap.Lines("", 10));

    [Fact]
    public void A_word_longer_than_the_line_is_broken() => Assert.Equal(["abcde", "fghij", "kl mn"], TextWrap.Lines("abcdefghijkl mn", 5));

    [Fact]
    public void Wide_characters_count_twice_and_text_of_them_breaks_anywhere() => Assert.Equal(["日本", "語 日", "本"], TextWrap.Lines("日本語 日本", 5));

    [Fact]
    public void A_mark_does_not_begin_a_line_when_it_ends_something_nor_end_one_when_it_begins_something()
        => Assert.Equal(["网桥", "上，的", "端口", "（乙）"], TextWrap.Lines("网桥上，的端口（乙）", 6));

    [Fact]
    public void The_lines_of_an_indented_paragraph_are_indented() => Assert.Equal(["  one two", "  three"], TextWrap.Lines("  one two three", 9));

    [Fact]
    public void Blanks_between_words_become_one_where_a_line_is_broken() => Assert.Equal(["a b", "c"], TextWrap.Lines("a    b  c", 4));

    [Fact]
    public void What_fits_keeps_its_columns() => Assert.Equal(["a    b", "aa   bb"], TextWrap.Lines("a    b  \naa   bb", 10));

    [Fact]
    public void The_rest_of_a_broken_word_is_not_glued_to_the_next_one()
        => Assert.Equal(["    abcdef", "gh next"], TextWrap.Lines("    abcdefgh next", 10));

    [Fact]
    public void An_indent_wider_than_the_line_does_not_push_words_out_of_sight()
        => Assert.Equal(["word", "two"], TextWrap.Lines(new string(' ', 30) + "word two", 6).Select(line => line.Trim()).Where(line => line.Length > 0));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_line_is_too_wide_and_no_word_is_lost_or_joined(int seed)
    {
        var random = new Random(seed);
        string[] words = ["a", "to", "word", "verylongword", "日本語", "字", "https://example.org/a/b", "e\u0301"];
        for (var round = 0; round < 500; round++)
        {
            var text = new StringBuilder();
            for (var count = random.Next(1, 12); count > 0; count--)
            {
                text.Append(random.Next(6) switch { 0 => "\n", 1 => "\n" + new string(' ', random.Next(12)), 2 => "  ", _ => " " });
                text.Append(words[random.Next(words.Length)]);
            }

            var width = random.Next(2, 24);
            var lines = TextWrap.Lines(text.ToString(), width);

            Assert.All(lines, line => Assert.InRange(TextWidth.Of(line), 0, width));
            Assert.Equal(Solid(text.ToString()), Solid(string.Join('\n', lines)));
            Assert.True(text.ToString().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries).Where(word => word[0] < '\u2e80' && TextWidth.Of(word) <= width - 12)
                .All(word => lines.Any(line => line.Split(' ').Contains(word))), $"{text} at {width}");
        }
    }

    private static string Solid(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}
