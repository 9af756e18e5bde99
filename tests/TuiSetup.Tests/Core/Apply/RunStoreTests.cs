using TuiSetup.Core.Apply;
using static TuiSetup.Tests.Core.Apply.EngineFixture;

namespace TuiSetup.Tests.Core.Apply;

public sealed class RunStoreTests : IDisposable
{
    private readonly EngineFixture _at = new();

    private string Runs => Path.Combine(_at.StateFolder, "runs");

    public void Dispose() => _at.Dispose();

    [Fact]
    public async Task Runs_are_listed_newest_first_even_within_a_second()
    {
        var made = new List<string>();
        foreach (var step in "abcdefgh")
        {
            made.Add((await _at.ApplyAsync(Plan(step.ToString()), Cancel)).Run!);
            _at.Time.Advance(TimeSpan.FromMilliseconds(20));
        }

        made.Reverse();
        Assert.Equal(made, _at.Store.List().Select(run => run.Id));
    }

    [Fact]
    public async Task A_run_is_found_by_its_id()
    {
        var run = (await _at.ApplyAsync(Plan("a"), Cancel)).Run!;

        var found = _at.Store.Find(run)!;

        Assert.StartsWith("20260102-030405-memory-", run, StringComparison.Ordinal);
        Assert.Equal((run, RunStatus.Done, "a"), (found.Id, found.Status, found.Plan.Steps[0].Id));
        Assert.Null(_at.Store.Find("20260102-030405-memory-none"));
    }

    [Theory]
    [InlineData("../runs/")]
    [InlineData("/")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("a\0b")]
    public async Task An_id_that_leads_elsewhere_finds_nothing(string prefix)
    {
        var run = (await _at.ApplyAsync(Plan("a"), Cancel)).Run!;
        File.Copy(Path.Combine(Runs, run, "plan.json"), Path.Combine(Runs, "plan.json"));
        File.Copy(Path.Combine(Runs, run, "journal.jsonl"), Path.Combine(Runs, "journal.jsonl"));

        Assert.Null(_at.Store.Find(prefix));
        Assert.Null(_at.Store.Find(prefix.Contains('/', StringComparison.Ordinal) ? prefix + run : "../runs/" + run));
    }

    [Fact]
    public async Task Folders_that_are_not_whole_runs_are_left_out()
    {
        var run = (await _at.ApplyAsync(Plan("a"), Cancel)).Run!;
        Directory.CreateDirectory(Path.Combine(Runs, "20270101-000000-empty-0000"));
        Copy(run, "20270101-000001-noplan-0000", "journal.jsonl");
        Copy(run, "20270101-000002-nojournal-0000", "plan.json");
        Copy(run, "20270101-000003-badplan-0000", "journal.jsonl");
        File.WriteAllText(Path.Combine(Runs, "20270101-000003-badplan-0000", "plan.json"), "{ \"version\":");

        Assert.Equal([run], _at.Store.List().Select(found => found.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{ \"outcome\": \"flying\" }")]
    [InlineData("{ \"outcome\": \"done\", \"steps\": [7] }")]
    [InlineData("{ \"outcome\": \"done\", \"steps\": [{}] }")]
    [InlineData("{ \"outcome\": {}, \"steps\": {} }")]
    public async Task A_run_whose_report_is_damaged_is_listed_without_it(string report)
    {
        var run = (await _at.ApplyAsync(Plan("a"), Cancel)).Run!;
        File.WriteAllText(Path.Combine(Runs, run, "report.json"), report);

        var found = Assert.Single(_at.Store.List());

        Assert.Equal((run, RunStatus.Done), (found.Id, found.Status));
        Assert.Null(found.Report);
    }

    [Fact]
    public async Task A_run_whose_journal_has_no_end_is_interrupted_unless_it_is_at_work()
    {
        var atWork = new List<RunRecord?>();
        _at.Backend.Before = (_, _) => atWork.Add(_at.Store.Interrupted());
        _at.Backend.After = (_, _) => throw new CrashException();
        await Assert.ThrowsAsync<CrashException>(() => _at.ApplyAsync(Plan("a"), Cancel));

        Assert.All(atWork, Assert.Null);
        Assert.Equal(2, atWork.Count);
        Assert.Equal(RunStatus.Interrupted, _at.Store.Interrupted()!.Status);
        Assert.Null(_at.Store.Interrupted()!.Report);
    }

    [Fact]
    public void Without_a_state_folder_there_are_no_runs()
    {
        Assert.Empty(_at.Store.List());
        Assert.Null(_at.Store.Interrupted());
        Assert.Null(_at.Store.Find("x"));
    }

    [Fact]
    public async Task The_state_folder_is_for_its_owner_alone()
    {
        await _at.ApplyAsync(Plan("a"), Cancel);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_at.StateFolder));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private void Copy(string run, string to, string file)
    {
        Directory.CreateDirectory(Path.Combine(Runs, to));
        File.Copy(Path.Combine(Runs, run, file), Path.Combine(Runs, to, file));
    }
}
