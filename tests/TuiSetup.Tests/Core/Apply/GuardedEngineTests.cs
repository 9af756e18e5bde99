using TuiSetup.Core;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Reports;
using static TuiSetup.Tests.Core.Apply.EngineFixture;

namespace TuiSetup.Tests.Core.Apply;

/// <summary>Runs under a guard: what nobody keeps is taken back.</summary>
public sealed class GuardedEngineTests : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    private readonly EngineFixture _at = new();
    private readonly GuardedBackend _backend;
    private readonly Engine _engine;

    public GuardedEngineTests()
    {
        _backend = new GuardedBackend(_at.Backend);
        _engine = new Engine(_at.Store, _ => _backend);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _at.Dispose();

    [Fact]
    public async Task The_guard_begins_before_the_first_step_counts_down_after_the_last_and_ends_when_it_is_kept()
    {
        var report = await ApplyAsync(_ => Task.FromResult(Verdict.Keep));

        Assert.Equal(Outcome.Done, report.Outcome);
        Assert.Equal(["guard", "apply a", "apply b", "count down 60", "keep", "dispose"], _backend.All);
        Assert.Contains(_at.Events, happened => happened is ApplyEvent.Asking { Window.TotalSeconds: 60 });
    }

    [Fact]
    public async Task No_rolls_back_by_the_guard_first_and_then_step_by_step()
    {
        var report = await ApplyAsync(_ => Task.FromResult(Verdict.RollBack));

        Assert.Equal((Outcome.Cancelled, 1), (report.Outcome, report.ExitCode));
        Assert.Equal(["guard", "apply a", "apply b", "count down 60", "roll back", "undo b", "undo a", "back", "dispose"], _backend.All);
    }

    [Fact]
    public async Task A_reason_is_a_failure_and_is_told()
    {
        var report = await ApplyAsync(_ => Task.FromResult(new Verdict(false, "The gateway does not answer.")));

        Assert.Equal((Outcome.Undone, 4), (report.Outcome, report.ExitCode));
        Assert.Contains("The gateway does not answer.", report.Problems);
    }

    [Fact]
    public async Task Silence_is_no()
    {
        var report = await ApplyAsync(async late =>
        {
            _at.Time.Advance(Window);
            await Task.Delay(Timeout.InfiniteTimeSpan, _at.Time, late);
            return Verdict.Keep;
        });

        Assert.Equal(Outcome.Undone, report.Outcome);
        Assert.Contains("Nobody said within 60 seconds", Assert.Single(report.Problems));
        Assert.Contains("roll back", _backend.All);
    }

    [Fact]
    public async Task Stopping_it_while_it_asks_is_no()
    {
        using var stop = new CancellationTokenSource();
        var report = await _engine.ApplyAsync(
            Plan("a"),
            _at.Listen,
            new RunQuestions(null, new Confirmation(Window, async late =>
            {
                await stop.CancelAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, _at.Time, late);
                return Verdict.Keep;
            })),
            stop.Token);

        Assert.Equal(Outcome.Cancelled, report.Outcome);
        Assert.Equal(["guard", "apply a", "count down 60", "roll back", "undo a", "back", "dispose"], _backend.All);
    }

    [Fact]
    public async Task A_guard_that_is_gone_cannot_keep_so_everything_is_taken_back()
    {
        _backend.Keep = () => throw new BackendException(BackendFailure.Failed, "The checkpoint is gone.");

        var report = await ApplyAsync(_ => Task.FromResult(Verdict.Keep));

        Assert.Equal(Outcome.Undone, report.Outcome);
        Assert.Contains("The checkpoint is gone.", report.Problems);
        Assert.Equal(["undo b", "undo a", "back", "dispose"], _backend.All.TakeLast(4));
    }

    [Fact]
    public async Task What_is_not_at_work_again_in_time_is_told_beside_what_was_undone()
    {
        _backend.Back = () => throw new BackendException(BackendFailure.Failed, "eth0 is disconnected.");

        var report = await ApplyAsync(_ => Task.FromResult(Verdict.RollBack));

        Assert.Equal(Outcome.Cancelled, report.Outcome);
        Assert.Contains("eth0 is disconnected.", report.Problems);
        Assert.All(report.Steps, step => Assert.Equal(StepResult.Undone, step.Result));
    }

    [Fact]
    public async Task A_step_that_fails_rolls_back_by_the_guard_too()
    {
        _at.Backend.Before = (call, unit) =>
        {
            if (call == "apply" && unit.Id == "b")
            {
                throw new BackendException(BackendFailure.Failed, "It was refused.");
            }
        };

        var report = await ApplyAsync(_ => Task.FromResult(Verdict.Keep));

        Assert.Equal(Outcome.Undone, report.Outcome);
        Assert.DoesNotContain("keep", _backend.All);
        Assert.Equal(["roll back", "undo a", "back", "dispose"], _backend.All.TakeLast(4));
    }

    [Fact]
    public async Task Where_the_first_step_fails_the_guard_is_waited_for_as_well()
    {
        _at.Backend.Before = (call, _) =>
        {
            if (call == "apply")
            {
                throw new BackendException(BackendFailure.Failed, "It was refused.");
            }
        };

        var report = await ApplyAsync(_ => Task.FromResult(Verdict.Keep));

        Assert.Equal(Outcome.Undone, report.Outcome);
        Assert.Equal(["roll back", "back", "dispose"], _backend.All.TakeLast(3));
    }

    [Fact]
    public async Task Without_the_guard_that_there_should_be_nothing_is_begun()
    {
        _backend.Begin = () => throw new BackendException(BackendFailure.Unreachable, "There is no daemon.");

        var report = await ApplyAsync(_ => Task.FromResult(Verdict.Keep));

        Assert.Equal((Outcome.Refused, 6), (report.Outcome, report.ExitCode));
        Assert.Empty(_at.Backend.Calls);
        Assert.Empty(_at.Store.List());
    }

    [Fact]
    public async Task What_cannot_cut_anyone_off_is_kept_without_a_question()
    {
        _backend.CanCutOff = false;

        var report = await ApplyAsync(_ => throw new InvalidOperationException("asked"));

        Assert.Equal(Outcome.Done, report.Outcome);
        Assert.DoesNotContain("count down 60", _backend.All);
    }

    [Fact]
    public async Task Where_all_is_so_already_the_guard_is_let_go_and_nobody_is_asked()
    {
        await ApplyAsync(_ => Task.FromResult(Verdict.Keep));
        _backend.Forget();

        var report = await ApplyAsync(_ => throw new InvalidOperationException("asked"));

        Assert.Equal(Outcome.Unchanged, report.Outcome);
        Assert.Equal(["guard", "keep", "dispose"], _backend.All);
    }

    [Fact]
    public async Task One_that_is_stopped_before_anything_was_done_lets_the_guard_go()
    {
        using var stop = new CancellationTokenSource();
        _backend.Begin = stop.Cancel;

        var report = await _engine.ApplyAsync(Plan("a"), _at.Listen, RunQuestions.None, stop.Token);

        Assert.Equal(Outcome.Cancelled, report.Outcome);
        Assert.Equal(["guard", "keep", "dispose"], _backend.All);
    }

    private Task<Report> ApplyAsync(Func<CancellationToken, Task<Verdict>> ask)
        => _engine.ApplyAsync(Plan("a", "b a"), _at.Listen, new RunQuestions(null, new Confirmation(Window, ask)), Cancel);
}
