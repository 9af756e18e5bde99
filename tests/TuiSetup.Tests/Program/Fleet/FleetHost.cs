using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Fleet;

/// <summary>The program as one machine of a fleet, or as its operator: a state folder of its own, and perhaps a worker.</summary>
internal sealed class FleetHost : IAsyncDisposable
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(30), LongestRun = TimeSpan.FromMinutes(4);

    private readonly string[] _command;
    private readonly string _broker;
    private readonly OvsLab? _lab;
    private readonly Dictionary<string, string?> _variables = [];
    private RunningProcess? _worker;

    /// <param name="broker">The broker's address.</param>
    /// <param name="lab">Its Open vSwitch; null: it has none.</param>
    /// <param name="name">Its name; null: one that nobody else has.</param>
    /// <param name="netns">The network namespace that it is in; null: ours.</param>
    public FleetHost(string broker, OvsLab? lab = null, string? name = null, string? netns = null)
    {
        _command = netns is null ? [Tuisetup.Executable] : ["nsenter", $"--net={netns}", "--", Tuisetup.Executable];
        (_broker, _lab) = (broker, lab);
        Name = name ?? "h" + Guid.NewGuid().ToString("n")[..8];
        Folder = Directory.CreateTempSubdirectory("tuisetup-fleet-").FullName;
    }

    public string Name { get; }

    public string Folder { get; }

    public string Queue => "tuisetup.host." + Name;

    public string Node => "tuisetup@" + Name;

    /// <summary>Variables of the environment on top of the usual ones.</summary>
    public string? this[string variable]
    {
        set => _variables[variable] = value;
    }

    public RunningProcess Worker => _worker ?? throw new InvalidOperationException("no worker was started");

    private Dictionary<string, string?> Environment => new(_variables)
    {
        ["TUISETUP_STATE_DIR"] = Path.Combine(Folder, "state"),
        ["TUISETUP_BROKER"] = _variables.GetValueOrDefault("TUISETUP_BROKER") ?? _broker,
        ["OVS_RUNDIR"] = _lab?.Directory ?? Path.Combine(Folder, "nobody"),
        ["SSH_CONNECTION"] = null,
    };

    /// <summary>Starts the worker; it takes tasks when this returns.</summary>
    public async Task StartWorkerAsync(params string[] options)
    {
        BeginWorker(options);
        await Worker.WaitForStderrLine(line => line.Contains($"{Node} is ready", StringComparison.Ordinal), StopTime);
    }

    /// <summary>Starts the worker, whether it gets anywhere or not.</summary>
    public void BeginWorker(params string[] options)
        => _worker = ProcessRunner.Start(Tuisetup.Executable, ["worker", "--name", Name, .. options], Environment);

    /// <summary>Ends the worker as a crash would.</summary>
    public async Task KillWorkerAsync() => await Worker.DisposeAsync();

    /// <summary>Ends the worker as systemd does; the result is its exit code.</summary>
    public async Task<int> StopWorkerAsync()
    {
        Worker.Signal(15);
        return await Worker.WaitForExitAsync(StopTime, TestContext.Current.CancellationToken);
    }

    public Task<ProcessResult> RunAsync(params string[] arguments)
        => ProcessRunner.RunAsync(_command[0], [.. _command[1..], .. arguments], Environment, timeout: LongestRun, cancel: TestContext.Current.CancellationToken);

    public RunningProcess Start(params string[] arguments) => ProcessRunner.Start(_command[0], [.. _command[1..], .. arguments], Environment);

    /// <summary>Runs it on a terminal.</summary>
    public PtyProcess Open(params string[] arguments)
        => PtyProcess.Start(Tuisetup.Executable, arguments, new PtyOptions().With([.. Environment.Where(pair => pair.Value is not null).Select(pair => (pair.Key, pair.Value!))]));

    /// <summary>Writes a file, and returns its path.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        if (_worker is not null)
        {
            await _worker.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }
}
