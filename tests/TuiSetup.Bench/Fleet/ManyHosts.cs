using System.Collections.Immutable;
using System.Globalization;
using TuiSetup.Backends.Fleet;
using TuiSetup.Core;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Plans;
using TuiSetup.TestKit;

namespace TuiSetup.Bench;

/// <summary>A thousand workers, each with a name, a state folder and a connection of its own, in this one process; and one job for all of them.</summary>
internal static class ManyHosts
{
    private const int Hosts = 1000, StartedTogether = 16, HeartbeatSeconds = 60;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5), Patience = TimeSpan.FromMinutes(2);

    public static async Task<IReadOnlyList<Target>> RunAsync(RabbitMq broker, Workspace workspace)
    {
        var pid = await broker.PidAsync();
        var before = ProcFacts.MegabytesOf(pid).Rss;
        var endpoint = BrokerEndpoint.Read(broker.Url, _ => null);
        var names = Enumerable.Range(1, Hosts).Select(number => $"many{number:0000}").ToList();
        using var stop = new CancellationTokenSource();
        var running = new List<Task>();
        var began = TimeProvider.System.GetTimestamp();
        foreach (var batch in names.Chunk(StartedTogether))
        {
            var ready = new List<Task>();
            foreach (var name in batch)
            {
                var (task, first) = Start(endpoint, workspace, name, stop.Token);
                running.Add(task);
                ready.Add(first);
            }

            await Task.WhenAll(ready).WaitAsync(Patience, TimeProvider.System);
        }

        var startTime = TimeProvider.System.GetElapsedTime(began);
        await Task.Delay(Settling, TimeProvider.System);
        var perHost = (ProcFacts.MegabytesOf(pid).Rss - before) * 1024 / Hosts;

        began = TimeProvider.System.GetTimestamp();
        var store = new JobStore(Path.Combine(workspace.Folder, "many-operator"), TimeProvider.System);
        var hosts = names.Select(name => new JobHost(name, ImmutableDictionary<string, string>.Empty.Add("host", name))).ToImmutableArray();
        var job = store.Create(new JobTemplate(FleetNames.PingTask, "ping", new()), hosts);
        var progress = await new FleetDispatcher(endpoint, store, _ => null, _ => { }, _ => { }).RunAsync(job, new DispatchOptions { Patience = Patience }, CancellationToken.None);
        var jobTime = TimeProvider.System.GetElapsedTime(began);

        await stop.CancelAsync();
        await Task.WhenAll(running).WaitAsync(Patience, TimeProvider.System);
        Output.Heading($"Fleet: {Hosts} workers on one broker");
        var table = new TextTable("", "measured");
        table.Add("seconds until all of them take tasks", Text($"{startTime.TotalSeconds:0.0}"));
        table.Add("KB of the broker's memory for each", Text($"{perHost:0}"));
        table.Add("seconds for a job for all of them, each answer written to the disk", Text($"{jobTime.TotalSeconds:0.0}"));
        table.Print();
        return [new Target($"Fleet: all of {Hosts} hosts answer one job", Text($"{progress.Done}"), progress.Done == Hosts)];
    }

    private static (Task Running, Task Ready) Start(BrokerEndpoint broker, Workspace workspace, string name, CancellationToken stop)
    {
        var runs = new RunStore(Path.Combine(workspace.Folder, name), TimeProvider.System);
        static IBackend Nothing(string backend) => throw new InvalidOperationException(backend);
        var machine = new FleetMachine
        {
            Runs = runs,
            Engine = new Engine(runs, Nothing),
            Backends = ImmutableDictionary<string, IBackend>.Empty,
            Wizard = wizard => throw new InvalidOperationException(wizard),
            MakePlan = (_, _, _) => Task.FromResult<(Plan?, IReadOnlyList<Core.Problems.Problem>)>((null, [])),
            Questions = () => RunQuestions.None,
            Log = _ => { },
            StateFolder = Path.Combine(workspace.Folder, name),
            Time = TimeProvider.System,
        };
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var worker = new FleetWorker(broker, new WorkerOptions(name) { Heartbeat = TimeSpan.FromSeconds(HeartbeatSeconds) }, machine, _ => null, _ => { });
        return (RunAsync(), ready.Task);

        async Task RunAsync()
        {
            using (worker)
            {
                await worker.RunAsync(() => ready.TrySetResult(), stop);
            }
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
