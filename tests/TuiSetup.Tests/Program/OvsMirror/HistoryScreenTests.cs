using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.OvsMirror;

/// <summary>What was done here before, and how it stands now.</summary>
[Collection(OvsFixture.Name)]
public sealed class HistoryScreenTests(OvsFixture fixture) : IAsyncLifetime
{
    private const string Good = """{ "bridge": "br0", "name": "ids", "select_src_port": ["v-h1", "v-h3"], "output_port": "v-mon" }""",
        Up = "\u001b[A", Down = "\u001b[B", End = "\u001b[F", Enter = "\r";

    private readonly Tuisetup _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact, Trait(Screenshot.Trait, Screenshot.Pictures)]
    public async Task A_run_is_looked_at_and_undone_from_the_history()
    {
        await _program.ApplyAsync(Good);
        await using var terminal = _program.Open();
        await terminal.WaitForTextAsync("-ovs-mirror-");
        Assert.Matches(@"Last: [0-9-]+-ovs-mirror-[0-9a-f]{4}, done\.", terminal.Screen.Text);
        Assert.Contains("Set now: ovs-mirror.", terminal.Screen.Text, StringComparison.Ordinal);
        terminal.Send(End + Enter);
        await terminal.WaitForTextAsync("Write a support bundle");
        await Screenshot.CheckAsync(terminal, "history", "What was done on this machine", Masks.Runs);
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("How it stands now");
        await Screenshot.CheckAsync(terminal, "history-run", "What can be asked of a run", Masks.Runs);
        terminal.Send(Down + Enter);
        await terminal.WaitForTextAsync("Everything is as planned.");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("When what was done");
        terminal.Send(Down + Enter);
        await terminal.WaitForTextAsync("the end: done");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Undo it");
        terminal.Send(End + Enter);
        await terminal.WaitForTextAsync("is brought back to what it was before");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Undone.");
        Assert.Equal("", (await fixture.Lab.VsctlAsync("--bare", "--columns=name", "list", "mirror")).Trim());
    }

    [Fact]
    public async Task What_is_set_is_read_from_the_target_and_what_someone_else_changed_is_told()
    {
        await _program.ApplyAsync(Good);
        await fixture.Lab.VsctlAsync("set", "mirror", "ids", "snaplen=99");
        await using var terminal = _program.Open();
        await terminal.WaitForTextAsync("Last: ");
        terminal.Send(End + Up + Enter);
        await terminal.WaitForTextAsync("changed since");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("How it stands now");
        terminal.Send(Down + Enter);
        await terminal.WaitForTextAsync("snaplen=99");
    }

    [Fact, Trait(Screenshot.Trait, Screenshot.Pictures)]
    public async Task Review_and_report_draw_the_switch_as_it_is_and_as_it_will_be()
    {
        await _program.ApplyAsync("""{ "bridge": "br0", "name": "ids", "select_all": true, "output_port": "v-mon" }""");
        await using var terminal = _program.Open("run", "ovs-mirror", "--answers", _program.Answers(Good));
        await terminal.WaitForTextAsync("<Picture>");
        await Pictures.CheckAsync(terminal, "picture-ovs-mirror");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Done.");
        await terminal.WaitForTextAsync("<Picture>");
    }
}
