using System.Collections.Immutable;
using TuiSetup.Backends.Fleet;
using TuiSetup.Core;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;

namespace TuiSetup.Tests.Support;

/// <summary>Many workers in this one process, each with a name, a state folder and a connection of its own.</summary>
internal sealed class WorkerCrowd : IAsyncDisposable
{
    private const int StartedTogether = 16;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), Heartbeat = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];

    private WorkerCrowd(IReadOnlyList<string> names) => Names = names;

    public IReadOnlyList<string> Names { get; }

    /// <summary>All of them take tasks when this returns.</summary>
    public static async Task<WorkerCrowd> StartAsync(string broker, string folder, int count)
    {
        var crowd = new WorkerCrowd([.. Enumerable.Range(1, count).Select(number => $"many{number:0000}")]);
        var endpoint = BrokerEndpoint.Read(broker, _ => null);
        foreach (var batch in crowd.Names.Chunk(StartedTogether))
        {
            await Task.WhenAll(batch.Select(name => crowd.Start(endpoint, Path.Combine(folder, name), name))).WaitAsync(Patience, TimeProvider.System);
        }

        return crowd;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running).WaitAsync(Patience, TimeProvider.System);
        _stop.Dispose();
    }

    /// <summary>Complete when it takes tasks.</summary>
    private Task Start(BrokerEndpoint broker, string folder, string name)
    {
        var runs = new RunStore(folder, TimeProvider.System);
        static IBackend Nothing(string backend) => throw new InvalidOperationException(backend);
        var machine = new FleetMachine
        {
            Runs = runs,
            Engine = new Engine(runs, Nothing),
            Backends = ImmutableDictionary<string, IBackend>.Empty,
            Wizard = wizard => throw new InvalidOperationException(wizard),
            MakePlan = (_, _, _) => Task.FromResult<(Plan?, IReadOnlyList<Problem>)>((null, [])),
            Questions = () => RunQuestions.None,
            Log = _ => { },
            StateFolder = folder,
            Time = TimeProvider.System,
        };
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var worker = new FleetWorker(broker, new WorkerOptions(name) { Heartbeat = Heartbeat }, machine, _ => null, _ => { });
        _running.Add(RunAsync());
        return ready.Task;

        async Task RunAsync()
        {
            await using (worker)
            {
                await worker.RunAsync(() => ready.TrySetResult(), _ => { }, _stop.Token);
            }
        }
    }
}
