using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using TuiSetup.Backends.Fleet;
using TuiSetup.Backends.Fleet.Celery;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Backends.Fleet;

/// <summary>A fleet of a thousand on one broker.</summary>
[Collection(RabbitFixture.Name)]
public sealed class ManyWorkersTests(RabbitFixture fixture)
{
    private const int Workers = 1000;

    /// <summary>With the buffers of its connection, and generously.</summary>
    private const int MostKilobytesEach = 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Each_of_a_thousand_workers_gets_its_task_once_answers_and_hears_commands()
    {
        using var folder = new TempFolder();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var crowd = await WorkerCrowd.StartAsync(fixture.Broker.Url, folder.Path, Workers);
        Assert.InRange((GC.GetTotalMemory(forceFullCollection: true) - before) / 1024 / Workers, 0, MostKilobytesEach);

        var broker = BrokerEndpoint.Read(fixture.Broker.Url, _ => null);
        var store = new JobStore(folder["operator"], TimeProvider.System);
        var job = store.Create(new JobTemplate(FleetNames.PingTask, "ping", []), [.. crowd.Names.Select(name => new JobHost(name, ImmutableDictionary<string, string>.Empty))]);
        var end = await new FleetDispatcher(broker, store, _ => null, _ => { }, _ => { }).RunAsync(job, new DispatchOptions { Patience = Patience }, TestContext.Current.CancellationToken);
        Assert.Equal((Workers, 0), (end.Done, end.Failed));

        var answers = await AskAsync(broker, "stats");
        Assert.Equal(crowd.Names.Select(FleetNames.Node), answers.Keys.Order(StringComparer.Ordinal));
        Assert.All(answers.Values, stats => Assert.Equal(1, (int?)stats["total"]![FleetNames.PingTask]));
        Assert.All((await AskAsync(broker, "ping")).Values, pong => Assert.Equal("pong", (string?)pong["ok"]));
    }

    private static async Task<IReadOnlyDictionary<string, JObject>> AskAsync(BrokerEndpoint broker, string method)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var connection = await new BrokerConnector(broker, BrokerPassword.Find(broker, _ => null), "test").ConnectAsync(cancel);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancel);
        return await new ControlCall(channel, TimeProvider.System) { Patience = Patience }.SendAsync(new ControlRequest(method, []), Workers, cancel);
    }
}
