using Newtonsoft.Json.Linq;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Fleet;

/// <summary>Python's Celery sends, inspects and controls; our worker carries out.</summary>
[Collection(RabbitFixture.Name)]
public sealed class PythonCallsUsTests(RabbitFixture fixture) : IAsyncLifetime
{
    private readonly FleetHost _host = new(fixture.Broker.Url);

    public async ValueTask InitializeAsync() => await _host.StartWorkerAsync("--concurrency", "2");

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_task_is_called_and_its_result_comes_back()
    {
        var end = await CallAsync("tuisetup.ping");
        Assert.Equal(("SUCCESS", "pong"), ((string?)end["state"], (string?)end["result"]));
    }

    [Fact]
    public async Task A_group_and_a_chain_run_through_our_worker()
    {
        Assert.Equal("""["pong", "pong", "pong"]""", (await fixture.Python.AskAsync("group", _host.Queue, "tuisetup.ping", "3"))[0]);

        await using var python = await fixture.Python.StartWorkerAsync("lab." + _host.Name);
        var parts = $$"""[["tuisetup.ping", [], {}, "{{_host.Queue}}"], ["lab.describe", [], {}, "lab.{{_host.Name}}"]]""";
        Assert.Equal("""python got "pong" """.Trim(), (string?)JToken.Parse((await fixture.Python.AskAsync("chain", parts))[0]));
    }

    [Fact]
    public async Task A_task_that_is_not_there_fails_as_with_Celery_and_is_buried()
    {
        var end = await CallAsync("tuisetup.nothing");
        Assert.Equal(("FAILURE", "NotRegistered"), ((string?)end["state"], (string?)end["type"]));
        await BuriedAsync("there is no task 'tuisetup.nothing'");
    }

    [Theory]
    [InlineData("tuisetup.plan", """{"wizard": "ovs-mirror", "answers": {}}""", "ProblemError", "bridge: Bridge: an answer is needed")]
    [InlineData("tuisetup.plan", """{"wizard": "../../etc/passwd", "answers": {}}""", "ValueError", "must be the name of a wizard")]
    [InlineData("tuisetup.plan", """{"wizzard": "ovs-mirror"}""", "TypeError", "no argument 'wizzard'")]
    [InlineData("tuisetup.plan", """{"wizard": "ovs-mirror", "answers": {"bridge": {"file": "/etc/shadow"}}}""", "ProblemError", "Only a secret")]
    [InlineData("tuisetup.plan", """{"wizard": "vsphere-pvlan", "answers": {"password": {"file": "/etc/shadow"}}}""", "ProblemError", "its own credentials alone")]
    [InlineData("tuisetup.facts", """{"wizard": "ovs-mirror"}""", "BackendError", "cannot be reached")]
    [InlineData("tuisetup.undo", """{"run": "../../x"}""", "ValueError", "There is no run")]
    [InlineData("tuisetup.apply", """{"plan": {"steps": []}}""", "ProblemError", "'wizard' is missing")]
    [InlineData("tuisetup.verify", """{"plan": 7}""", "TypeError", "must be an object")]
    public async Task A_failure_has_a_type_and_says_what_to_do(string task, string kwargs, string type, string message)
    {
        var end = await CallAsync(task, kwargs);
        Assert.Equal(("FAILURE", type), ((string?)end["state"], (string?)end["type"]));
        Assert.Contains(message, (string?)end["args"]![0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text", "not JSON")]
    [InlineData("two", "not [args, kwargs, embed]")]
    [InlineData("pickle", "only application/json")]
    [InlineData("v1", "only message protocol 2")]
    [InlineData("no-id", "no header 'id'")]
    [InlineData("eta", "'eta' is not a time")]
    [InlineData("large", "is larger than")]
    [InlineData("deep", "not JSON")]
    [InlineData("bomb", "once it is inflated")]
    public async Task A_message_that_makes_no_sense_is_buried_with_the_reason_and_harms_nobody(string message, string reason)
    {
        var lines = await fixture.Python.AskAsync("raw", _host.Queue, message);
        if (lines.Length > 1)
        {
            Assert.Equal(("FAILURE", "InvalidTaskError"), ((string?)JObject.Parse(lines[1])["status"], (string?)JObject.Parse(lines[1])["result"]!["exc_type"]));
        }

        await _host.Worker.WaitForStderrLine(line => line.Contains("is refused", StringComparison.Ordinal));
        await BuriedAsync(reason);
        Assert.Equal("pong", (string?)(await CallAsync("tuisetup.ping"))["result"]);
    }

    [Fact]
    public async Task Compressed_delayed_and_expired_tasks_are_understood()
    {
        Assert.Equal("pong", (string?)(await CallAsync("tuisetup.ping", "{}", """{"compression": "gzip"}"""))["result"]);
        Assert.Equal("pong", (string?)(await CallAsync("tuisetup.ping", "{}", """{"countdown": 1}"""))["result"]);
        Assert.Equal("pong", (string?)(await CallAsync("tuisetup.ping", "{}", """{"countdown": 6}"""))["result"]);

        var expired = await CallAsync("tuisetup.ping", "{}", """{"countdown": 2, "expires": 1}""");
        Assert.Equal(("REVOKED", "TaskRevokedError", "expired"), ((string?)expired["state"], (string?)expired["type"], (string?)expired["args"]![0]));
    }

    [Fact]
    public async Task A_task_that_was_revoked_is_not_carried_out_not_even_by_a_worker_that_starts_later()
    {
        var id = Guid.NewGuid().ToString();
        Assert.Contains("tasks flagged as revoked", (await fixture.Python.AskAsync("revoke", id))[0], StringComparison.Ordinal);
        await _host.StopWorkerAsync();
        await _host.StartWorkerAsync();
        var end = await CallAsync("tuisetup.ping", "{}", $$"""{"task_id": "{{id}}"}""");
        Assert.Equal(("REVOKED", "TaskRevokedError"), ((string?)end["state"], (string?)end["type"]));
    }

    [Fact]
    public async Task A_worker_that_mingles_learns_from_Pythons_what_was_revoked_while_it_was_not_there()
    {
        await using var python = await fixture.Python.StartWorkerAsync("lab." + _host.Name);
        await _host.StopWorkerAsync();
        var id = Guid.NewGuid().ToString();
        await fixture.Python.AskAsync("revoke", id);
        await _host.StartWorkerAsync("--mingle");
        var end = await CallAsync("tuisetup.ping", "{}", $$"""{"task_id": "{{id}}"}""");
        Assert.Equal(("REVOKED", "TaskRevokedError"), ((string?)end["state"], (string?)end["type"]));
    }

    [Theory]
    [InlineData("ping", "pong")]
    [InlineData("registered", "tuisetup.apply")]
    [InlineData("active_queues", "tuisetup.host.")]
    [InlineData("stats", "max-concurrency\": 2")]
    [InlineData("active", "[]")]
    [InlineData("reserved", "[]")]
    [InlineData("conf", "task_acks_late")]
    public async Task It_can_be_inspected(string method, string answer)
        => Assert.Contains(answer, JObject.Parse((await fixture.Python.AskAsync("inspect", method))[0])[_host.Node]!.ToString(Newtonsoft.Json.Formatting.Indented), StringComparison.Ordinal);

    [Fact]
    public async Task It_tells_of_itself_and_of_tasks_when_someone_listens()
    {
        await _host.StopWorkerAsync();
        await using var listener = fixture.Python.Start("events", "20");
        await listener.WaitForStdoutLine(line => line.Contains("listening", StringComparison.Ordinal));
        await _host.StartWorkerAsync("--task-events", "--heartbeat", "1");
        await CallAsync("tuisetup.ping");
        foreach (var type in (string[])["worker-online", "worker-heartbeat", "task-received", "task-started", "task-succeeded"])
        {
            await listener.WaitForStdoutLine(line => line.Contains($"\"{type}\"", StringComparison.Ordinal) && line.Contains(_host.Node, StringComparison.Ordinal));
        }

        await _host.StopWorkerAsync();
        await listener.WaitForStdoutLine(line => line.Contains("\"worker-offline\"", StringComparison.Ordinal) && line.Contains(_host.Node, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Celery_shuts_it_down()
    {
        await fixture.Python.AskAsync("shutdown", _host.Node);
        Assert.Equal(0, await _host.Worker.WaitForExitAsync(cancel: TestContext.Current.CancellationToken));
        Assert.Contains(_host.Worker.StderrLines, line => line.Contains("has stopped", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_worker_of_the_same_name_waits_until_the_first_is_gone()
    {
        await using var other = new FleetHost(fixture.Broker.Url, name: _host.Name);
        other.BeginWorker();
        await other.Worker.WaitForStderrLine(line => line.Contains("Another worker takes from", StringComparison.Ordinal));
        Assert.Equal(0, await _host.StopWorkerAsync());
        await other.Worker.WaitForStderrLine(line => line.Contains("is ready", StringComparison.Ordinal), TimeSpan.FromSeconds(60));
        Assert.Equal("pong", (string?)(await CallAsync("tuisetup.ping"))["result"]);
    }

    private async Task<JObject> CallAsync(string task, string kwargs = "{}", string options = "{}")
        => JObject.Parse((await fixture.Python.AskAsync("call", _host.Queue, task, "[]", kwargs, options))[^1]);

    /// <summary>The newest message among the dead is ours, because tests of one broker go one by one and each takes its own.</summary>
    private async Task BuriedAsync(string reason)
    {
        for (var tries = 0; tries < 50; tries++)
        {
            var dead = JToken.Parse((await fixture.Python.AskAsync("peek", "tuisetup.dead"))[0]);
            if ((string?)dead.SelectToken("headers.tuisetup_queue") == _host.Queue)
            {
                Assert.Contains(reason, (string?)dead.SelectToken("headers.tuisetup_reason"), StringComparison.Ordinal);
                Assert.InRange((int)dead["bytes"]!, 1, 65536);
                return;
            }
        }

        Assert.Fail("nothing was buried");
    }
}
