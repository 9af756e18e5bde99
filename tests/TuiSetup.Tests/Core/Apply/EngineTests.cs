using TuiSetup.Core.Apply;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Reports;
using TuiSetup.Core.Values;
using static TuiSetup.Tests.Core.Apply.EngineFixture;

namespace TuiSetup.Tests.Core.Apply;

public sealed class EngineTests : IDisposable
{
    private static readonly Value Foreign = Value.Of("someone else's");
    private readonly EngineFixture _at = new();

    public void Dispose() => _at.Dispose();

    [Fact]
    public async Task Every_step_is_told_in_order_and_the_run_is_recorded()
    {
        var report = await _at.ApplyAsync(Plan("a", "b a"), Cancel);

        Assert.Equal(["started a", "progress a", "Done a", "started b", "progress b", "Done b", "end Done"], _at.Told);
        Assert.Equal((Outcome.Done, 0), (report.Outcome, report.ExitCode));
        Assert.Equal(Value.Of("after b"), _at.Backend["Object b"]["value"]);
        var record = Assert.Single(_at.Store.List());
        Assert.Equal((report.Run, RunStatus.Done, _at.Time.GetUtcNow()), (record.Id, record.Status, record.Started));
        Assert.Equal([StepResult.Done, StepResult.Done], record.Report!.Steps.Select(step => step.Result));
    }

    [Fact]
    public async Task Steps_go_in_the_order_they_depend_on_each_other_whatever_the_plans_order()
    {
        await _at.ApplyAsync(Plan("c b", "b a", "a", "d c a"), Cancel);

        Assert.Equal(["apply a", "apply b", "apply c", "apply d"], _at.Backend.Calls);
    }

    [Fact]
    public async Task Steps_that_do_not_depend_on_each_other_go_side_by_side_four_at_most()
    {
        var (now, most) = (0, 0);
        var four = new TaskCompletionSource();
        _at.Backend.Working = async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            if (now == 4)
            {
                four.TrySetResult();
            }

            await four.Task.WaitAsync(TimeSpan.FromSeconds(20));
            await Task.Yield();
            Interlocked.Decrement(ref now);
        };

        var report = await _at.ApplyAsync(Plan("a", "b", "c", "d", "e", "f"), Cancel);

        Assert.Equal((Outcome.Done, 4), (report.Outcome, most));
    }

    [Fact]
    public async Task A_transaction_is_one_unit_and_each_of_its_steps_is_told()
    {
        await _at.ApplyAsync(Plan("a/t", "b/t"), Cancel);

        Assert.Equal(["apply a"], _at.Backend.Calls);
        Assert.Equal(["started a", "started b", "progress a", "Done a", "Done b", "end Done"], _at.Told);
    }

    [Fact]
    public async Task Drift_is_refused_and_nothing_is_changed()
    {
        _at.Backend["Object a"] = Foreign;

        var report = await _at.ApplyAsync(Plan("a", "b a"), Cancel);

        Assert.Equal((Outcome.Refused, 3), (report.Outcome, report.ExitCode));
        Assert.Empty(_at.Backend.Calls);
        Assert.Equal(Foreign, _at.Backend["Object a"]);
        Assert.Contains("Object a was changed by someone else", Assert.Single(report.Problems), StringComparison.Ordinal);
        Assert.Equal(RunStatus.Refused, Assert.Single(_at.Store.List()).Status);
    }

    [Fact]
    public async Task A_unit_that_fails_brings_back_the_done_ones_in_reverse()
    {
        Fail("apply", "c");

        var report = await _at.ApplyAsync(Plan("a", "b a", "c b", "d c"), Cancel);

        Assert.Equal((Outcome.Undone, 4), (report.Outcome, report.ExitCode));
        Assert.Equal(["apply a", "apply b", "undo b", "undo a"], _at.Backend.Calls);
        Assert.Equal([StepResult.Undone, StepResult.Undone, StepResult.Undone, StepResult.Pending], report.Steps.Select(step => step.Result));
        Assert.Equal(["no luck"], report.Problems);
        Assert.True(_at.Backend["Object a"].IsNothing);
        Assert.Equal(RunStatus.Undone, Assert.Single(_at.Store.List()).Status);
    }

    [Fact]
    public async Task A_unit_that_is_not_as_planned_when_read_back_is_undone()
    {
        _at.Backend.After = (call, unit) => _at.Backend[unit.Steps[0].Target] = call == "apply" && unit.Id == "b" ? Foreign : _at.Backend[unit.Steps[0].Target];

        var report = await _at.ApplyAsync(Plan("a", "b a"), Cancel);

        Assert.Equal(Outcome.Undone, report.Outcome);
        Assert.Equal(["apply a", "apply b", "undo b", "undo a"], _at.Backend.Calls);
        Assert.Contains("Object b was read back and is not as planned", report.Problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_brought_back_is_left_and_named()
    {
        _at.Backend.Before = (call, unit) =>
        {
            if ((call, unit.Id) is ("apply", "c") or ("undo", "a"))
            {
                throw new BackendException(BackendFailure.Failed, $"no luck with {unit.Id}");
            }
        };

        var report = await _at.ApplyAsync(Plan("a", "b a", "c b"), Cancel);

        Assert.Equal((Outcome.Left, 5), (report.Outcome, report.ExitCode));
        Assert.Equal([StepResult.Left, StepResult.Undone, StepResult.Undone], report.Steps.Select(step => step.Result));
        Assert.Equal(["no luck with c", "no luck with a"], report.Problems);
        Assert.Equal(RunStatus.Left, Assert.Single(_at.Store.List()).Status);
    }

    [Fact]
    public async Task An_undo_that_does_nothing_is_noticed()
    {
        _at.Backend.After = (call, unit) =>
        {
            if (call == "undo")
            {
                _at.Backend[unit.Steps[0].Target] = Foreign;
            }
        };
        Fail("apply", "b");

        var report = await _at.ApplyAsync(Plan("a", "b a"), Cancel);

        Assert.Equal(Outcome.Left, report.Outcome);
        Assert.Contains("Object a could not be brought back", report.Problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_finishes_the_step_in_hand_and_brings_back_what_is_done()
    {
        using var cancel = new CancellationTokenSource();
        _at.Backend.Working = async unit =>
        {
            if (unit.Id == "b")
            {
                await cancel.CancelAsync();
            }
        };

        var report = await _at.ApplyAsync(Plan("a", "b a", "c b"), cancel.Token);

        Assert.Equal((Outcome.Cancelled, 1), (report.Outcome, report.ExitCode));
        Assert.Equal(["apply a", "apply b", "undo b", "undo a"], _at.Backend.Calls);
        Assert.Empty(report.Problems);
        Assert.Equal(RunStatus.Cancelled, Assert.Single(_at.Store.List()).Status);
    }

    [Fact]
    public async Task Cancelling_before_the_first_step_changes_nothing()
    {
        var report = await _at.ApplyAsync(Plan("a"), new CancellationToken(canceled: true));

        Assert.Equal(Outcome.Cancelled, report.Outcome);
        Assert.Empty(_at.Backend.Calls);
    }

    [Fact]
    public async Task A_target_that_cannot_be_reached_is_refused_with_exit_code_6()
    {
        _at.Backend.Before = (_, _) => throw new BackendException(BackendFailure.Unreachable, "nobody is there");

        var report = await _at.ApplyAsync(Plan("a", "b a"), Cancel);

        Assert.Equal((Outcome.Refused, true, 6), (report.Outcome, report.Unreachable, report.ExitCode));
        Assert.All(report.Steps, step => Assert.Equal(StepResult.Pending, step.Result));
        Assert.Equal(["nobody is there"], report.Problems);
    }

    [Fact]
    public async Task A_plan_that_changes_nothing_is_unchanged_and_leaves_no_run()
    {
        var report = await _at.ApplyAsync(Plan("=a"), Cancel);

        Assert.Equal((Outcome.Unchanged, 0, null), (report.Outcome, report.ExitCode, report.Run));
        Assert.Equal(["end Unchanged"], _at.Told);
        Assert.Empty(_at.Store.List());
        Assert.False(Directory.Exists(_at.StateFolder));
    }

    [Fact]
    public async Task Steps_that_are_the_same_are_reported_beside_the_others()
    {
        _at.Backend["Object a"] = Plan("=a").Steps[0].After;

        var report = await _at.ApplyAsync(Plan("=a", "b a"), Cancel);

        Assert.Equal([StepResult.Same, StepResult.Done], report.Steps.Select(step => step.Result));
    }

    [Fact]
    public async Task Applying_twice_changes_nothing_the_second_time()
    {
        await _at.ApplyAsync(Plan("a", "b a"), Cancel);
        _at.Backend.ForgetCalls();

        var report = await _at.ApplyAsync(Plan("a", "b a"), Cancel);

        Assert.Equal((Outcome.Unchanged, 0, null), (report.Outcome, report.ExitCode, report.Run));
        Assert.Empty(_at.Backend.Calls);
        Assert.Single(_at.Store.List());
        Assert.Equal([StepResult.Same, StepResult.Same], report.Steps.Select(step => step.Result));
    }

    [Fact]
    public async Task A_run_that_fails_does_not_bring_back_what_an_earlier_run_did()
    {
        await _at.ApplyAsync(Plan("a"), Cancel);
        _at.Backend.ForgetCalls();
        Fail("apply", "b");

        var report = await _at.ApplyAsync(Plan("a", "b a"), Cancel);

        Assert.Equal(Outcome.Undone, report.Outcome);
        Assert.Equal(Value.Of("after a"), _at.Backend["Object a"]["value"]);
        Assert.Equal([StepResult.Same, StepResult.Undone], report.Steps.Select(step => step.Result));
    }

    [Fact]
    public async Task Steps_that_depend_on_each_other_in_a_circle_are_refused()
    {
        var report = await _at.ApplyAsync(Plan("a b", "b a"), Cancel);

        Assert.Equal(Outcome.Refused, report.Outcome);
        Assert.Equal(["The plan's steps depend on each other in a circle."], report.Problems);
        Assert.Empty(_at.Backend.Calls);
    }

    [Fact]
    public async Task A_plan_for_a_backend_that_is_not_there_leaves_no_run_behind()
    {
        var engine = new Engine(_at.Store, name => name == "memory" ? _at.Backend : throw new ProblemException([Problem.Error(null, "no such backend")]));
        var plan = Plan("a", "b a");

        await Assert.ThrowsAsync<ProblemException>(
            () => engine.ApplyAsync(plan with { Steps = [plan.Steps[0], plan.Steps[1] with { Backend = "other" }] }, _at.Listen, Cancel));

        Assert.Empty(_at.Backend.Calls);
        Assert.Empty(_at.Store.List());
    }

    [Fact]
    public async Task A_problem_that_the_backend_finds_in_the_plan_ends_the_run_like_any_failure()
    {
        _at.Backend.Before = (_, _) => throw new ProblemException([Problem.Error(null, "the address cannot be one")]);

        var report = await _at.ApplyAsync(Plan("a"), Cancel);

        Assert.Equal(Outcome.Refused, report.Outcome);
        Assert.Null(_at.Store.Interrupted());
    }

    [Fact]
    public async Task Undo_brings_everything_back_in_reverse()
    {
        var run = (await _at.ApplyAsync(Plan("b a", "a", "c b"), Cancel)).Run!;
        _at.Backend.ForgetCalls();
        _at.Events.Clear();

        var report = await _at.UndoAsync(run);

        Assert.Equal((Outcome.Undone, 0), (report.Outcome, report.ExitCode));
        Assert.Equal(["undo c", "undo b", "undo a"], _at.Backend.Calls);
        Assert.Equal(["undoing c", "Undone c", "undoing b", "Undone b", "undoing a", "Undone a", "end Undone"], _at.Told);
        Assert.Equal(RunStatus.Undone, _at.Store.Find(run)!.Status);
    }

    [Fact]
    public async Task Undo_is_refused_when_someone_changed_the_objects_since()
    {
        var run = (await _at.ApplyAsync(Plan("a", "b a"), Cancel)).Run!;
        _at.Backend.ForgetCalls();
        _at.Backend["Object a"] = Foreign;

        var report = await _at.UndoAsync(run);

        Assert.Equal((Outcome.Refused, 3), (report.Outcome, report.ExitCode));
        Assert.Empty(_at.Backend.Calls);
        Assert.Contains("Undo would overwrite that", Assert.Single(report.Problems), StringComparison.Ordinal);
        Assert.Equal(RunStatus.Done, _at.Store.Find(run)!.Status);
    }

    [Fact]
    public async Task Undo_does_not_mind_objects_that_the_run_left_as_they_were()
    {
        _at.Backend["Object a"] = Plan("=a").Steps[0].After;
        var run = (await _at.ApplyAsync(Plan("=a", "b"), Cancel)).Run!;
        _at.Backend["Object a"] = Foreign;

        var report = await _at.UndoAsync(run);

        Assert.Equal(Outcome.Undone, report.Outcome);
        Assert.Equal(Foreign, _at.Backend["Object a"]);
        Assert.Equal([StepResult.Same, StepResult.Undone], report.Steps.Select(step => step.Result));
    }

    [Fact]
    public async Task Undo_leaves_what_the_run_found_done_already()
    {
        _at.Backend["Object a"] = Plan("a").Steps[0].After;
        var run = (await _at.ApplyAsync(Plan("a", "b a"), Cancel)).Run!;

        await _at.UndoAsync(run);

        Assert.Equal(Value.Of("after a"), _at.Backend["Object a"]["value"]);
        Assert.True(_at.Backend["Object b"].IsNothing);
    }

    [Fact]
    public async Task What_could_not_be_undone_can_be_undone_later()
    {
        var run = (await _at.ApplyAsync(Plan("a"), Cancel)).Run!;
        Fail("undo", "a");
        Assert.Equal(Outcome.Left, (await _at.UndoAsync(run)).Outcome);
        _at.Backend.Before = (_, _) => { };

        Assert.Equal(Outcome.Undone, (await _at.UndoAsync(run)).Outcome);
        Assert.True(_at.Backend["Object a"].IsNothing);
    }

    [Fact]
    public async Task A_second_run_is_refused_while_one_is_at_work()
    {
        var refused = new TaskCompletionSource<RunLockedException>();
        _at.Backend.Working = async _ => refused.TrySetResult(await Assert.ThrowsAsync<RunLockedException>(() => _at.Engine.ApplyAsync(Plan("b"), _ => { }, Cancel)));

        await _at.ApplyAsync(Plan("a"), Cancel);

        var locked = await refused.Task;
        Assert.Equal($"process {Environment.ProcessId} (applying memory) since 2026-01-02 03:04:05 UTC", locked.Holder);
        Assert.Single(_at.Store.List());
    }

    [Fact]
    public async Task Verify_tells_how_each_unit_stands_and_changes_nothing()
    {
        _at.Backend["Object b"] = Plan("b").Steps[0].After;
        _at.Backend["Object c"] = Foreign;

        var found = await _at.Engine.VerifyAsync(Plan("a", "b", "c"), Cancel);

        Assert.Equal([StepState.Before, StepState.After, StepState.Neither], found.Select(unit => unit.Found.State));
        Assert.Empty(_at.Backend.Calls);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private void Fail(string call, string unit) => _at.Backend.Before = (made, at) =>
    {
        if (made == call && at.Id == unit)
        {
            throw new BackendException(BackendFailure.Failed, "no luck");
        }
    };
}
