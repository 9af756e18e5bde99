namespace TuiSetup.TestKit;

/// <summary>Python's Celery on a broker: its worker, and its client for one question at a time.</summary>
/// <param name="brokerUrl">The broker, with user and password.</param>
/// <param name="resultUrl">The redis that keeps results, with its password; null: they go by queues.</param>
public sealed class PythonCelery(string brokerUrl, string? resultUrl = null)
{
    private const string Python = "/usr/bin/python3", WorkerNode = "lab@localhost";

    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(1), LongestQuestion = TimeSpan.FromMinutes(6);

    /// <summary>The client's script, for programs that start it themselves.</summary>
    public static string Script => SourceTree.PathOf("tests", "lab", "celery_lab.py");

    public IReadOnlyDictionary<string, string?> Environment { get; } = new Dictionary<string, string?>
    {
        ["LAB_BROKER"] = brokerUrl,
        ["LAB_RESULTS"] = resultUrl,
        ["PYTHONPATH"] = Path.GetDirectoryName(Script),
        ["PYTHONDONTWRITEBYTECODE"] = "1",
        ["C_FORCE_ROOT"] = "1",
        // Celery takes it for an option of its own, and wants a number.
        ["NO_COLOR"] = null,
    };

    /// <summary>Asks one question; the result is the lines that were printed.</summary>
    public async Task<string[]> AskAsync(params string[] words)
        => (await ProcessRunner.RunAsync(Python, [Script, .. words], Environment, timeout: LongestQuestion)).Required($"celery_lab.py {words[0]}").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Starts a client that goes on for a while.</summary>
    public RunningProcess Start(params string[] words) => ProcessRunner.Start(Python, [Script, .. words], Environment);

    /// <summary>The command line of a worker.</summary>
    public static string[] WorkerCommand(string queue, string pool)
        => [Python, "-m", "celery", "-A", "celery_lab", "worker", "-Q", queue, "-P", pool, "-c", "1", "-n", WorkerNode, "-l", "INFO"];

    /// <summary>Starts a worker; it takes tasks when this returns.</summary>
    public async Task<RunningProcess> StartWorkerAsync(string queue = "celery", string pool = "prefork")
    {
        var command = WorkerCommand(queue, pool);
        var worker = ProcessRunner.Start(command[0], command[1..], Environment);
        try
        {
            await worker.WaitForStderrLine(line => line.Contains(WorkerNode + " ready", StringComparison.Ordinal), StartTime);
            return worker;
        }
        catch
        {
            await worker.DisposeAsync();
            throw;
        }
    }
}
