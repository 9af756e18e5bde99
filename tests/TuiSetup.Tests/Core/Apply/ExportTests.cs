using TuiSetup.Core;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Problems;
using static TuiSetup.Tests.Core.Apply.EngineFixture;

namespace TuiSetup.Tests.Core.Apply;

/// <summary>What is kept beside the journal, and how many units go at a time.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly EngineFixture _at = new();

    public void Dispose() => _at.Dispose();

    [Fact]
    public async Task An_export_is_kept_before_anything_is_changed()
    {
        _at.Backend.Exporting = () =>
        {
            Assert.Empty(_at.Backend.Calls);
            return [new Export("../switch.xml", "all of it")];
        };

        var report = await _at.ApplyAsync(Plan("a"), TestContext.Current.CancellationToken);

        Assert.Equal("all of it", await File.ReadAllTextAsync(Path.Combine(_at.StateFolder, "runs", report.Run!, "export", "switch.xml"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_its_export_nothing_is_changed()
    {
        _at.Backend.Exporting = () => throw new BackendException(BackendFailure.Unreachable, "It is gone.");

        var report = await _at.ApplyAsync(Plan("a"), TestContext.Current.CancellationToken);

        Assert.Equal((Outcome.Refused, 6, (string?)null), (report.Outcome, report.ExitCode, report.Run));
        Assert.Empty(_at.Backend.Calls);
        Assert.Empty(_at.Store.List());
        Assert.Contains("Nothing was changed", Assert.Single(report.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_user_forgot_leaves_no_run_behind()
    {
        _at.Backend.Exporting = () => throw new ProblemException([Problem.Error("password", "It is missing.", "Give it.")]);

        await Assert.ThrowsAsync<ProblemException>(() => _at.ApplyAsync(Plan("a"), TestContext.Current.CancellationToken));

        Assert.Empty(_at.Store.List());
        Assert.Null(_at.Store.Interrupted());
    }

    [Fact]
    public async Task A_backend_says_how_many_units_go_side_by_side_there_and_back()
    {
        _at.Backend.SideBySide = 3;
        var (forth, back) = (new Meeting(3), new Meeting(3));
        _at.Backend.Working = _ => forth.JoinAsync();
        _at.Backend.Undoing = _ => back.JoinAsync();
        var plan = Plan("a", "b", "c", "d", "e", "f");

        var run = (await _at.ApplyAsync(plan, TestContext.Current.CancellationToken)).Run!;
        await _at.UndoAsync(run);

        Assert.Equal((3, 3), (forth.Most, back.Most));
    }

    /// <summary>Lets nobody go before a number of them are there.</summary>
    private sealed class Meeting(int size)
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _here;

        public int Most { get; private set; }

        public async Task JoinAsync()
        {
            lock (_all)
            {
                Most = Math.Max(Most, ++_here);
                if (_here == size)
                {
                    _all.TrySetResult();
                }
            }

            await _all.Task.WaitAsync(TimeSpan.FromSeconds(20));
            lock (_all)
            {
                _here--;
            }
        }
    }
}
