using TuiSetup.Newt.Lines;
using TuiSetup.Newt.Testing;

namespace TuiSetup.Tests.Newt.Lines;

public sealed class LineWrapTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("one two three", "one two|three")]
    [InlineData("one  two", "one  two")]
    [InlineData("one\n\ntwo", "one||two")]
    [InlineData("a /a/path/that/is/longer b", "a|/a/path/that/is/longer|b")]
    [InlineData("  - in five six", "  - in|    five|    six")]
    [InlineData("1234567890 x", "1234567890|  x")]
    [InlineData("x 中中中中中中", "x 中中中中|  中中")]
    [InlineData("e\u0301e\u0301e\u0301e\u0301 e\u0301e\u0301e\u0301e\u0301e\u0301", "e\u0301e\u0301e\u0301e\u0301 e\u0301e\u0301e\u0301e\u0301e\u0301")]
    public void Lines_end_at_blanks_and_words_stay_whole(string text, string lines)
        => Assert.Equal(lines.Split('|'), LineWrap.Lines(text, 10, lines.Contains("  ", StringComparison.Ordinal) ? 2 : 0));

    [Fact]
    public void What_is_printed_never_commands_a_terminal()
    {
        var lines = new ScriptedLines();
        new LinePrinter(lines).Print("a\e[2Jb\u009bc\rd\u202Ee");
        new LinePrinter(lines).Ask("\e]0;t\a:");
        new LinePrinter(lines).Echo("\e[A");

        Assert.DoesNotContain(lines.Transcript, character => char.IsControl(character) && character != '\n');
        Assert.DoesNotContain('\u202E', lines.Transcript);
    }
}
