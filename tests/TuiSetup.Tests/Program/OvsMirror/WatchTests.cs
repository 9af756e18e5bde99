using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.OvsMirror;

/// <summary>A run with --guard is taken back unless it is kept, whatever becomes of the program.</summary>
[Collection(OvsFixture.Name)]
public sealed class WatchTests(OvsFixture fixture) : IAsyncLifetime
{
    private readonly Tuisetup _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task One_that_is_killed_while_it_asks_is_taken_back_by_its_watch()
    {
        await using (var program = await AskingAsync())
        {
            Assert.Contains("guarded", await fixture.Lab.VsctlAsync("list", "mirror"));
            program.Signal(9);
            await program.WaitForExitAsync();
        }

        await fixture.Lab.VsctlAsync("--timeout=20", "wait-until", "Bridge", "br0", "mirrors=[]");
        await EndedAsync("undone");
    }

    [Fact]
    public async Task One_that_is_kept_stays_and_its_watch_ends()
    {
        await using var program = await AskingAsync();
        program.Send("\r");
        await program.WaitForTextAsync("Done.");

        Assert.Contains("guarded", await fixture.Lab.VsctlAsync("list", "mirror"));
        await EndedAsync("done");
    }

    [Fact]
    public async Task An_undo_that_is_killed_while_it_asks_is_taken_back_by_its_watch()
    {
        var answers = _program.Answers("""{ "bridge": "br0", "name": "guarded", "select_all": true, "output_port": "v-mon" }""");
        Assert.Equal(0, (await _program.RunAsync("run", "ovs-mirror", "--answers", answers, "--yes")).ExitCode);
        await using (var program = _program.Open("undo", "--guard", "60"))
        {
            await program.WaitForTextAsync("Can you still work?");
            Assert.Equal("", (await fixture.Lab.VsctlAsync("list", "mirror")).Trim());
            program.Signal(9);
            await program.WaitForExitAsync();
        }

        await fixture.Lab.VsctlAsync("--timeout=20", "wait-until", "Bridge", "br0", "mirrors!=[]");
        await EndedAsync("done");
    }

    private async Task<PtyProcess> AskingAsync()
    {
        var answers = _program.Answers("""{ "bridge": "br0", "name": "guarded", "select_all": true, "output_port": "v-mon" }""");
        var program = _program.Open("run", "ovs-mirror", "--guard", "60", "--answers", answers);
        await program.WaitForTextAsync("<Apply>");
        program.Send("\r");
        await program.WaitForTextAsync("Can you still work?");
        return program;
    }

    /// <summary>The watch is the last one to hold the run.</summary>
    private async Task EndedAsync(string outcome)
    {
        ProcessResult history;
        do
        {
            history = await _program.RunAsync("history", "--json");
        }
        while (!history.Stdout.Contains($"\"{outcome}\"", StringComparison.Ordinal));
    }
}
