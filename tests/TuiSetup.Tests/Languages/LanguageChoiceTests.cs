using TuiSetup.Languages;

namespace TuiSetup.Tests.Languages;

public sealed class LanguageChoiceTests
{
    [Theory]
    [InlineData("LANG=zh_CN.UTF-8", "zh_CN")]
    [InlineData("LANG=en_GB.UTF-8 LC_ALL=zh_CN.utf8@pinyin", "zh_CN")]
    [InlineData("LANG=zh_CN.UTF-8 LC_MESSAGES=en_GB.UTF-8", "")]
    [InlineData("LANG=zh_CN.UTF-8 LC_ALL=C.UTF-8", "")]
    [InlineData("LANG=C", "")]
    [InlineData("", "")]
    [InlineData("LANG=de_DE.UTF-8 LANGUAGE=fr:zh_CN:en", "fr zh_CN")]
    [InlineData("LANG=de_DE.UTF-8 LANGUAGE=fr", "fr de_DE")]
    [InlineData("LANG=C TUISETUP_LANGUAGE=zh_CN", "zh_CN")]
    public void The_environment_asks_for_languages(string environment, string codes)
        => Assert.Equal(codes.Split(' ', StringSplitOptions.RemoveEmptyEntries), LanguageChoice.Wanted(Variables(environment)));

    [Theory]
    [InlineData("TERM=xterm LANG=zh_CN.UTF-8", true)]
    [InlineData("TERM=vt100 LANG=zh_CN.utf8", true)]
    [InlineData("LC_ALL=C.UTF-8", true)]
    [InlineData("TERM=linux LANG=zh_CN.UTF-8", false)]
    [InlineData("TERM=xterm LANG=zh_CN.GB18030", false)]
    [InlineData("TERM=xterm LANG=zh_CN", false)]
    [InlineData("TERM=xterm LANG=zh_CN.UTF-8 LC_ALL=C", false)]
    public void Only_a_terminal_with_UTF_8_and_its_fonts_can_show_them(string environment, bool can)
        => Assert.Equal(can, LanguageChoice.CanShow(Variables(environment)));

    private static Func<string, string?> Variables(string environment)
    {
        var pairs = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return name => pairs.GetValueOrDefault(name);
    }
}
