using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.OvsMirror;

/// <summary>One file of answers for several wizards, on the real switch.</summary>
[Collection(OvsFixture.Name)]
public sealed class SeveralWizardsTests(OvsFixture fixture) : IAsyncLifetime
{
    private const string Isolation = """{ "wizard": "ovs-pvlan", "answers": { "bridge": "br0", "method": "protected", "roles": { "v-h1": "isolated", "v-h2": "isolated" } } }""",
        Mirror = """{ "wizard": "ovs-mirror", "answers": { "bridge": "br0", "name": "ids", "select_all": true, "output_port": "v-mon" } }""",
        OnNoBridge = """{ "wizard": "ovs-mirror", "answers": { "bridge": "br9", "name": "ids", "select_all": true, "output_port": "v-mon" } }""",
        Misspelt = """{ "wizard": "ovs-mirror", "answers": { "brigde": "br0" } }""";

    private readonly Tuisetup _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public async ValueTask DisposeAsync()
    {
        await fixture.Lab.VsctlAsync("set", "port", "v-h1", "protected=false", "--", "set", "port", "v-h2", "protected=false");
        _program.Dispose();
    }

    [Fact]
    public async Task Wizards_run_in_the_order_of_the_file_and_each_is_a_run_of_its_own()
    {
        var result = await _program.RunAsync("run", "--answers", Runs(Isolation, Mirror), "--yes", "--json");

        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        Assert.Equal(["ovs-pvlan 1 of 2", "done", "ovs-mirror 2 of 2", "done"], Story(result));
        Assert.Equal(["true", "ids"], [(await fixture.Lab.VsctlAsync("get", "port", "v-h1", "protected")).Trim(), await MirrorAsync()]);
        Assert.Equal(0, (await _program.RunAsync("undo")).ExitCode);
        Assert.Equal(["true", ""], [(await fixture.Lab.VsctlAsync("get", "port", "v-h1", "protected")).Trim(), await MirrorAsync()]);
        Assert.Equal(0, (await _program.RunAsync("undo")).ExitCode);
        Assert.Equal("false", (await fixture.Lab.VsctlAsync("get", "port", "v-h1", "protected")).Trim());
    }

    [Fact]
    public async Task After_one_that_is_refused_none_is_begun_and_those_before_it_stay()
    {
        var result = await _program.RunAsync("run", "--answers", Runs(Isolation, OnNoBridge, Mirror), "--yes", "--json");

        Assert.Equal(3, result.ExitCode);
        Assert.Equal(["ovs-pvlan 1 of 3", "done", "ovs-mirror 2 of 3", "refused", "ovs-mirror is skipped"], Story(result));
        Assert.Equal("", await MirrorAsync());

        var told = await _program.RunAsync("run", "--answers", Runs(Isolation, OnNoBridge, Mirror), "--yes");
        Assert.Contains("ovs-mirror is not begun.", told.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_in_the_last_is_told_before_the_first_begins()
    {
        var result = await _program.RunAsync("run", "--answers", Runs(Isolation, Misspelt), "--yes");

        Assert.Equal(2, result.ExitCode);
        Assert.Matches(@"json:1:\d+: the wizard 'ovs-mirror' does not ask 'brigde'", result.Stderr);
        Assert.Equal("false", (await fixture.Lab.VsctlAsync("get", "port", "v-h1", "protected")).Trim());
    }

    [Fact]
    public async Task Answers_come_on_standard_input_too()
    {
        Assert.Equal(0, (await _program.AnswerAsync([Mirror], "run", "--answers", "-", "--yes")).ExitCode);
        Assert.Equal("ids", await MirrorAsync());
        Assert.Equal(0, (await _program.AnswerAsync([Mirror], "plan", "ovs-mirror", "--answers", "-")).ExitCode);

        var asks = await _program.AnswerAsync([Mirror], "run", "ovs-mirror", "--answers", "-");
        Assert.Equal(2, asks.ExitCode);
        Assert.Contains("standard input", asks.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_of_a_wizard_picks_its_answers_out_of_the_file()
    {
        var plan = await _program.RunAsync("plan", "ovs-mirror", "--answers", Runs(Isolation, Mirror));
        Assert.True(plan.ExitCode == 0, plan.Stderr);
        Assert.Contains("Mirror ids", plan.Stdout, StringComparison.Ordinal);
        Assert.DoesNotContain("protected", plan.Stdout, StringComparison.Ordinal);

        Assert.Contains("has no answers for 'relay', but for ovs-pvlan, ovs-mirror", (await _program.RunAsync("plan", "relay", "--answers", Runs(Isolation, Mirror))).Stderr, StringComparison.Ordinal);
        Assert.Contains("has answers for 2 runs of 'ovs-mirror'", (await _program.RunAsync("plan", "ovs-mirror", "--answers", Runs(Mirror, Mirror))).Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_terminal_each_wizard_shows_its_plan_in_turn()
    {
        await using var terminal = _program.Open("run", "--answers", Runs(Isolation, Mirror));
        foreach (var target in (string[])["Port v-h1", "Mirror ids"])
        {
            await terminal.WaitForScreenAsync(screen => screen.Text.Contains(target, StringComparison.Ordinal) && screen.Text.Contains("<Apply>", StringComparison.Ordinal), target);
            terminal.Send("\r");
            await terminal.WaitForTextAsync("Done.");
            terminal.Send("\r");
        }

        Assert.Equal(0, await terminal.WaitForExitAsync());
        Assert.Equal("ids", await MirrorAsync());
    }

    private async Task<string> MirrorAsync() => (await fixture.Lab.VsctlAsync("--bare", "--columns=name", "list", "mirror")).Trim();

    private string Runs(params string[] runs)
    {
        var path = Path.Combine(_program.Folder, $"runs-{Guid.NewGuid():n}.json");
        File.WriteAllText(path, $$"""{ "runs": [{{string.Join(", ", runs)}}] }""");
        return path;
    }

    private static IEnumerable<string> Story(ProcessResult result)
        => result.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(JObject.Parse).Select(line => (string?)line["event"] switch
        {
            "wizard" => $"{line["wizard"]} {line["number"]} of {line["of"]}",
            "skipped" => $"{line["wizard"]} is skipped",
            "end" => $"{line["outcome"]}",
            _ => "",
        }).Where(line => line.Length > 0);
}
