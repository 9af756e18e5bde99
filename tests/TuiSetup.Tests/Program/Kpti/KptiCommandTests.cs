using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Kpti;

/// <summary>tuisetup kpti on the machine that the tests run on.</summary>
public sealed class KptiCommandTests : IDisposable
{
    private readonly Tuisetup _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task State_and_advice_are_there_at_once_and_agree_with_spectre_meltdown_checker()
    {
        var result = await _program.RunAsync("kpti", "--json", "--measure", "0", "--sample", "0");
        var checker = await ProcessRunner.RunAsync("spectre-meltdown-checker", ["--variant", "3", "--batch", "json"], cancel: TestContext.Current.CancellationToken);

        var report = JObject.Parse(result.Stdout);
        Assert.Equal((bool)JArray.Parse(checker.Stdout)[0]["VULNERABLE"]!, (bool)report["vulnerable"]!);
        Assert.Equal((bool)report["vulnerable"]! ? 3 : 0, result.ExitCode);
        Assert.Equal(File.ReadAllText("/proc/cmdline").Trim(), (string?)report["machine"]!["commandLine"]);
        Assert.Equal("", result.Stderr);
    }

    [Fact]
    public async Task All_operations_are_measured_and_the_load_is_sampled()
    {
        var result = await _program.RunAsync("kpti", "--json", "--measure", "1", "--sample", "1");

        var report = JObject.Parse(result.Stdout);
        var measured = report["measurements"]!["operations"]!.Select(one => (string)one["name"]!).ToList();
        var thrownAway = report["measurements"]!["remarks"]!.Count();
        Assert.Equal(7, measured.Count + thrownAway);
        Assert.All(report["measurements"]!["operations"]!, one => Assert.True((double)one["minimum"]! > 0 && (double)one["median"]! >= (double)one["minimum"]!));
        Assert.True((double)report["workload"]!["switches"]! > 0);
        Assert.True((double)report["estimate"]!["low"]! <= (double)report["estimate"]!["high"]!);
    }

    [Fact]
    public async Task System_calls_are_counted_where_tracefs_is_mounted()
    {
        var load = JObject.Parse((await WithTracefsAsync()).Stdout)["workload"]!;

        Assert.True((bool)load["countsAllCalls"]!, load.ToString());
        Assert.True((double)load["systemCalls"]! > 0);
    }

    [Fact]
    public async Task Without_the_right_to_perf_events_it_says_so_and_goes_by_what_processes_tell()
    {
        var report = JObject.Parse((await WithTracefsAsync("setpriv", "--bounding-set=-all", "--inh-caps=-all")).Stdout);

        Assert.False((bool)report["workload"]!["countsAllCalls"]!);
        Assert.Contains(report["remarks"]!, remark => ((string)remark!).StartsWith("Perf events are not allowed to this user", StringComparison.Ordinal));
        Assert.NotEqual("", (string?)report["advice"]);
    }

    [Fact]
    public async Task A_saved_report_can_be_compared()
    {
        var file = Path.Combine(_program.Folder, "a.json");
        await _program.RunAsync("kpti", "--sample", "0", "--measure", "0", "--save", file);

        var result = await _program.RunAsync("kpti", "compare", file, file);

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("Before: ", result.Stdout);
        Assert.Contains("report has no measurements", result.Stdout);
    }

    [Fact]
    public async Task Two_reports_are_compared_operation_by_operation()
    {
        var (before, after) = (await ReportAsync("before.json", isolated: "true", nanoseconds: 400), await ReportAsync("after.json", isolated: "false", nanoseconds: 150));

        var text = await _program.RunAsync("kpti", "compare", before, after);
        var json = await _program.RunAsync("kpti", "compare", before, after, "--json");

        Assert.Equal((0, 0), (text.ExitCode, json.ExitCode));
        Assert.Contains("system call (getppid)            400.0     150.0   -62.5%", text.Stdout);
        Assert.Contains("Without page-table isolation a kernel entry is 250 ns cheaper here.", text.Stdout);
        Assert.Equal(-250, (double)JObject.Parse(json.Stdout)["differences"]![0]!["change"]!);
    }

    [Theory]
    [InlineData("--measure takes 0 to 3600 seconds", "--measure", "-1")]
    [InlineData("--sample takes 0 to 3600 seconds", "--sample", "4000")]
    [InlineData("There is no CPU 9999, or it is not online.", "--cpu", "9999")]
    public async Task What_cannot_be_is_refused_with_a_sentence(string sentence, params string[] arguments)
    {
        var result = await _program.RunAsync(["kpti", .. arguments]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(sentence, result.Stderr);
    }

    [Fact]
    public async Task Files_that_are_no_reports_are_told_all_at_once()
    {
        var broken = Path.Combine(_program.Folder, "broken.json");
        await File.WriteAllTextAsync(broken, "[]", TestContext.Current.CancellationToken);

        var result = await _program.RunAsync("kpti", "compare", Path.Combine(_program.Folder, "missing.json"), broken);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("missing.json", result.Stderr);
        Assert.Contains("broken.json:1:1", result.Stderr);
    }

    [Fact]
    public async Task On_a_terminal_a_bar_shows_how_far_it_is_and_Ctrl_C_leaves_no_process_behind()
    {
        await using var program = _program.Open("kpti", "--sample", "0", "--measure", "8");
        await program.WaitForTextAsync("%  switch to another process");
        var children = Children(program.Pid);

        program.Send("\x03");

        Assert.Equal(130, await program.WaitForExitAsync());
        Assert.NotEmpty(children);
        Assert.All(children, child => Assert.False(Directory.Exists($"/proc/{child}")));
        Assert.Contains("interrupted", program.Screen.Text);
        Assert.DoesNotContain("[#", program.Screen.Text);
    }

    private async Task<string> ReportAsync(string name, string isolated, int nanoseconds)
    {
        var path = Path.Combine(_program.Folder, name);
        await File.WriteAllTextAsync(
            path,
            $$"""
            { "version": 1, "at": "2026-01-01T00:00:00Z", "host": "guest", "verdict": "leave-on", "machine": { "cpu": "one", "isolated": {{isolated}} },
              "measurements": { "cpu": 1, "operations": [ { "name": "syscall", "title": "system call (getppid)", "minimum": {{nanoseconds}}, "median": {{nanoseconds + 5}}, "batches": 20 } ] } }
            """,
            TestContext.Current.CancellationToken);
        return path;
    }

    private Task<ProcessResult> WithTracefsAsync(params string[] by) => ProcessRunner.RunAsync(
        "unshare",
        ["-m", "sh", "-c", "mount -t tracefs none /sys/kernel/tracing && exec \"$@\"", "sh", .. by, Tuisetup.Executable, "kpti", "--json", "--measure", "0", "--sample", "1"],
        _program.Environment, cancel: TestContext.Current.CancellationToken);

    private static List<string> Children(int process)
        => [.. Directory.GetDirectories($"/proc/{process}/task").SelectMany(task => File.Exists(task + "/children") ? File.ReadAllText(task + "/children").Split(' ', StringSplitOptions.RemoveEmptyEntries) : [])];
}
