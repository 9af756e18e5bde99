using TuiSetup.Core.Answers;
using TuiSetup.Core.Values;
using TuiSetup.Tests.Core.Wizards;

namespace TuiSetup.Tests.Core.Answers;

public sealed class QuestionnaireTests
{
    private static readonly AnswerSheet Host = AnswerSheet.Empty.With("host", Value.Of("h1"));

    [Fact]
    public void Complete_gives_unanswered_questions_their_defaults_with_earlier_answers_in_them()
    {
        var complete = Questionnaire.Complete(Samples.GoodWizard(), Host);

        Assert.Equal(Value.Of("on-h1"), complete["name"]);
        Assert.Equal(Value.Of(80), complete["port"]);
        Assert.Equal(Value.Of(false), complete["fast"]);
    }

    [Fact]
    public void Effective_leaves_unanswered_questions_open()
    {
        var effective = Questionnaire.Effective(Samples.GoodWizard(), Host);

        Assert.Equal(["host"], effective.Values.Keys);
    }

    [Fact]
    public void What_is_not_asked_is_dropped_by_both()
    {
        var answers = Host.With("mode", Value.Of("b")).With("vlans", Value.List([1L]));

        Assert.False(Questionnaire.Complete(Samples.GoodWizard(), answers).Has("mode"));
        Assert.False(Questionnaire.Effective(Samples.GoodWizard(), answers).Has("mode"));
        Assert.False(Questionnaire.Effective(Samples.GoodWizard(), answers).Has("vlans"));
    }

    [Fact]
    public void What_is_asked_by_its_condition_stays()
    {
        var answers = Host.With("fast", Value.Of(true)).With("port", Value.Of(81)).With("mode", Value.Of("b")).With("tags", Value.List(["x"])).With("vlans", Value.List([1L]));

        var complete = Questionnaire.Complete(Samples.GoodWizard(), answers);

        Assert.Equal(Value.Of("b"), complete["mode"]);
        Assert.True(complete.Has("vlans"));
        Assert.Equal(["host", "port", "name", "fast", "mode", "tags", "vlans", "pass"], Questionnaire.Asked(Samples.GoodWizard(), complete).Select(field => field.Id));
    }

    [Fact]
    public void A_dropped_answer_does_not_ask_further_questions()
    {
        // mode goes because fast is no; whatever depends on mode must go with it.
        var wizard = Samples.Read(
            "good",
            Samples.Good.Replace("\"'x' in tags\"", "\"mode == 'b'\"", StringComparison.Ordinal),
            out _)!;
        var answers = Host.With("mode", Value.Of("b")).With("vlans", Value.List([1L]));

        Assert.False(Questionnaire.Complete(wizard, answers).Has("vlans"));
        Assert.False(Questionnaire.Effective(wizard, answers).Has("vlans"));
    }

    [Fact]
    public void An_answer_that_is_needed_and_missing_is_a_problem()
    {
        var problem = Assert.Single(Questionnaire.Check(Samples.GoodWizard(), Questionnaire.Complete(Samples.GoodWizard(), AnswerSheet.Empty)), problem => problem.Field == "host");

        Assert.Equal("Host: an answer is needed.", problem.Message);
        Assert.Equal("Choose one of the list.", problem.Remedy);
    }

    [Fact]
    public void An_answer_that_is_not_needed_may_be_missing_or_empty()
    {
        var complete = Questionnaire.Complete(Samples.GoodWizard(), Host.With("tags", Value.List(Array.Empty<Value>())));

        Assert.Empty(Questionnaire.Check(Samples.GoodWizard(), complete));
    }

    [Fact]
    public void A_needed_list_must_not_be_empty()
    {
        var field = Samples.GoodWizard().Field("tags")! with { Required = true };

        Assert.Equal("Tags: an answer is needed.", Questionnaire.Check(field, AnswerSheet.Empty.With("tags", Value.List(Array.Empty<Value>())))!.Message);
        Assert.Null(Questionnaire.Check(field, AnswerSheet.Empty.With("tags", Value.List(["x"]))));
    }

    [Fact]
    public void An_answer_that_does_not_fit_is_a_problem_of_its_field()
    {
        var problem = Questionnaire.Check(Samples.GoodWizard().Field("port")!, AnswerSheet.Empty.With("port", Value.Of(70000)));

        Assert.Equal(("port", "70000 is not between 1 and 65535."), (problem!.Field, problem.Message));
    }

    [Fact]
    public void A_secret_that_is_given_satisfies_its_field()
    {
        var field = Samples.GoodWizard().Field("pass")! with { Required = true };

        Assert.NotNull(Questionnaire.Check(field, AnswerSheet.Empty));
        Assert.Null(Questionnaire.Check(field, AnswerSheet.Empty.With("pass", new Secret("x"))));
    }
}
