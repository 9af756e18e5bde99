using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Fleet;

/// <summary>tuisetup jobs canvas: chains, groups and chords over a worker of Python's Celery and one of ours.</summary>
[Collection(RabbitFixture.Name)]
public sealed class CanvasTests(RabbitFixture fixture) : IAsyncLifetime
{
    private readonly FleetHost _host = new(fixture.Broker.Url);
    private RunningProcess _python = null!;

    private string Queue => "lab." + _host.Name;

    public async ValueTask InitializeAsync()
    {
        _python = await fixture.Python.StartWorkerAsync(Queue);
        await _host.StartWorkerAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _python.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_chain_goes_from_worker_to_worker_with_the_result_before_it()
    {
        Assert.Equal("9", await RunAsync($$"""{ "chain": [{{Add(2, 3)}}, {{Call("lab.add", "4")}}] }"""));
        Assert.Equal("python got \"pong\"", await RunAsync($$"""{ "chain": [{{Ping}}, {{Call("lab.describe")}}] }"""));
        Assert.Equal("pong", await RunAsync($$"""{ "chain": [{{Add(2, 3)}}, { "task": "tuisetup.ping", "host": "{{_host.Name}}", "immutable": true }] }"""));
    }

    [Fact]
    public async Task A_group_has_all_results_in_order_and_a_chord_gives_them_to_its_body()
    {
        Assert.Equal("[3,\"pong\",7]", await RunAsync($$"""{ "group": [{{Add(1, 2)}}, {{Ping}}, {{Add(3, 4)}}] }"""));
        Assert.Equal("""{"count":2,"values":[3,"pong"]}""", await RunAsync($$"""{ "chord": [{{Add(1, 2)}}, {{Ping}}], "body": {{Call("lab.collect")}} }"""));
    }

    [Fact]
    public async Task They_stand_within_each_other()
        => Assert.Equal(
            """{"count":2,"values":[13,8]}""",
            await RunAsync($$"""
                { "chain": [ {{Add(1, 2)}},
                             { "group": [ { "chain": [{{Call("lab.add", "4")}}, {{Call("lab.add", "6")}}] }, {{Call("lab.add", "5")}} ] },
                             {{Call("lab.collect")}} ] }
                """));

    [Fact]
    public async Task After_a_failure_nothing_follows_and_it_is_told()
    {
        foreach (var canvas in (string[])[
            $$"""{ "chain": [{{Call("lab.fail", "\"no such switch\"")}}, {{Call("lab.describe")}}] }""",
            $$"""{ "chord": [{{Add(1, 2)}}, {{Call("lab.fail", "\"no such switch\"")}}], "body": {{Call("lab.collect")}} }"""])
        {
            var result = await _host.RunAsync("jobs", "canvas", _host.Write("canvas.json", canvas));
            Assert.Equal((4, ""), (result.ExitCode, result.Stdout));
            Assert.Contains("FAILURE  ValueError: no such switch", result.Stderr, StringComparison.Ordinal);
        }

        var nowhere = await _host.RunAsync("jobs", "canvas", _host.Write("canvas.json", """{ "task": "lab.add", "queue": "nowhere" }"""));
        Assert.Equal(6, nowhere.ExitCode);
        Assert.Contains("There is no queue nowhere", nowhere.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_are_told_at_once_with_their_places()
    {
        var result = await _host.RunAsync("jobs", "canvas", _host.Write("canvas.json", """
            { "chain": [
              { "task": "lab.add", "args": 5 },
              { "chord": [ { "tsak": "lab.add" } ] },
              { "group": [] },
              { "task": "lab.add", "queue": "a", "host": "b" } ] }
            """));

        Assert.Equal(2, result.ExitCode);
        foreach (var told in (string[])["json:2:32: 'args' must be a list.", "json:3:16: 'task' is missing.", "a chord needs a 'body'", "'group' is empty.", "not to both"])
        {
            Assert.Contains(told, result.Stderr, StringComparison.Ordinal);
        }
    }

    private string Ping => $$"""{ "task": "tuisetup.ping", "host": "{{_host.Name}}" }""";

    private string Add(int one, int other) => Call("lab.add", $"{one}, {other}");

    private string Call(string task, string arguments = "") => $$"""{ "task": "{{task}}", "queue": "{{Queue}}", "args": [{{arguments}}] }""";

    private async Task<string> RunAsync(string canvas)
    {
        var result = await _host.RunAsync("jobs", "canvas", _host.Write("canvas.json", canvas));
        Assert.True(result.ExitCode == 0, result.Stderr);
        return JToken.Parse(result.Stdout) is JContainer container ? container.ToString(Newtonsoft.Json.Formatting.None) : JToken.Parse(result.Stdout).ToString();
    }
}
