using TuiSetup.Core.Answers;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Tests.Core.Wizards;

public sealed class ConditionTests
{
    private static readonly AnswerSheet Answers = AnswerSheet.Empty
        .With("yes", Value.Of(true))
        .With("no", Value.Of(false))
        .With("text", Value.Of("ssl:host"))
        .With("number", Value.Of(7))
        .With("list", Value.List(["a", "b"]))
        .With("empty", Value.Of(""))
        .With("key", new Secret("x"))
        .With("in-band", Value.Of(true));

    [Theory]
    [InlineData("yes", true)]
    [InlineData("no", false)]
    [InlineData("!no", true)]
    [InlineData("!!yes", true)]
    [InlineData("missing", false)]
    [InlineData("!missing", true)]
    [InlineData("empty", false)]
    [InlineData("key", true)]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("0", false)]
    [InlineData("text == 'ssl:host'", true)]
    [InlineData("text == \"ssl:host\"", true)]
    [InlineData("text != 'ssl:host'", false)]
    [InlineData("number == 7", true)]
    [InlineData("number == '7'", false)]
    [InlineData("number != -7", true)]
    [InlineData("missing == missing", true)]
    [InlineData("'a' in list", true)]
    [InlineData("'c' in list", false)]
    [InlineData("text in ['tcp:host', 'ssl:host']", true)]
    [InlineData("number in [1, number, 3]", true)]
    [InlineData("number in []", false)]
    [InlineData("'x' in missing", false)]
    [InlineData("text startswith 'ssl:'", true)]
    [InlineData("text startswith 'SSL:'", false)]
    [InlineData("number startswith '7'", false)]
    [InlineData("yes and no", false)]
    [InlineData("yes or no", true)]
    [InlineData("(yes)", true)]
    [InlineData("in-band", true)]
    [InlineData("  yes  ", true)]
    [InlineData("yes and(no or yes)", true)]
    public void A_condition_holds_or_not(string source, bool holds) => Assert.Equal(holds, Parse(source).Holds(Answers));

    [Theory]
    [InlineData("yes or yes and no", "yes or (yes and no)", "(yes or yes) and no")]
    [InlineData("!yes or yes", "(!yes) or yes", "!(yes or yes)")]
    [InlineData("!no and no", "(!no) and no", "!(no and no)")]
    [InlineData("!text == 'x'", "!(text == 'x')", "(!text) == 'x'")]
    [InlineData("no and no or yes", "(no and no) or yes", "no and (no or yes)")]
    public void Or_binds_least_then_and_then_not_then_comparisons(string source, string same, string other)
    {
        Assert.Equal(Parse(same).Holds(Answers), Parse(source).Holds(Answers));
        Assert.NotEqual(Parse(other).Holds(Answers), Parse(source).Holds(Answers));
    }

    [Theory]
    [InlineData("", "column 1: expected a question's id or a value here")]
    [InlineData("   ", "column 4: expected a question's id or a value here")]
    [InlineData("yes and", "column 8: expected a question's id or a value here")]
    [InlineData("and yes", "column 1: expected a question's id or a value, not 'and'")]
    [InlineData("yes no", "column 5: expected the end, 'and' or 'or', not 'no'")]
    [InlineData("(yes", "column 5: expected ')' here")]
    [InlineData("yes)", "column 4: expected the end, 'and' or 'or', not ')'")]
    [InlineData("yes == ", "column 8: expected a question's id or a value here")]
    [InlineData("a == == b", "column 6: expected a question's id or a value, not '=='")]
    [InlineData("a == b == c", "column 8: expected the end, 'and' or 'or', not '=='")]
    [InlineData("a in [1 2]", "column 9: expected ',', not '2'")]
    [InlineData("a in [1,", "column 9: expected a question's id or a value here")]
    [InlineData("a in [,]", "column 7: expected a question's id or a value, not ','")]
    [InlineData("yes && no", "column 5: '&& no' cannot be read")]
    [InlineData("a = b", "column 3: '= b' cannot be read")]
    [InlineData("a == 'open", "column 6: ''open' cannot be read")]
    public void A_mistake_is_told_with_its_column(string source, string expected)
    {
        Assert.Null(ConditionParser.Parse(source, out var reason));
        Assert.Equal(expected, reason);
    }

    [Fact]
    public void A_condition_names_the_questions_it_asks_about()
        => Assert.Equal(["a", "b", "c", "d"], Parse("!a and (b == 'x' or c in [d, 1])").Questions);

    [Fact]
    public void A_number_too_large_is_a_mistake_and_not_a_question()
    {
        Assert.Null(ConditionParser.Parse("a == 99999999999999999999", out var reason));
        Assert.StartsWith("column 6: ", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_brackets_are_read_or_refused_but_end_nothing()
    {
        var source = new string('(', 200) + "yes" + new string(')', 200);

        Assert.True(Parse(source).Holds(Answers));
    }

    private static Condition Parse(string source)
    {
        var condition = ConditionParser.Parse(source, out var reason);
        Assert.Equal("", reason);
        return condition!;
    }
}
