using Newtonsoft.Json.Linq;
using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.TestKit;
using TuiSetup.Tests.Backends.VSphere;
using TuiSetup.Tests.Support;
using TuiSetup.VCenterSim;

namespace TuiSetup.Tests.Program.VSphere;

/// <summary>The real program on a simulated vCenter, with a state folder of its own.</summary>
internal sealed class VSphereProgram(VCenterServer server, string wizard) : IDisposable
{
    private readonly TempFolder _folder = new();

    public string State => _folder["state"];

    public string Fingerprint => ServerCertificate.Of(server.Certificate).Sha256;

    public Dictionary<string, string?> Environment { get; } = [];

    /// <summary>An answer file for this vCenter; the result is its path.</summary>
    public string Answers(string answers, string more = "") => Batch([answers], more);

    /// <summary>An answer file with several sheets.</summary>
    public string Batch(IEnumerable<string> sheets, string more = "")
    {
        var all = sheets.Select(sheet => $$"""
            { "vcenter": "{{server.Url}}", "user": "{{server.Sessions.User}}", "password": { "env": "VC_PASSWORD" }, "fingerprint": "{{Fingerprint}}", {{sheet}} }
            """);
        return _folder.Write($"answers-{Guid.NewGuid():n}.json", $$"""{ "wizard": "{{wizard}}", "answers": [ {{string.Join(", ", all)}} ]{{more}} }""");
    }

    public string File(string name) => _folder[name];

    public Task<ProcessResult> RunAsync(params string[] arguments)
        => ProcessRunner.RunAsync(Tuisetup.Executable, arguments, Variables(), cancel: TestContext.Current.CancellationToken);

    public Task<ProcessResult> ApplyAsync(string answers, string more = "") => RunAsync("run", wizard, "--answers", Answers(answers, more), "--yes", "--json");

    public PtyProcess Open(params string[] arguments)
        => PtyProcess.Start(Tuisetup.Executable, arguments, new PtyOptions().With([.. Variables().Where(pair => pair.Value is not null).Select(pair => (pair.Key, pair.Value!))]));

    /// <summary>Fills in the first page, up to the question about the certificate.</summary>
    public async Task LogInAsync(PtyProcess terminal)
    {
        await terminal.WaitForTextAsync("vCenter (1 of");
        terminal.Send(Keys.Tab + server.Sessions.User + Keys.Tab + server.Sessions.Password + Keys.F12);
        await terminal.WaitForTextAsync("SHA-256:");
    }

    public async Task AcceptCertificateAsync(PtyProcess terminal)
    {
        await terminal.WaitForTextAsync("Are you sure?");
        terminal.Send(Fingerprint[..11] + Keys.Enter);
    }

    public RunningProcess Start(params string[] arguments) => ProcessRunner.Start(Tuisetup.Executable, arguments, Variables());

    /// <summary>Waits for a program's end.</summary>
    public static async Task<(int ExitCode, string Stdout, string Stderr)> EndAsync(RunningProcess running)
    {
        var code = await running.WaitForExitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        return (code, string.Join('\n', running.StdoutLines), string.Join('\n', running.StderrLines));
    }

    public static JObject LastLine(ProcessResult result) => JObject.Parse(result.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);

    /// <summary>What a script of tests/lab says of the vCenter, by pyvmomi.</summary>
    public async Task<JObject> ReadByPyvmomiAsync()
    {
        var result = await ProcessRunner.RunAsync(
            VCenterFixture.Python,
            [SourceTree.PathOf("tests", "lab", "vim25-read.py"), $"{server.Port}", server.Sessions.User, server.Sessions.Password],
            cancel: TestContext.Current.CancellationToken);
        return JObject.Parse(result.Required("vim25-read.py"));
    }

    /// <summary>Lets pyvmomi do steps of tests/lab/vim25-drive.py; "ok" for each, or the name of its fault.</summary>
    public async Task<IReadOnlyList<string>> DriveByPyvmomiAsync(params IEnumerable<string> steps)
    {
        var result = await ProcessRunner.RunAsync(
            VCenterFixture.Python,
            [SourceTree.PathOf("tests", "lab", "vim25-drive.py"), $"{server.Port}", server.Sessions.User, server.Sessions.Password],
            stdin: $"[{string.Join(",", steps)}]",
            cancel: TestContext.Current.CancellationToken);
        return [.. JArray.Parse(result.Required("vim25-drive.py")).Select(one => (string)one!)];
    }

    public void Dispose() => _folder.Dispose();

    private Dictionary<string, string?> Variables() => new(Environment)
    {
        ["TUISETUP_STATE_DIR"] = State,
        ["VC_PASSWORD"] = server.Sessions.Password,
        ["TUISETUP_VCENTER_PASSWORD"] = Environment.GetValueOrDefault("TUISETUP_VCENTER_PASSWORD", server.Sessions.Password),
    };
}
