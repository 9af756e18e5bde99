using Newtonsoft.Json;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Reports;
using TuiSetup.Tests.Core.Apply;

namespace TuiSetup.Tests.Core.Reports;

public sealed class ReportTests
{
    [Theory]
    [InlineData(Outcome.Done, false, false, 0)]
    [InlineData(Outcome.Done, true, false, 0)]
    [InlineData(Outcome.Unchanged, false, false, 0)]
    [InlineData(Outcome.Cancelled, false, false, 1)]
    [InlineData(Outcome.Refused, true, false, 3)]
    [InlineData(Outcome.Refused, true, true, 6)]
    [InlineData(Outcome.Undone, false, false, 0)]
    [InlineData(Outcome.Undone, true, false, 4)]
    [InlineData(Outcome.Undone, true, true, 4)]
    [InlineData(Outcome.Left, true, false, 5)]
    [InlineData(Outcome.Left, true, true, 5)]
    public void Each_outcome_has_its_exit_code(Outcome outcome, bool problems, bool unreachable, int expected)
        => Assert.Equal(expected, (Make(outcome) with { Problems = problems ? ["It broke."] : [], Unreachable = unreachable }).ExitCode);

    [Fact]
    public void A_report_is_this_json()
        => Assert.Equal(
            """{"run":"r1","wizard":"memory","target":"here","outcome":"left","problems":["It broke."],"steps":[{"id":"a","target":"Object a","action":"create","summary":"sets a","result":"left","message":"see the problems"}]}""",
            ReportJson.Write(Make(Outcome.Left) with { Problems = ["It broke."] }).ToString(Formatting.None));

    [Fact]
    public void A_report_comes_back_with_the_plan_it_belongs_to()
    {
        var report = Make(Outcome.Left) with { Problems = ["It broke."] };

        var read = ReportJson.Read(ReportJson.Write(report), report.Plan)!;

        Assert.Equal((report.Run, report.Outcome, "It broke."), (read.Run, read.Outcome, read.Problems[0]));
        Assert.Equal(report.Steps, read.Steps);
    }

    [Fact]
    public void Each_event_is_one_line_of_json()
    {
        var step = EngineFixture.Plan("a").Steps[0];

        Assert.Equal("""{"event":"started","step":"a","target":"Object a","action":"create","undoing":true}""", Line(new ApplyEvent.Started(step, Undoing: true)));
        Assert.Equal("""{"event":"progress","step":"a","message":"two\nlines"}""", Line(new ApplyEvent.Progress(step, "two\nlines")));
        Assert.Equal("""{"event":"finished","step":"a","result":"done"}""", Line(new ApplyEvent.Finished(step, StepResult.Done)));
        Assert.Equal("""{"event":"problem","step":"a","message":"It broke."}""", Line(new ApplyEvent.Trouble(step, "It broke.")));
        Assert.Equal("""{"event":"problem","step":null,"message":"It broke."}""", Line(new ApplyEvent.Trouble(null, "It broke.")));
        Assert.StartsWith("""{"event":"end","run":"r1","wizard":"memory","target":"here","outcome":"done",""", Line(new ApplyEvent.Ended(Make(Outcome.Done))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_for_people_names_what_is_left()
    {
        var text = ReportText.Of(Make(Outcome.Left) with { Problems = ["It broke."] });

        Assert.Equal("It failed, and something is left. See below what.\n! It broke.\n[LEFT]   Object a: sets a (see the problems)\n", text);
    }

    [Fact]
    public void Every_outcome_has_a_headline_of_its_own()
    {
        var lines = Enum.GetValues<Outcome>().Select(outcome => ReportText.Headline(Make(outcome))).ToList();

        Assert.Equal(lines.Count, lines.Distinct().Count());
        Assert.Contains("failed", ReportText.Headline(Make(Outcome.Undone) with { Problems = ["It broke."] }), StringComparison.Ordinal);
    }

    private static string Line(ApplyEvent happened) => EventJson.Write(happened).ToString(Formatting.None);

    private static Report Make(Outcome outcome)
    {
        var plan = EngineFixture.Plan("a");
        return new Report { Run = "r1", Plan = plan, Outcome = outcome, Steps = [new StepReport(plan.Steps[0], StepResult.Left, "see the problems")] };
    }
}
