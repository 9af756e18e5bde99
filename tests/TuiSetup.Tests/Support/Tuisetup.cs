using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;

namespace TuiSetup.Tests.Support;

/// <summary>The real program, with a state folder of its own.</summary>
internal sealed class Tuisetup : IDisposable
{
    private readonly OvsLab? _lab;

    public Tuisetup(OvsLab? lab = null)
    {
        _lab = lab;
        Folder = System.IO.Directory.CreateTempSubdirectory("tuisetup-test-").FullName;
        State = Path.Combine(Folder, "state");
    }

    public static string Executable { get; } = SourceTree.PathOf("out", "tuisetup");

    public string Folder { get; }

    public string State { get; set; }

    /// <summary>The language that it speaks; null: the one of these tests.</summary>
    public string? Language { get; set; }

    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["OVS_RUNDIR"] = _lab?.Directory ?? Path.Combine(Folder, "nobody"),
        ["TUISETUP_STATE_DIR"] = State,
        ["SSH_CONNECTION"] = null,
        ["TUISETUP_LANGUAGE"] = Language,
    };

    public Task<ProcessResult> RunAsync(params string[] arguments)
        => ProcessRunner.RunAsync(Executable, arguments, Environment, cancel: TestContext.Current.CancellationToken);

    /// <summary>Runs it in the network namespace of a host of the lab, or of the switch.</summary>
    /// <param name="host">The host.</param>
    /// <param name="session">Address there to which the session in use came over SSH; null: by no network.</param>
    /// <param name="arguments">Its arguments.</param>
    public Task<ProcessResult> RunInAsync(string host, string? session, params string[] arguments)
    {
        var (file, inside) = _lab!.In(host, [Executable, .. arguments]);
        var environment = new Dictionary<string, string?>(Environment) { ["SSH_CONNECTION"] = session is null ? null : $"10.78.0.1 50000 {session} 22" };
        return ProcessRunner.RunAsync(file, inside, environment, cancel: TestContext.Current.CancellationToken);
    }

    /// <summary>Opens it on a terminal there.</summary>
    public PtyProcess OpenIn(string host, params string[] arguments)
    {
        var (file, inside) = _lab!.In(host, [Executable, .. arguments]);
        return PtyProcess.Start(file, inside, new PtyOptions().With([.. Environment.Where(pair => pair.Value is not null).Select(pair => (pair.Key, pair.Value!))]));
    }

    /// <summary>Runs it with lines on standard input, and no terminal.</summary>
    public Task<ProcessResult> AnswerAsync(IEnumerable<string> lines, params string[] arguments)
        => ProcessRunner.RunAsync(
            Executable, arguments, Environment, string.Concat(lines.Select(line => line + "\n")), cancel: TestContext.Current.CancellationToken);

    public RunningProcess Start(params string[] arguments) => ProcessRunner.Start(Executable, arguments, Environment);

    public PtyProcess Open(PtyOptions options, params string[] arguments)
        => PtyProcess.Start(Executable, arguments, options.With([.. Environment.Where(pair => pair.Value is not null).Select(pair => (pair.Key, pair.Value!))]));

    public PtyProcess Open(params string[] arguments) => Open(new PtyOptions(), arguments);

    /// <summary>Writes an answer file; the result is its path.</summary>
    public string Answers(string answers, string more = "") => AnswersFor("ovs-mirror", answers, more);

    /// <summary>Writes an answer file of any wizard; the result is its path.</summary>
    public string AnswersFor(string wizard, string answers, string more = "")
    {
        var path = Path.Combine(Folder, $"answers-{Guid.NewGuid():n}.json");
        File.WriteAllText(path, $$"""{ "wizard": "{{wizard}}", "answers": {{answers}}{{more}} }""");
        return path;
    }

    /// <summary>Runs unattended and expects it to be done.</summary>
    public async Task<JObject> ApplyAsync(string answers, string more = "")
    {
        var result = await RunAsync("run", "ovs-mirror", "--answers", Answers(answers, more), "--yes", "--json");
        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        return LastLine(result);
    }

    public static JObject LastLine(ProcessResult result)
        => JObject.Parse(result.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);

    public void Dispose() => System.IO.Directory.Delete(Folder, recursive: true);
}
