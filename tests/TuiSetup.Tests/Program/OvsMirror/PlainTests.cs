using System.Text.RegularExpressions;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.OvsMirror;

/// <summary>The real program by plain prompts, through a pipe: answers line by line.</summary>
[Collection(OvsFixture.Name)]
public sealed partial class PlainTests(OvsFixture fixture) : IAsyncLifetime
{
    /// <summary>Database, bridge, name, everything, two sources, what is received, VLANs, destination, bytes.</summary>
    private static readonly string[] Answers = ["", "1", "ids", "no", "no", "v-h1,4", "-", "10,20-22", "v-mon", "96"];

    private readonly Tuisetup _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_wizard_is_answered_reviewed_applied_and_undone_line_by_line()
    {
        var result = await _program.AnswerAsync([.. Answers, "apply", "undo"], "run", "ovs-mirror");

        Assert.Equal(0, result.ExitCode);
        Golden.Check(Settled(result.Stdout), "plain-ovs-mirror");
        Assert.Equal("", result.Stderr);
        Assert.DoesNotContain('\e', result.Stdout);
        Assert.All(result.Stdout.Split('\n'), line => Assert.True(line.Length <= 79 || line.Contains(fixture.Lab.Directory, StringComparison.Ordinal), line));
        Assert.Equal("", await fixture.Lab.VsctlAsync("list", "mirror"));
    }

    [Fact]
    public async Task What_cannot_be_taken_is_told_at_once_and_help_back_and_leaving_are_words()
    {
        var result = await _program.AnswerAsync(
            [
                "<", "?", "tcp:", fixture.Lab.Address, "nosuch", "<", "", "br", "", "maybe", "<", "a\tb", "mirror-a", "yes", "<", "<", "", "no", "",
                "v-h", "9", "2-9", "1-3", "-", "4096", "-", "mon", "#5", "12", "<", "v-mon", "96", "<", "<", "-", "9", "", "quit", "stay", "quit", "leave",
            ],
            "run", "ovs-mirror");

        Assert.Equal(1, result.ExitCode);
        Golden.Check(Settled(result.Stdout), "plain-ovs-mirror-corrected");
        Assert.Equal("", await fixture.Lab.VsctlAsync("list", "mirror"));
    }

    [Fact]
    public async Task The_same_answers_by_windows_and_by_lines_are_recorded_alike()
    {
        var (windows, lines) = (Path.Combine(_program.Folder, "windows.json"), Path.Combine(_program.Folder, "lines.json"));
        await using (var terminal = _program.Open("run", "ovs-mirror", "--record", windows))
        {
            string[] keys = ["\e[24~", "\r", "\e[24~", "\e[B \e[24~", "\e[24~", "\e[24~", "vvvv\r", "\e[24~", "\r"];
            for (var page = 1; page <= keys.Length; page++)
            {
                await terminal.WaitForTextAsync($"({page} of 9)");
                terminal.Send(keys[page - 1]);
            }

            await terminal.WaitForTextAsync("Every object was read back");
        }

        var result = await _program.AnswerAsync(["", "", "", "", "", "v-h1", "", "", "v-mon", "", "ok"], "run", "ovs-mirror", "--record", lines);

        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        Assert.Equal(await File.ReadAllTextAsync(windows, TestContext.Current.CancellationToken), await File.ReadAllTextAsync(lines, TestContext.Current.CancellationToken));
        Assert.Contains("Nothing to do: everything is already as it should be.", result.Stdout, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(9)]
    public async Task Too_few_lines_change_nothing(int lines)
    {
        var result = await _program.AnswerAsync(Answers[..lines], "run", "ovs-mirror");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--answers", result.Stderr, StringComparison.Ordinal);
        Assert.Equal("", await fixture.Lab.VsctlAsync("list", "mirror"));
    }

    [Fact]
    public async Task A_line_without_an_end_is_no_answer()
    {
        var result = await ProcessRunner.RunAsync(
            Tuisetup.Executable, ["run", "ovs-mirror"], _program.Environment, new string('x', 70_000), cancel: TestContext.Current.CancellationToken);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("64 KiB", result.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_danger_is_accepted_by_typing_its_phrase()
    {
        var answers = _program.Answers("""{ "bridge": "br0", "name": "m", "select_src_port": ["v-h1"], "output_port": "v-h2" }""");
        var refused = await _program.AnswerAsync(["yes", "quit", "leave"], "run", "ovs-mirror", "--answers", answers);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("That was not 'v-h2'", refused.Stdout, StringComparison.Ordinal);
        Assert.Equal("", await fixture.Lab.VsctlAsync("list", "mirror"));

        var accepted = await _program.AnswerAsync(["v-h2", "apply"], "run", "ovs-mirror", "--answers", answers);
        Assert.Equal(0, accepted.ExitCode);
        Assert.Contains("v-h2", await fixture.Lab.VsctlAsync("get", "port", "v-h2", "name"), StringComparison.Ordinal);
        Assert.NotEqual("", await fixture.Lab.VsctlAsync("list", "mirror"));
    }

    [Fact]
    public async Task A_kept_plan_is_reviewed_and_applied_by_lines_and_its_counters_are_read()
    {
        var plan = Path.Combine(_program.Folder, "plan.json");
        await _program.RunAsync("plan", "ovs-mirror", "--answers", _program.Answers("""{ "bridge": "br0", "name": "ids", "select_all": true, "output_port": "v-mon" }"""), "--out", plan);
        var unsaid = await _program.AnswerAsync(["", "yes", "quit"], "apply", plan);
        Assert.Equal(1, unsaid.ExitCode);
        Assert.Equal("", await fixture.Lab.VsctlAsync("list", "mirror"));

        var applied = await _program.AnswerAsync(["apply", "counters"], "apply", plan);
        Assert.Equal(0, applied.ExitCode);
        Assert.Contains("Mirror ids: tx_packets", applied.Stdout, StringComparison.Ordinal);

        var json = await _program.AnswerAsync([], "apply", plan, "--json");
        Assert.Equal(2, json.ExitCode);
        Assert.Contains("--yes", json.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_menu_leads_to_wizards_and_to_the_history()
    {
        var result = await _program.AnswerAsync(
            ["history", "Port mirroring on Open vSwitch", .. Answers, "apply", "ok", "history", "1", "report", "quit", "quit", "quit"]);

        Assert.True(result.ExitCode == 0, result.Stderr);
        Golden.Check(Settled(result.Stdout), "plain-menu");
    }

    [Fact]
    public async Task A_killed_run_is_offered_first_and_taken_back()
    {
        var socket = Path.Combine(_program.Folder, "db.sock");
        using (var proxy = new OvsdbProxy(socket, fixture.Lab.DatabaseSocket, ProxyStop.BeforeAnswer))
        {
            var answers = _program.Answers("""{ "bridge": "br0", "name": "ids", "select_all": true, "output_port": "v-mon" }""");
            await using var run = _program.Start("run", "ovs-mirror", "--ovs", proxy.Address, "--answers", answers, "--yes");
            await proxy.Reached.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            run.Signal(9);
            await run.WaitForExitAsync(cancel: TestContext.Current.CancellationToken);
        }

        File.Delete(socket);
        File.CreateSymbolicLink(socket, fixture.Lab.DatabaseSocket);
        Assert.NotEqual("", await fixture.Lab.VsctlAsync("list", "mirror"));
        var result = await _program.AnswerAsync(["take back", "quit"]);

        Assert.Equal(0, result.ExitCode);
        Golden.Check(Settled(result.Stdout), "plain-resume");
        Assert.Equal("", await fixture.Lab.VsctlAsync("list", "mirror"));
    }

    /// <summary>
    /// What differs between runs is named; what a busy machine adds, or a switch that has learned more, is left out, and so
    /// are the wizards that the menu has.
    /// </summary>
    private string Settled(string transcript)
        => RunId().Replace(NotSteady().Replace(transcript, ""), "RUN").Replace(fixture.Lab.Directory, "/run/lab", StringComparison.Ordinal)
            .Replace(_program.Folder, "/run/test", StringComparison.Ordinal);

    [GeneratedRegex(@"^.*\(Ctrl-C stops it\)\n|, (?:[0-9a-f]{2}:){5}[0-9a-f]{2}|(?<=^What do you want to set up\?\n)(?: +\d+\. .*\n(?: {6}.*\n)*)+", RegexOptions.Multiline)]
    private static partial Regex NotSteady();

    [GeneratedRegex(@"\d{8}-\d{6}-ovs-mirror-[0-9a-f]{4}|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC")]
    private static partial Regex RunId();
}
