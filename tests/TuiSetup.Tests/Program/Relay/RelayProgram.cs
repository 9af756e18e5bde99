using System.Text.Json.Nodes;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Relay;

/// <summary>The real program on the machine that becomes the relay, with a state folder of its own.</summary>
internal sealed class RelayProgram(RelayLab lab) : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <summary>Address of this machine to which the session in use came; empty: it came by no network.</summary>
    public string Session { get; set; } = "";

    /// <summary>The language that it speaks; null: the one of these tests.</summary>
    public string? Language { get; set; }

    private IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["TUISETUP_STATE_DIR"] = _folder["state"],
        ["SSH_CONNECTION"] = Session.Length > 0 ? $"10.79.0.1 50000 {Session} 22" : null,
        ["TUISETUP_LANGUAGE"] = Language,
    };

    public static string Relay(string rules, string isolated = "10.79.0.11-10.79.0.13, fd79::11-fd79::13")
        => $$"""{ "interface": "eth0", "isolated": [{{Quoted(isolated, ',')}}], "rules": [{{Quoted(rules, ';')}}] }""";

    public Task<ProcessResult> RunAsync(params string[] arguments)
    {
        var (file, inside) = lab.Inside("relay", [Tuisetup.Executable, .. arguments]);
        return ProcessRunner.RunAsync(file, inside, Environment, cancel: TestContext.Current.CancellationToken);
    }

    public Task<ProcessResult> TryAsync(string answers, params string[] options) => RunAsync(["run", "relay", "--answers", Answers(answers), "--yes", .. options]);

    /// <summary>Runs the wizard unattended, and expects it to be done.</summary>
    public async Task ApplyAsync(string answers, params string[] options)
    {
        var result = await TryAsync(answers, options);
        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
    }

    /// <summary>Takes back the last run, and expects nothing to be left.</summary>
    public async Task UndoAsync()
    {
        var result = await RunAsync("undo");
        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
    }

    /// <summary>Makes a plan; the result is its file and what is in it.</summary>
    public async Task<(string File, JsonNode Plan)> PlanAsync(string answers)
    {
        var file = _folder[$"plan-{Guid.NewGuid():n}.json"];
        (await RunAsync("plan", "relay", "--answers", Answers(answers), "--out", file)).Required("plan");
        return (file, JsonNode.Parse(await System.IO.File.ReadAllTextAsync(file))!);
    }

    /// <summary>Opens the wizard on a terminal.</summary>
    public PtyProcess Open(params string[] arguments)
    {
        var (file, inside) = lab.Inside("relay", [Tuisetup.Executable, "run", "relay", .. arguments]);
        return PtyProcess.Start(file, inside, new PtyOptions().With([.. Environment.Where(pair => pair.Value is not null).Select(pair => (pair.Key, pair.Value!))]));
    }

    public string File(string name) => _folder[name];

    public string Answers(string answers) => _folder.Write($"answers-{Guid.NewGuid():n}.json", $$"""{ "wizard": "relay", "answers": {{answers}} }""");

    public void Dispose() => _folder.Dispose();

    private static string Quoted(string list, char sign) => string.Join(", ", list.Split(sign, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(item => $"\"{item}\""));
}
