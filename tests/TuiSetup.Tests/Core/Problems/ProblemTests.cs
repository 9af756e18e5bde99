using TuiSetup.Core.Problems;

namespace TuiSetup.Tests.Core.Problems;

public sealed class ProblemTests
{
    [Fact]
    public void A_problem_is_one_line_of_place_field_message_and_remedy()
    {
        Assert.Equal("f.json:1:2: name: It is wrong. Mend it.", (Problem.Error("name", "It is wrong.", "Mend it.") with { Place = "f.json:1:2" }).ToString());
        Assert.Equal("It is wrong.", Problem.Error(null, "It is wrong.").ToString());
        Assert.Equal("name: It is odd.", Problem.Warning("name", "It is odd.").ToString());
    }

    [Fact]
    public void A_danger_says_what_to_type_and_what_to_write()
    {
        var problem = Problem.Confirm("port", "v-h1", "It cuts off a host.");

        Assert.Equal((Severity.Confirm, "v-h1"), (problem.Severity, problem.Phrase));
        Assert.Contains("\"confirm\": [\"v-h1\"]", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_of_problems_has_a_line_for_each()
        => Assert.Equal(2, new ProblemException([Problem.Error(null, "One."), Problem.Error(null, "Two.")]).Message.Split('\n').Length);
}
