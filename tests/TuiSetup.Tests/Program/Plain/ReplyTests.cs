using TuiSetup.Plain;

namespace TuiSetup.Tests.Program.Plain;

public sealed class ReplyTests
{
    [Theory]
    [InlineData("", "Keep", "")]
    [InlineData("  ", "Keep", "")]
    [InlineData("?", "Help", "")]
    [InlineData(" Help ", "Help", "")]
    [InlineData("<", "Back", "")]
    [InlineData("back", "Back", "")]
    [InlineData("QUIT", "Leave", "")]
    [InlineData("-", "Nothing", "")]
    [InlineData("quit it", "Text", "quit it")]
    [InlineData(@"\quit", "Text", "quit")]
    [InlineData(@"\\quit", "Text", @"\quit")]
    [InlineData(@"\?", "Text", "?")]
    [InlineData(@"\server\share", "Text", @"\server\share")]
    [InlineData(@"\", "Text", @"\")]
    [InlineData(" a password ", "Text", " a password ")]
    [InlineData("+", "Text", "+")]
    [InlineData("/etc/file", "Text", "/etc/file")]
    public void A_line_is_a_word_of_the_plain_mode_or_a_text(string line, string kind, string text)
        => Assert.Equal(new Reply(Enum.Parse<ReplyKind>(kind), text), Reply.Read(line, ofList: false));

    [Theory]
    [InlineData("+", "More", "")]
    [InlineData("more", "More", "")]
    [InlineData("/ab c", "Find", "ab c")]
    [InlineData("/", "Find", "")]
    [InlineData(@"\/ab", "Text", "/ab")]
    [InlineData(@"\more", "Text", "more")]
    public void A_list_has_words_of_its_own(string line, string kind, string text)
        => Assert.Equal(new Reply(Enum.Parse<ReplyKind>(kind), text), Reply.Read(line, ofList: true));
}
