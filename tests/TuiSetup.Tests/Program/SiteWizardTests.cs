using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program;

/// <summary>A wizard with a program of its own, as 'wizard new --command' begins it.</summary>
public sealed class SiteWizardTests : IDisposable
{
    private readonly Tuisetup _program = new();

    public void Dispose() => _program.Dispose();

    private string Banner => Path.Combine(_program.Folder, "issue");

    private string Site => Path.Combine(_program.Folder, "site");

    private string Code => Path.Combine(Site, "commands", "banner");

    [Fact]
    public async Task The_example_plans_applies_reads_back_and_undoes()
    {
        await NewAsync();
        Assert.Contains("banner           What is shown before a login", (await RunAsync("wizard", "list")).Stdout, StringComparison.Ordinal);
        var plan = await RunAsync("plan", "banner", "--answers", Answers("Hello"), "--json");
        Assert.True(plan.ExitCode == 0, plan.Stderr);
        Assert.Equal("create", (string?)JObject.Parse(plan.Stdout).SelectToken("steps[0].action"));

        Assert.Equal("done", Outcome(await RunAsync("run", "banner", "--answers", Answers("Hello"), "--yes", "--json")));
        Assert.Equal("Hello\n", await File.ReadAllTextAsync(Banner, TestContext.Current.CancellationToken));
        Assert.Equal("unchanged", Outcome(await RunAsync("run", "banner", "--answers", Answers("Hello"), "--yes", "--json")));
        Assert.Equal("done", Outcome(await RunAsync("run", "banner", "--answers", Answers("Good day"), "--yes", "--json")));

        Assert.Equal(0, (await RunAsync("undo")).ExitCode);
        Assert.Equal("Hello\n", await File.ReadAllTextAsync(Banner, TestContext.Current.CancellationToken));
        Assert.Equal(0, (await RunAsync("undo")).ExitCode);
        Assert.False(File.Exists(Banner));
    }

    [Fact]
    public async Task What_changed_since_the_plan_is_left_alone()
    {
        await NewAsync();
        var plan = Path.Combine(_program.Folder, "plan.json");
        Assert.Equal(0, (await RunAsync("plan", "banner", "--answers", Answers("Hello"), "--out", plan)).ExitCode);
        await File.WriteAllTextAsync(Banner, "Theirs\n", TestContext.Current.CancellationToken);

        Assert.Equal(3, (await RunAsync("apply", plan, "--yes")).ExitCode);
        Assert.Equal("Theirs\n", await File.ReadAllTextAsync(Banner, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Its_problems_are_told_at_the_field_and_stop_the_run()
    {
        await NewAsync();
        var result = await RunAsync("run", "banner", "--answers", Answers(new string('-', 80)), "--yes");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("text: That is longer than a line. At most 79 characters.", result.Stderr, StringComparison.Ordinal);
        Assert.False(File.Exists(Banner));
    }

    [Fact]
    public async Task When_it_fails_all_of_it_is_taken_back_and_its_own_words_are_told()
    {
        await NewAsync();
        await EditAsync("    write(asked[\"after\"]", "    action == \"undo\" or sys.exit(\"the printer is out of paper\")\n        write(asked[\"after\"]");

        var result = await RunAsync("run", "banner", "--answers", Answers("Hello"), "--yes");
        Assert.Equal(4, result.ExitCode);
        Assert.Contains("the printer is out of paper", result.Stdout + result.Stderr, StringComparison.Ordinal);
        Assert.False(File.Exists(Banner));
    }

    [Fact]
    public async Task An_answer_that_is_not_as_said_is_told_with_its_place()
    {
        await NewAsync();
        await EditAsync("""return {"present": now() or {}, "facts": now()}""", """return {"presents": 1, "lists": {"a": [1]}}""");

        var result = await RunAsync("plan", "banner", "--answers", Answers("Hello"));
        Assert.Equal(6, result.ExitCode);
        Assert.Contains("what banner answered to facts:1:", result.Stderr, StringComparison.Ordinal);
        Assert.Contains("'presents' is not known here", result.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_others_could_have_written_is_not_run()
    {
        await NewAsync();
        File.SetUnixFileMode(Code, File.GetUnixFileMode(Code) | UnixFileMode.OtherWrite);
        Assert.Contains($"Others than its owner may write {Code}", (await RunAsync("plan", "banner", "--answers", Answers("Hello"))).Stderr, StringComparison.Ordinal);

        File.SetUnixFileMode(Code, File.GetUnixFileMode(Code) & ~UnixFileMode.OtherWrite);
        (await ProcessRunner.RunAsync("chown", ["nobody", Code], cancel: TestContext.Current.CancellationToken)).Required("chown");
        Assert.Contains($"{Code} belongs to another user", (await RunAsync("plan", "banner", "--answers", Answers("Hello"))).Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../banner")]
    [InlineData("/bin/sh")]
    [InlineData("nobody-has-it")]
    public async Task A_plan_that_names_anything_else_runs_nothing(string name)
    {
        await NewAsync();
        var plan = Path.Combine(_program.Folder, "plan.json");
        Assert.Equal(0, (await RunAsync("plan", "banner", "--answers", Answers("Hello"), "--out", plan)).ExitCode);
        var forged = JObject.Parse(await File.ReadAllTextAsync(plan, TestContext.Current.CancellationToken));
        forged.SelectToken("steps[0].arguments.command")!.Replace(name);
        await File.WriteAllTextAsync(plan, forged.ToString(), TestContext.Current.CancellationToken);

        var result = await RunAsync("apply", plan, "--yes");
        Assert.Equal(6, result.ExitCode);
        Assert.Matches("cannot be the name of a program|There is no program", result.Stderr);
        Assert.False(File.Exists(Banner));
    }

    [Fact]
    public async Task A_secret_reaches_the_program_and_no_plan_or_journal()
    {
        await NewAsync();
        var wizard = Path.Combine(Site, "wizards", "banner.json");
        await File.WriteAllTextAsync(
            wizard, (await File.ReadAllTextAsync(wizard, TestContext.Current.CancellationToken)).Replace("\"required\": false }", "\"required\": false }, { \"id\": \"key\", \"type\": \"secret\", \"label\": \"Key\" }", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await EditAsync("""text = asked["answers"][0].get("text", "")""", """text = str(len(asked["answers"][0]["key"]))""");
        var secret = Path.Combine(_program.Folder, "key");
        await File.WriteAllTextAsync(secret, "hunter2hunter2", TestContext.Current.CancellationToken);
        var answers = _program.AnswersFor("banner", $$"""{ "text": "x", "key": { "file": "{{secret}}" } }""");

        Assert.Equal("done", Outcome(await RunAsync("run", "banner", "--answers", answers, "--yes", "--json")));
        Assert.Equal("14\n", await File.ReadAllTextAsync(Banner, TestContext.Current.CancellationToken));
        Assert.All(Directory.EnumerateFiles(_program.State, "*", SearchOption.AllDirectories), file => Assert.DoesNotContain("hunter2", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_there_is_not_written_over_and_a_wizard_of_the_site_goes_before_ours()
    {
        await NewAsync();
        var again = await RunAsync("wizard", "new", "banner", "--command", "--folder", Site);
        Assert.Equal((2, 2), (again.ExitCode, again.Stderr.Split('\n').Count(line => line.Contains("is there already", StringComparison.Ordinal))));

        Assert.Equal(0, (await RunAsync("wizard", "new", "kpti", "--folder", Site)).ExitCode);
        Assert.Contains("kpti             One line in the menu", (await RunAsync("wizard", "list")).Stdout, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("wizard", "check", Path.Combine(Site, "wizards", "kpti.json"))).ExitCode);
    }

    private async Task NewAsync() => (await RunAsync("wizard", "new", "banner", "--command", "--folder", Site)).Required("wizard new");

    private async Task EditAsync(string from, string to)
    {
        var text = await File.ReadAllTextAsync(Code, TestContext.Current.CancellationToken);
        Assert.Contains(from, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Code, text.Replace(from, to, StringComparison.Ordinal), TestContext.Current.CancellationToken);
    }

    private string Answers(string text) => _program.AnswersFor("banner", $$"""{ "text": "{{text}}" }""");

    private static string? Outcome(ProcessResult result) => (string?)Tuisetup.LastLine(result)["outcome"];

    private Task<ProcessResult> RunAsync(params string[] arguments)
        => ProcessRunner.RunAsync(
            Tuisetup.Executable, arguments,
            new Dictionary<string, string?>(_program.Environment) { ["XDG_CONFIG_HOME"] = _program.Folder, ["TUISETUP_DATA_DIR"] = Site, ["BANNER_FILE"] = Banner },
            cancel: TestContext.Current.CancellationToken);
}
