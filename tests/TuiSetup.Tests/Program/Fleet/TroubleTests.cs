using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Fleet;

/// <summary>Workers and brokers die in the middle: no plan is lost, and none is applied twice.</summary>
[Collection(RabbitFixture.Name)]
public sealed class TroubleTests(RabbitFixture fixture) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private OvsLab _lab = null!;
    private FleetHost _host = null!;
    private readonly FleetHost _operator = new(fixture.Broker.Url);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _lab = await OvsLab.StartAsync(1);
        _host = new FleetHost(fixture.Broker.Url, _lab);
    }

    public async ValueTask DisposeAsync()
    {
        await _operator.DisposeAsync();
        await _host.DisposeAsync();
        await _lab.DisposeAsync();
        await fixture.Broker.StartAsync();
    }

    [Theory]
    [InlineData("BeforeTransaction")]
    [InlineData("BeforeAnswer")]
    public async Task A_worker_that_is_killed_in_the_middle_of_a_change_finishes_it_when_it_is_there_again(string stop)
    {
        var socket = Path.Combine(_host.Folder, "db.sock");
        await using var job = await BeginStuckAsync(socket, stop);
        await _host.KillWorkerAsync();
        File.Delete(socket);
        File.CreateSymbolicLink(socket, _lab.DatabaseSocket);
        await _host.StartWorkerAsync("--ovs", "unix:" + socket);

        Assert.Equal(0, await job.WaitForExitAsync(Patience, Cancel));
        Assert.Equal("done", (string?)JObject.Parse(job.StdoutLines[^1])["hosts"]![0]!["message"]);
        Assert.Single((await _lab.VsctlAsync("--bare", "--columns=name", "list", "mirror")).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var run = Assert.Single(JArray.Parse((await _host.RunAsync("history", "--json")).Stdout));
        Assert.Equal("done", (string?)run["status"]);
    }

    [Fact]
    public async Task A_change_that_is_under_way_is_stopped_by_a_revoke_and_takes_itself_back()
    {
        _lab.Kill("ovs-vswitchd");
        await _host.StartWorkerAsync();
        await using var job = _operator.Start("dispatch", "ovs-mirror", "--answers", Answers(), "--hosts", _host.Name, "--json");
        await job.WaitForStdoutLine(line => line.Contains("waiting for ovs-vswitchd", StringComparison.Ordinal), Patience);
        var id = (string)JObject.Parse(job.StdoutLines[0])["job"]!;
        var revoked = await _operator.RunAsync("jobs", "revoke", id, "--terminate");
        Assert.Equal(0, revoked.ExitCode);
        await _lab.RestoreAsync();

        Assert.Equal(1, await job.WaitForExitAsync(Patience, Cancel));
        Assert.Equal("REVOKED", (string?)JObject.Parse(job.StdoutLines[^1])["hosts"]![0]!["state"]);
        Assert.Equal("", await _lab.VsctlAsync("list", "mirror"));
    }

    [Fact]
    public async Task SIGTERM_finishes_what_is_in_hand_and_gives_back_what_is_not_begun()
    {
        _lab.Kill("ovs-vswitchd");
        await _host.StartWorkerAsync();
        await using var first = _operator.Start("dispatch", "ovs-mirror", "--answers", Answers(), "--hosts", _host.Name, "--json");
        await first.WaitForStdoutLine(line => line.Contains("waiting for ovs-vswitchd", StringComparison.Ordinal), Patience);
        var second = await _operator.RunAsync("dispatch", "ovs-mirror", "--answers", Answers("other"), "--hosts", _host.Name, "--no-wait");
        _host.Worker.Signal(15);
        await _lab.RestoreAsync();

        Assert.Equal(0, await _host.Worker.WaitForExitAsync(Patience, Cancel));
        Assert.Equal(0, await first.WaitForExitAsync(Patience, Cancel));
        Assert.DoesNotContain("other", await _lab.VsctlAsync("list", "mirror"), StringComparison.Ordinal);
        await _host.StartWorkerAsync();
        Assert.Equal(0, (await _operator.RunAsync("jobs", "follow", second.Stdout.Trim())).ExitCode);
        Assert.Contains("other", await _lab.VsctlAsync("list", "mirror"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_broker_that_dies_and_comes_back_loses_no_job(bool kill)
    {
        _lab.Kill("ovs-vswitchd");
        await _host.StartWorkerAsync();
        await using var job = _operator.Start("dispatch", "ovs-mirror", "--answers", Answers(), "--hosts", _host.Name, "--json");
        await job.WaitForStdoutLine(line => line.Contains("waiting for ovs-vswitchd", StringComparison.Ordinal), Patience);
        await (kill ? fixture.Broker.KillAsync() : fixture.Broker.StopAsync());

        // The change ends while nobody can be told; the journal has it.
        await _host.Worker.WaitForStderrLine(line => line.Contains("The session with the broker is over", StringComparison.Ordinal), Patience);
        await _lab.RestoreAsync();
        await _host.Worker.WaitForStderrLine(line => line.Contains("could not be sent", StringComparison.Ordinal), Patience);
        Assert.Equal("done", (string?)JArray.Parse((await _host.RunAsync("history", "--json")).Stdout)[0]["status"]);

        await fixture.Broker.StartAsync();
        await EndsAsync(job);
        Assert.Single(JArray.Parse((await _host.RunAsync("history", "--json")).Stdout));
        Assert.Contains("ids", await _lab.VsctlAsync("list", "mirror"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_waits_for_a_broker_that_is_not_there_yet()
    {
        await fixture.Broker.StopAsync();
        _host.BeginWorker();
        await _host.Worker.WaitForStderrLine(line => line.Contains("cannot be reached", StringComparison.Ordinal) && line.Contains("It is tried again", StringComparison.Ordinal), Patience);
        var away = await _operator.RunAsync("dispatch", "ovs-mirror", "--answers", Answers(), "--hosts", _host.Name);
        Assert.Equal(6, away.ExitCode);

        await fixture.Broker.StartAsync();
        await _host.Worker.WaitForStderrLine(line => line.Contains("is ready", StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task What_a_killed_worker_left_half_done_is_finished_also_while_the_broker_is_away()
    {
        var socket = Path.Combine(_host.Folder, "db.sock");
        await using var job = await BeginStuckAsync(socket, "BeforeTransaction");
        await _host.KillWorkerAsync();
        await fixture.Broker.StopAsync();
        File.Delete(socket);
        File.CreateSymbolicLink(socket, _lab.DatabaseSocket);
        _host.BeginWorker("--ovs", "unix:" + socket);
        await _host.Worker.WaitForStderrLine(line => line.Contains("was interrupted, and is finished", StringComparison.Ordinal), Patience);
        Assert.Contains("ids", await _lab.VsctlAsync("list", "mirror"), StringComparison.Ordinal);

        await fixture.Broker.StartAsync();
        await EndsAsync(job);
    }

    [Fact]
    public async Task A_broker_that_is_full_is_told_and_waited_for()
    {
        await _host.StartWorkerAsync();
        await fixture.Broker.CtlAsync("set_vm_memory_high_watermark", "0.00001");
        await using var job = _operator.Start("dispatch", "ovs-mirror", "--answers", Answers(), "--hosts", _host.Name);
        await job.WaitForStderrLine(line => line.Contains("takes no messages now", StringComparison.Ordinal), Patience);
        await fixture.Broker.CtlAsync("set_vm_memory_high_watermark", "0.4");
        Assert.Equal(0, await job.WaitForExitAsync(Patience, Cancel));
    }

    [Fact]
    public async Task A_task_that_comes_twice_is_applied_once()
    {
        await _host.StartWorkerAsync();
        var id = Guid.NewGuid().ToString();
        const string arguments = """{"wizard": "ovs-mirror", "answers": {"bridge": "br0", "name": "ids", "select_src_port": ["v-h1"], "output_port": "v-mon"}}""";
        for (var time = 0; time < 2; time++)
        {
            var end = JObject.Parse((await fixture.Python.AskAsync("call", _host.Queue, "tuisetup.apply", "[]", arguments, $$"""{"task_id": "{{id}}"}"""))[^1]);
            Assert.Equal(("SUCCESS", "done"), ((string?)end["state"], (string?)end["result"]!["outcome"]));
        }

        Assert.Single(JArray.Parse((await _host.RunAsync("history", "--json")).Stdout));
    }

    [Fact]
    public async Task A_plan_that_python_asks_for_can_be_chained_to_its_apply()
    {
        await _host.StartWorkerAsync();
        var parts = $$"""
            [["tuisetup.plan", ["ovs-mirror", {"bridge": "br0", "name": "ids", "select_src_port": ["v-h1"], "output_port": "v-mon"}], {}, "{{_host.Queue}}"],
             ["tuisetup.apply", [], {}, "{{_host.Queue}}"]]
            """;
        Assert.Equal("done", (string?)JObject.Parse((await fixture.Python.AskAsync("chain", parts))[0])["outcome"]);
        Assert.Contains("ids", await _lab.VsctlAsync("list", "mirror"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_the_broker_closes_alone_is_opened_again()
    {
        await _host.StartWorkerAsync();
        await fixture.Broker.CtlAsync("delete_queue", _host.Queue);
        await _host.Worker.WaitForStderrLine(line => line.Contains("took the queue", StringComparison.Ordinal), Patience);
        Assert.Equal("pong", (string?)JObject.Parse((await fixture.Python.AskAsync("call", _host.Queue, "tuisetup.ping", "[]", "{}"))[^1])["result"]);
    }

    /// <summary>Waits for the end of a job that is to be good, and tells what its worker said if it does not come.</summary>
    private async Task EndsAsync(RunningProcess job)
    {
        try
        {
            Assert.Equal(0, await job.WaitForExitAsync(Patience, Cancel));
        }
        catch (TimeoutException late)
        {
            Assert.Fail($"{late.Message}\nIts worker said:\n{string.Join('\n', _host.Worker.StderrLines)}");
        }
    }

    /// <summary>A dispatched job whose worker stands still in the middle of its change.</summary>
    private async Task<RunningProcess> BeginStuckAsync(string socket, string stop)
    {
        using var proxy = new OvsdbProxy(socket, _lab.DatabaseSocket, Enum.Parse<ProxyStop>(stop));
        await _host.StartWorkerAsync("--ovs", proxy.Address);
        var job = _operator.Start("dispatch", "ovs-mirror", "--answers", Answers(), "--hosts", _host.Name, "--json");
        await proxy.Reached.WaitAsync(Patience, TimeProvider.System, Cancel);
        return job;
    }

    private string Answers(string name = "ids")
        => _operator.Write($"{name}.json", $$"""{ "wizard": "ovs-mirror", "answers": { "bridge": "br0", "name": "{{name}}", "select_src_port": ["v-h1"], "output_port": "v-mon" } }""");
}
