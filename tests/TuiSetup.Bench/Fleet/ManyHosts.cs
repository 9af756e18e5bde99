using System.Collections.Immutable;
using System.Globalization;
using TuiSetup.Backends.Fleet;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Bench;

/// <summary>A thousand workers, each with a name, a state folder and a connection of its own, in this one process; and one job for all of them.</summary>
internal static class ManyHosts
{
    private const int Hosts = 1000;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5), Patience = TimeSpan.FromMinutes(2);

    public static async Task<IReadOnlyList<Target>> RunAsync(RabbitMq broker, Workspace workspace)
    {
        var pid = await broker.PidAsync();
        var before = ProcFacts.MegabytesOf(pid).Rss;
        var endpoint = BrokerEndpoint.Read(broker.Url, _ => null);
        var began = TimeProvider.System.GetTimestamp();
        await using var crowd = await WorkerCrowd.StartAsync(broker.Url, workspace.Folder, Hosts);
        var startTime = TimeProvider.System.GetElapsedTime(began);
        await Task.Delay(Settling, TimeProvider.System);
        var perHost = (ProcFacts.MegabytesOf(pid).Rss - before) * 1024 / Hosts;

        began = TimeProvider.System.GetTimestamp();
        var store = new JobStore(Path.Combine(workspace.Folder, "many-operator"), TimeProvider.System);
        var hosts = crowd.Names.Select(name => new JobHost(name, ImmutableDictionary<string, string>.Empty.Add("host", name))).ToImmutableArray();
        var job = store.Create(new JobTemplate(FleetNames.PingTask, "ping", new()), hosts);
        var progress = await new FleetDispatcher(endpoint, store, _ => null, _ => { }, _ => { }).RunAsync(job, new DispatchOptions { Patience = Patience }, CancellationToken.None);
        var jobTime = TimeProvider.System.GetElapsedTime(began);

        Output.Heading($"Fleet: {Hosts} workers on one broker");
        var table = new TextTable("", "measured");
        table.Add("seconds until all of them take tasks", Text($"{startTime.TotalSeconds:0.0}"));
        table.Add("KB of the broker's memory for each", Text($"{perHost:0}"));
        table.Add("seconds for a job for all of them, each answer written to the disk", Text($"{jobTime.TotalSeconds:0.0}"));
        table.Print();
        return [new Target($"Fleet: all of {Hosts} hosts answer one job", Text($"{progress.Done}"), progress.Done == Hosts)];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
