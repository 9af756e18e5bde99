using System.Formats.Tar;
using System.IO.Compression;
using TuiSetup.Tests.Core.Apply;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program;

public sealed class SupportTests : IDisposable
{
    private readonly Tuisetup _program = new();

    public void Dispose() => _program.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_has_every_run_with_its_plan_journal_and_report_and_is_for_its_owner_alone()
    {
        using var at = new EngineFixture();
        var run = (await at.ApplyAsync(EngineFixture.Plan("a"), Cancel)).Run!;
        _program.State = at.StateFolder;
        var file = Path.Combine(_program.Folder, "support.tar.gz");

        var told = await _program.RunAsync("support", "--out", file);
        Assert.Equal((0, ""), (told.ExitCode, told.Stderr));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var entries = await EntriesAsync(file);
        Assert.Superset(
            ((string[])["runs/" + run + "/plan.json", "runs/" + run + "/journal.jsonl", "runs/" + run + "/report.json", "about.txt"]).Select(name => "tuisetup-support/" + name).ToHashSet(),
            entries.Keys.ToHashSet());
        Assert.Contains("ovs-mirror.json: ovs-mirror", entries["tuisetup-support/about.txt"], StringComparison.Ordinal);
        Assert.Contains("\"outcome\":\"done\"", entries[$"tuisetup-support/runs/{run}/journal.jsonl"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_there_is_not_written_over()
    {
        var file = Path.Combine(_program.Folder, "mine");
        await File.WriteAllTextAsync(file, "mine", Cancel);

        var told = await _program.RunAsync("support", "--out", file);
        Assert.Equal(2, told.ExitCode);
        Assert.Contains("already exists", told.Stderr, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(file, Cancel));
    }

    private static async Task<Dictionary<string, string>> EntriesAsync(string file)
    {
        var entries = new Dictionary<string, string>();
        await using var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        await using var tar = new TarReader(packed);
        while (await tar.GetNextEntryAsync(copyData: true, Cancel) is { } entry)
        {
            entries.Add(entry.Name, await new StreamReader(entry.DataStream ?? Stream.Null).ReadToEndAsync(Cancel));
        }

        return entries;
    }
}
