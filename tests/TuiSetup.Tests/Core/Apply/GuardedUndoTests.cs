using TuiSetup.Core.Apply;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Reports;
using static TuiSetup.Tests.Core.Apply.EngineFixture;

namespace TuiSetup.Tests.Core.Apply;

/// <summary>An undo under a guard: what nobody keeps is as the run had made it.</summary>
public sealed class GuardedUndoTests : IDisposable
{
    private readonly EngineFixture _at = new();
    private readonly GuardedBackend _backend;
    private readonly Engine _engine;

    public GuardedUndoTests()
    {
        _backend = new GuardedBackend(_at.Backend);
        _engine = new Engine(_at.Store, _ => _backend);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _at.Dispose();

    [Fact]
    public async Task It_has_a_guard_of_its_own_and_is_kept_by_an_answer()
    {
        var report = await UndoAsync(await DoneAsync(), Verdict.Keep);

        Assert.Equal((Outcome.Undone, 0), (report.Outcome, report.ExitCode));
        Assert.Equal(["guard", "undo b", "undo a", "count down 60", "keep", "dispose"], _backend.All);
        Assert.Equal(RunStatus.Undone, _at.Store.Find(report.Run!)!.Status);
    }

    [Fact]
    public async Task No_brings_the_changes_of_the_run_again_and_it_can_be_undone_later()
    {
        var run = await DoneAsync();

        var report = await UndoAsync(run, Verdict.RollBack);

        Assert.Equal((Outcome.Restored, 1), (report.Outcome, report.ExitCode));
        Assert.Equal(["guard", "undo b", "undo a", "count down 60", "roll back", "apply a", "apply b", "back", "dispose"], _backend.All);
        Assert.All(report.Steps, step => Assert.Equal(StepResult.Done, step.Result));
        Assert.Equal(RunStatus.Done, _at.Store.Find(run)!.Status);
        Assert.Equal(Outcome.Undone, (await UndoAsync(run, Verdict.Keep)).Outcome);
    }

    [Fact]
    public async Task A_reason_is_a_failure_and_is_told()
    {
        var report = await UndoAsync(await DoneAsync(), new Verdict(false, "The gateway does not answer."));

        Assert.Equal((Outcome.Restored, 4), (report.Outcome, report.ExitCode));
        Assert.Contains("The gateway does not answer.", report.Problems);
        Assert.StartsWith("The undo was taken back.", ReportText.Headline(report));
    }

    [Fact]
    public async Task What_does_not_come_again_is_left()
    {
        var run = await DoneAsync();
        _at.Backend.Before = (call, unit) =>
        {
            if (call == "apply" && unit.Id == "b")
            {
                throw new BackendException(BackendFailure.Failed, "It was refused.");
            }
        };

        var report = await UndoAsync(run, Verdict.RollBack);

        Assert.Equal((Outcome.Left, 5), (report.Outcome, report.ExitCode));
        Assert.Contains("It was refused.", report.Problems);
    }

    [Fact]
    public async Task Without_the_guard_that_there_should_be_nothing_is_undone_and_the_run_stays_done()
    {
        var run = await DoneAsync();
        _backend.Begin = () => throw new BackendException(BackendFailure.Unreachable, "There is no daemon.");

        var report = await UndoAsync(run, Verdict.Keep);

        Assert.Equal((Outcome.Refused, 6), (report.Outcome, report.ExitCode));
        Assert.Empty(_at.Backend.Calls);
        Assert.Equal(RunStatus.Done, _at.Store.Find(run)!.Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_whose_process_dies_while_it_asks_goes_on_under_a_guard_when_it_is_resumed(bool isKept)
    {
        var run = await CrashWhileAskingAsync();

        var report = await _engine.ResumeAsync(_at.Store.Interrupted()!, undo: false, _at.Listen, Questions(isKept ? Verdict.Keep : Verdict.RollBack), Cancel);

        Assert.Equal(isKept ? Outcome.Undone : Outcome.Restored, report.Outcome);
        Assert.Equal("guard", _backend.All.First());
        Assert.Equal(isKept ? RunStatus.Undone : RunStatus.Done, _at.Store.Find(run)!.Status);
    }

    [Fact]
    public async Task One_whose_process_dies_is_brought_forward_by_its_watch()
    {
        var run = await CrashWhileAskingAsync();

        var report = await _engine.TakeBackAsync(_at.Store.Find(run)!, _at.Listen);

        Assert.Equal(Outcome.Restored, report.Outcome);
        Assert.Equal(["apply a", "apply b"], _at.Backend.Calls);
        Assert.Equal(RunStatus.Done, _at.Store.Find(run)!.Status);
    }

    [Fact]
    public async Task A_run_whose_process_dies_is_undone_by_its_watch()
    {
        await Assert.ThrowsAsync<CrashException>(() => _engine.ApplyAsync(Plan("a", "b a"), _at.Listen, Crashing, Cancel));
        var run = _at.Store.Interrupted()!;

        var report = await _engine.TakeBackAsync(run, _at.Listen);

        Assert.Equal(Outcome.Undone, report.Outcome);
        Assert.Equal(RunStatus.Undone, _at.Store.Find(run.Id)!.Status);
    }

    private static RunQuestions Crashing => new(null, new Confirmation(Confirmation.UsualWindow, _ => throw new CrashException()));

    private static RunQuestions Questions(Verdict verdict) => new(null, new Confirmation(Confirmation.UsualWindow, _ => Task.FromResult(verdict)));

    /// <summary>A run of two steps that is done; what was noted of it is forgotten.</summary>
    private async Task<string> DoneAsync()
    {
        var run = (await _engine.ApplyAsync(Plan("a", "b a"), _at.Listen, RunQuestions.None, Cancel)).Run!;
        _backend.Forget();
        return run;
    }

    private async Task<string> CrashWhileAskingAsync()
    {
        var run = await DoneAsync();
        await Assert.ThrowsAsync<CrashException>(() => _engine.UndoAsync(_at.Store.Find(run)!, _at.Listen, Crashing, Cancel));
        _backend.Forget();
        return run;
    }

    private Task<Report> UndoAsync(string run, Verdict verdict) => _engine.UndoAsync(_at.Store.Find(run)!, _at.Listen, Questions(verdict), Cancel);
}
