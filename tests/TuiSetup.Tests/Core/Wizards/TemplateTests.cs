using TuiSetup.Core.Answers;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Tests.Core.Wizards;

public sealed class TemplateTests
{
    private static readonly AnswerSheet Answers = AnswerSheet.Empty
        .With("bridge", Value.Of("br0"))
        .With("vlans", Value.List([10L, 20L]))
        .With("key", new Secret("hidden"));

    [Theory]
    [InlineData("mirror-${bridge}", "mirror-br0")]
    [InlineData("${bridge}${bridge}", "br0br0")]
    [InlineData("VLANs ${vlans}.", "VLANs 10, 20.")]
    [InlineData("<${missing}>", "<>")]
    [InlineData("<${key}>", "<>")]
    [InlineData("$bridge $ {bridge} ${} ${9}", "$bridge $ {bridge} ${} ${9}")]
    public void A_reference_becomes_the_answer(string text, string expected) => Assert.Equal(expected, Template.Expand(text, Answers));

    [Fact]
    public void An_answer_is_not_expanded_again()
        => Assert.Equal("${b}", Template.Expand("${a}", AnswerSheet.Empty.With("a", Value.Of("${b}")).With("b", Value.Of("x"))));

    [Fact]
    public void The_references_of_a_text_are_known() => Assert.Equal(["a", "b.c-d"], Template.Questions("${a} and ${b.c-d}, not $c"));
}
