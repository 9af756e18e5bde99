using TuiSetup.Core.Apply;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using static TuiSetup.Tests.Core.Apply.EngineFixture;

namespace TuiSetup.Tests.Core.Apply;

/// <summary>A process dies at every point of a run; the next one finishes it, or takes it back.</summary>
public sealed class ResumeTests : IDisposable
{
    private static readonly string[] Steps = ["a", "b a", "c b"];
    private readonly EngineFixture _at = new();

    /// <summary>Each call of the backend, forward: the crash comes instead of it.</summary>
    public static TheoryData<int, bool> Forward => [.. Enumerable.Range(0, 9).SelectMany(point => new[] { (point, false), (point, true) })];

    public void Dispose() => _at.Dispose();

    [Theory]
    [MemberData(nameof(Forward))]
    public async Task A_crash_before_any_call_of_the_backend_is_taken_up(int point, bool undo)
    {
        await CrashAsync(point, after: false);

        await CheckAsync(undo);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public async Task A_crash_after_a_unit_is_applied_but_before_it_is_noted_is_taken_up(int point, bool undo)
    {
        await CrashAsync(point, after: true);

        await CheckAsync(undo);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_journal_cut_at_any_byte_is_taken_up(bool undo)
    {
        await _at.ApplyAsync(Plan(Steps), Cancel);
        var run = Assert.Single(_at.Store.List());
        var path = Path.Combine(_at.StateFolder, "runs", run.Id, "journal.jsonl");
        var whole = await File.ReadAllBytesAsync(path, Cancel);
        for (var length = 0; length < whole.Length - 1; length += 7)
        {
            await File.WriteAllBytesAsync(path, [.. whole[..length], .. new byte[4096]], Cancel);
            File.Delete(Path.Combine(_at.StateFolder, "runs", run.Id, "report.json"));

            // What the journal has not announced was never begun.
            var announced = Journal.Read(path).Where(entry => entry.State == UnitState.Applying).Select(entry => entry.Unit).ToHashSet();
            foreach (var step in run.Plan.Steps)
            {
                _at.Backend[step.Target] = announced.Contains(step.Id) ? step.After : step.Before;
            }

            await CheckAsync(undo);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_while_undoing_goes_on_undoing_whatever_is_asked(bool undo)
    {
        var run = (await _at.ApplyAsync(Plan(Steps), Cancel)).Run!;
        _at.Backend.Before = (call, unit) => Crash(call == "undo" && unit.Id == "b");
        await Assert.ThrowsAsync<CrashException>(() => _at.UndoAsync(run));
        _at.Backend.Before = (_, _) => { };
        Assert.Equal(RunStatus.Interrupted, _at.Store.Find(run)!.Status);

        var report = await _at.ResumeAsync(undo, Cancel);

        Assert.Equal(Outcome.Undone, report.Outcome);
        Assert.All(Steps, step => Assert.True(_at.Backend["Object " + step[0]].IsNothing));
    }

    [Fact]
    public async Task Taking_back_does_not_touch_what_the_run_never_began()
    {
        await CrashAsync(4, after: false);
        var foreign = Value.Of("someone else's");
        _at.Backend["Object c"] = foreign;

        var report = await _at.ResumeAsync(undo: true, Cancel);

        Assert.Equal(Outcome.Undone, report.Outcome);
        Assert.Equal(foreign, _at.Backend["Object c"]);
        Assert.True(_at.Backend["Object a"].IsNothing);
    }

    [Fact]
    public async Task Finishing_that_fails_brings_back_what_the_first_process_did_too()
    {
        await CrashAsync(7, after: false);
        _at.Backend.Before = (call, unit) =>
        {
            if (call == "apply")
            {
                throw new BackendException(BackendFailure.Failed, "no luck");
            }
        };

        var report = await _at.ResumeAsync(undo: false, Cancel);

        Assert.Equal(Outcome.Undone, report.Outcome);
        Assert.All(Steps, step => Assert.True(_at.Backend["Object " + step[0]].IsNothing));
    }

    [Fact]
    public async Task A_target_that_cannot_be_asked_leaves_the_run_as_it_is()
    {
        await CrashAsync(4, after: false);
        _at.Backend.Before = (_, _) => throw new BackendException(BackendFailure.Unreachable, "nobody is there");

        await Assert.ThrowsAsync<BackendException>(() => _at.ResumeAsync(undo: false, Cancel));

        Assert.NotNull(_at.Store.Interrupted());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static void Crash(bool now)
    {
        if (now)
        {
            throw new CrashException();
        }
    }

    private async Task CrashAsync(int point, bool after)
    {
        var calls = 0;
        if (after)
        {
            _at.Backend.After = (_, _) => Crash(calls++ == point);
        }
        else
        {
            _at.Backend.Before = (_, _) => Crash(calls++ == point);
        }

        await Assert.ThrowsAsync<CrashException>(() => _at.ApplyAsync(Plan(Steps), Cancel));
        (_at.Backend.Before, _at.Backend.After) = ((_, _) => { }, (_, _) => { });
        Assert.NotNull(_at.Store.Interrupted());
    }

    private async Task CheckAsync(bool undo)
    {
        var report = await _at.ResumeAsync(undo, Cancel);

        Assert.Equal(undo ? Outcome.Undone : Outcome.Done, report.Outcome);
        Assert.All(Steps, step => Assert.Equal(undo, _at.Backend["Object " + step[0]].IsNothing));
        Assert.Null(_at.Store.Interrupted());
        var record = Assert.Single(_at.Store.List());
        Assert.Equal(undo ? RunStatus.Undone : RunStatus.Done, record.Status);
        Assert.Equal(report.Run, record.Report!.Run);
    }
}
