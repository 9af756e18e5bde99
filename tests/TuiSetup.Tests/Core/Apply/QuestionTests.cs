using TuiSetup.Core.Apply;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Reports;
using static TuiSetup.Tests.Core.Apply.EngineFixture;

namespace TuiSetup.Tests.Core.Apply;

/// <summary>Steps that ask whether to go on.</summary>
public sealed class QuestionTests : IDisposable
{
    private readonly EngineFixture _at = new();

    public void Dispose() => _at.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static RunQuestions Answered(Func<Step, Task<bool>> answer) => new((step, _) => answer(step), Confirmation.None);

    [Fact]
    public async Task It_is_asked_when_the_step_is_read_back_and_before_any_that_depends_on_it()
    {
        var asked = new List<string>();

        var report = await _at.Engine.ApplyAsync(
            Asking(),
            _at.Listen,
            Answered(step =>
            {
                asked.Add($"{step.Question} after {string.Join(", ", _at.Backend.Calls)}");
                return Task.FromResult(true);
            }),
            Cancel);

        Assert.Equal(["Does a work? after apply a"], asked);
        Assert.Equal(Outcome.Done, report.Outcome);
        Assert.Equal(["apply a", "apply b"], _at.Backend.Calls);
    }

    [Fact]
    public async Task No_takes_back_what_was_done_and_begins_nothing_more()
    {
        var report = await _at.Engine.ApplyAsync(Asking(), _at.Listen, Answered(_ => Task.FromResult(false)), Cancel);

        Assert.Equal((Outcome.Cancelled, 1), (report.Outcome, report.ExitCode));
        Assert.Equal(["apply a", "undo a"], _at.Backend.Calls);
        Assert.Equal([StepResult.Undone, StepResult.Pending], report.Steps.Select(step => step.Result));
    }

    [Fact]
    public async Task A_run_that_is_stopped_while_it_asks_is_taken_back()
    {
        using var stop = new CancellationTokenSource();

        var report = await _at.Engine.ApplyAsync(
            Asking(),
            _at.Listen,
            new RunQuestions(
                async (_, abandon) =>
                {
                    await stop.CancelAsync();
                    await Task.Delay(Timeout.InfiniteTimeSpan, _at.Time, abandon);
                    return true;
                },
                Confirmation.None),
            stop.Token);

        Assert.Equal(Outcome.Cancelled, report.Outcome);
        Assert.Equal(["apply a", "undo a"], _at.Backend.Calls);
    }

    [Fact]
    public async Task Where_nobody_is_there_the_reading_back_decides()
    {
        var report = await _at.ApplyAsync(Asking(), Cancel);

        Assert.Equal(Outcome.Done, report.Outcome);
    }

    private static Plan Asking()
    {
        var plan = Plan("a", "b a");
        return plan with { Steps = [plan.Steps[0] with { Question = "Does a work?" }, plan.Steps[1]] };
    }
}
