using TuiSetup.Languages;
using static TuiSetup.Languages.Texts;

namespace TuiSetup.Tests.Languages;

public sealed class TextTemplateTests
{
    private static readonly Language Other = new("xx", "Other", new Dictionary<string, string>
    {
        ["Port {0} of {1}"] = "{1}: {0}!",
        ["{0} port{1}"] = "<{0}>",
        ["{0} is {1}"] = "{0}={1}",
    });

    [Fact]
    public void A_text_without_a_translation_is_itself() => Assert.Equal("Port 1, br0, {x}", T($"Port {1}, {"br0"}, {{x}}"));

    [Fact]
    public void A_translation_may_put_values_in_another_order() => Assert.Equal("br0: v-1!", Filled($"Port {"v-1"} of {"br0"}"));

    [Fact]
    public void What_only_English_needs_may_be_left_out() => Assert.Equal("<2>", Filled($"{2} port{"s"}"));

    [Fact]
    public void Braces_in_a_value_stay_as_they_are() => Assert.Equal("{1}={0}", Filled($"{"{1}"} is {"{0}"}"));

    [Fact]
    public void Numbers_have_their_format_and_a_point() => Assert.Equal("1.50 is true", Text($"{1.5:0.00} is {"true"}"));

    [Theory]
    [InlineData("ab", "    ab|")]
    [InlineData("网桥", "  网桥|")]
    public void A_width_counts_cells(string value, string expected) => Assert.Equal(expected, Text($"{value,6}|"));

    [Fact]
    public void A_translation_leads_back_to_its_English_text()
    {
        Assert.Equal("{0} is {1}", Other.OriginalOf("{0}={1}"));
        Assert.Equal("unknown", Other.OriginalOf("unknown"));
    }

    private static string Filled(TextTemplate text) => text.In(Other);

    private static string Text(TextTemplate text) => text.In(Language.English);
}
