using System.Text.Json.Nodes;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Network;

/// <summary>The real program beside a real NetworkManager, with a state folder of its own.</summary>
internal sealed class NetworkProgram(NetworkManagerLab lab) : IDisposable
{
    private readonly TempFolder _folder = new();

    public string State => _folder["state"];

    /// <summary>The language that it speaks; null: the one of these tests.</summary>
    public string? Language { get; set; }

    private IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>(lab.Environment)
    {
        ["TUISETUP_STATE_DIR"] = State,
        ["SSH_CONNECTION"] = null,
        ["TUISETUP_LANGUAGE"] = Language,
    };

    public string File(string name) => _folder[name];

    public string Answers(string answers) => _folder.Write($"answers-{Guid.NewGuid():n}.json", $$"""{ "wizard": "network", "answers": {{answers}} }""");

    public Task<ProcessResult> RunAsync(params string[] arguments)
    {
        var (file, beside) = lab.Beside([Tuisetup.Executable, .. arguments]);
        return ProcessRunner.RunAsync(file, beside, Environment, cancel: TestContext.Current.CancellationToken);
    }

    /// <summary>Runs the wizard unattended; the proof is none unless it is among the options.</summary>
    public Task<ProcessResult> ApplyAsync(string answers, params string[] options)
        => RunAsync(["run", "network", "--answers", Answers(answers), "--yes", .. options.Contains("--proof") ? options : ["--proof", "none", .. options]]);

    public async Task<JsonNode> PlanAsync(string answers)
    {
        var result = await RunAsync("plan", "network", "--answers", Answers(answers), "--json");
        return JsonNode.Parse(result.Required("plan"))!;
    }

    /// <summary>Opens the wizard on a terminal with answers, which leads to its review.</summary>
    public PtyProcess Open(string answers, params string[] options) => OpenCommand(["run", "network", "--answers", Answers(answers), .. options]);

    public PtyProcess OpenCommand(params string[] arguments)
    {
        var (file, beside) = lab.Beside([Tuisetup.Executable, .. arguments]);
        return PtyProcess.Start(file, beside, new PtyOptions().With([.. Environment.Where(pair => pair.Value is not null).Select(pair => (pair.Key, pair.Value!))]));
    }

    /// <summary>Addresses of an interface, as the kernel has them.</summary>
    public async Task<string> AddressesAsync(string device, string family = "-4")
        => string.Join(' ', (await lab.HostAsync("ip", family, "-br", "address", "show", device)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(2)).Trim();

    public void Dispose() => _folder.Dispose();
}
