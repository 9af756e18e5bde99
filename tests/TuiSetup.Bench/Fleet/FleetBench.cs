using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TuiSetup.TestKit;

namespace TuiSetup.Bench;

/// <summary>
/// The worker and the client beside Python's Celery on one broker, in one run: tasks that wait in a queue, calls one after
/// the other, and what a worker costs that does nothing. Every publication of ours is confirmed by the broker.
/// </summary>
internal static partial class FleetBench
{
    private const int Rounds = 3, Waiting = 3000, Calls = 500, Starts = 11;

    private const string Host = "bench", Queue = "tuisetup.host." + Host, PythonQueue = "lab";

    public static async Task<IReadOnlyList<Target>> RunAsync(Workspace workspace)
    {
        await using var broker = await RabbitMq.StartAsync();
        var python = new PythonCelery(broker.CeleryUrl);
        return [.. await ThroughputAsync(broker, python, workspace), await RoundTripsAsync(broker, python, workspace), .. await IdleAsync(broker, workspace), .. await ManyHosts.RunAsync(broker, workspace)];
    }

    private static async Task<IReadOnlyList<Target>> ThroughputAsync(RabbitMq broker, PythonCelery python, Workspace workspace)
    {
        var contenders = new (string Name, string Queue, string Task, string[] Command, Samples Samples)[]
        {
            ("Celery, prefork -c 1", PythonQueue, "lab.noop", PythonCelery.WorkerCommand(PythonQueue, "prefork"), new()),
            ("Celery, solo", PythonQueue, "lab.noop", PythonCelery.WorkerCommand(PythonQueue, "solo"), new()),
            ("Celery, threads -c 1, prefetch 1000", PythonQueue, "lab.noop", ["env", "LAB_PREFETCH=1000", .. PythonCelery.WorkerCommand(PythonQueue, "threads")], new()),
            ("tuisetup worker", Queue, "tuisetup.ping", [.. Ours(broker, workspace)], new()),
        };
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (name, queue, task, command, samples) in contenders)
            {
                var lines = await python.AskAsync(["throughput", queue, task, Text($"{Waiting}"), .. command]);
                var result = JsonDocument.Parse(lines[^1]).RootElement;
                if (result.GetProperty("answers").GetInt32() != Waiting)
                {
                    throw new InvalidOperationException($"{name}: {lines[^1]}");
                }

                samples.Add(result.GetProperty("rate").GetDouble());
            }
        }

        Output.Heading($"Fleet: {Waiting} tasks that do nothing wait in a queue, {Rounds} rounds");
        var table = new TextTable("", "tasks a second (min/median/p95)");
        foreach (var (name, _, _, _, samples) in contenders)
        {
            table.Add(name, samples.Text("0"));
        }

        table.Print();
        var (prefork, best) = (contenders[0].Samples.Median, contenders[..3].Max(one => one.Samples.Median));
        var ours = contenders[3].Samples.Median;
        return
        [
            new Target("Fleet: 5 times the tasks a second of Celery's prefork worker", Text($"{ours / prefork:0.0} times"), ours >= 5 * prefork),
            new Target("Fleet: 3 times those of its best pool", Text($"{ours / best:0.0} times"), ours >= 3 * best),
        ];
    }

    private static async Task<Target> RoundTripsAsync(RabbitMq broker, PythonCelery python, Workspace workspace)
    {
        var (theirs, ours, floor) = (new Samples(), new Samples(), new Samples());
        for (var round = 0; round < Rounds; round++)
        {
            await using (await python.StartWorkerAsync(PythonQueue))
            {
                theirs.Add(JsonDocument.Parse((await python.AskAsync("calls", PythonQueue, "lab.noop", Text($"{Calls}")))[^1]).RootElement.GetProperty("rate").GetDouble());
            }

            await using (await StartAsync(broker, workspace))
            {
                var result = await ProcessRunner.RunAsync(workspace.Program, ["jobs", "send", "tuisetup.ping", "--to", Host, "--broker", broker.Url, "--repeat", Text($"{Calls}")], Environment(workspace));
                result.Required("jobs send");
                ours.Add(double.Parse(Rate().Match(result.Stderr).Groups[1].Value, CultureInfo.InvariantCulture));
            }

            floor.Add(await BrokerEcho.RunAsync(broker, Calls));
        }

        Output.Heading($"Fleet: {Calls} calls, one after the other, {Rounds} rounds");
        var table = new TextTable("", "calls a second (min/median/p95)");
        table.Add("Celery: client and prefork worker", theirs.Text("0"));
        table.Add("tuisetup: client and worker, each call with a confirm", ours.Text("0"));
        table.Add("what the broker allows: eighty bytes there and back by the bare library, each with a confirm", floor.Text("0"));
        table.Print();
        return new Target("Fleet: 3 times the calls a second of Celery", Text($"{ours.Median / theirs.Median:0.0} times"), ours.Median >= 3 * theirs.Median);
    }

    private static async Task<IReadOnlyList<Target>> IdleAsync(RabbitMq broker, Workspace workspace)
    {
        var (ready, memory) = (new Samples(), new Samples());
        for (var start = 0; start < Starts; start++)
        {
            var began = TimeProvider.System.GetTimestamp();
            await using var worker = await StartAsync(broker, workspace);
            ready.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
            memory.Add(ProcFacts.MegabytesOf(worker.Pid).Rss);
        }

        Output.Heading($"Fleet: a worker starts and waits, {Starts} runs");
        var table = new TextTable("", "min/median/p95");
        table.Add("ms until it takes tasks", ready.Text("0"));
        table.Add("MB of memory while it waits", memory.Text("0.0"));
        table.Print();
        return
        [
            new Target("Fleet: a worker is ready within 100 ms", Text($"{ready.Median:0} ms"), ready.Median <= 100),
            new Target("Fleet: a worker that waits takes less than 40 MB", Text($"{memory.Median:0.0} MB"), memory.Median < 40),
        ];
    }

    private static async Task<RunningProcess> StartAsync(RabbitMq broker, Workspace workspace)
    {
        var command = Ours(broker, workspace);
        var worker = ProcessRunner.Start(command[0], command[1..]);
        await worker.WaitForStderrLine(line => line.Contains("is ready", StringComparison.Ordinal));
        return worker;
    }

    private static string[] Ours(RabbitMq broker, Workspace workspace)
        => ["env", $"{workspace.StateVariable.Name}={workspace.StateVariable.Value}", workspace.Program, "worker", "--broker", broker.Url, "--name", Host];

    private static Dictionary<string, string?> Environment(Workspace workspace) => new() { [workspace.StateVariable.Name] = workspace.StateVariable.Value };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"([0-9]+) a second")]
    private static partial Regex Rate();
}
