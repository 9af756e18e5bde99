using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Fleet;

/// <summary>Results and chords in redis, shared with Python's Celery in both directions.</summary>
[Collection(RabbitFixture.Name)]
public sealed class RedisTests(RabbitFixture fixture) : IAsyncLifetime
{
    private readonly FleetHost _host = new(fixture.Broker.Url);
    private RedisServer _redis = null!;
    private PythonCelery _python = null!;

    private string Ping => $$"""["tuisetup.ping", [], {}, "{{_host.Queue}}"]""";

    private string Nothing => $$"""["tuisetup.undo", ["nothing"], {}, "{{_host.Queue}}"]""";

    private string Lab(string task, string args = "[]") => $$"""["lab.{{task}}", {{args}}, {}, "lab.{{_host.Name}}"]""";

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _python = new PythonCelery(fixture.Broker.CeleryUrl, _redis.CeleryUrl);
        _host["TUISETUP_REDIS_PASSWORD"] = RedisServer.Password;
        await _host.StartWorkerAsync("--result-backend", _redis.Url, "--concurrency", "2");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task A_result_is_kept_for_a_day_and_any_process_can_read_it()
    {
        var end = await CallAsync("tuisetup.ping");
        Assert.Equal(("SUCCESS", "pong"), ((string?)end["state"], (string?)end["result"]));
        var later = JObject.Parse((await _python.AskAsync("later", (string)end["id"]!))[0]);
        Assert.Equal("pong", (string?)later["result"]);
        Assert.Matches(@"^\d{4}-\d\d-\d\d ", (string?)later["date_done"]);
        Assert.InRange(int.Parse(await _redis.AskAsync("TTL", $"celery-task-meta-{end["id"]}")), 86_000, 86_400);

        var failed = await CallAsync("tuisetup.undo", """{"run": "nothing"}""");
        Assert.Equal(("FAILURE", "ValueError"), ((string?)failed["state"], (string?)failed["type"]));
    }

    [Fact]
    public async Task A_group_and_a_chain_go_through_redis()
    {
        await using var worker = await _python.StartWorkerAsync("lab." + _host.Name);
        Assert.Equal("""["pong", "pong", "pong"]""", (await _python.AskAsync("group", _host.Queue, "tuisetup.ping", "3"))[0]);
        Assert.Equal("""python got "pong" """.Trim(), (string?)JToken.Parse((await _python.AskAsync("chain", $"[{Ping}, {Lab("describe")}]"))[0]));
    }

    [Fact]
    public async Task A_chord_runs_with_its_parts_here_and_its_body_in_Python_and_the_other_way_round()
    {
        await using var worker = await _python.StartWorkerAsync("lab." + _host.Name);
        await ChordAsync($"[{Ping}, {Ping}, {Ping}]", Lab("collect"), """{"count":3,"values":["pong","pong","pong"]}""");
        await ChordAsync($"[{Lab("add", "[1, 2]")}, {Lab("add", "[3, 4]")}]", $$"""["tuisetup.ping", [], {"ignored": 1}, "{{_host.Queue}}"]""", "pong");
        await ChordAsync($"[{Ping}, {Lab("add", "[3, 4]")}, {Ping}]", Lab("collect"), """{"count":3,"values":["pong",7,"pong"]}""");
        Assert.Equal("", await _redis.AskAsync("KEYS", "celery-taskset-meta-*"));
    }

    [Fact]
    public async Task A_part_of_a_chord_may_be_a_chain_or_a_group_and_so_may_its_body()
    {
        await using var worker = await _python.StartWorkerAsync("lab." + _host.Name);
        await ChordAsync($"[[{Ping}, {Lab("describe")}], [{Lab("add", "[1, 2]")}, {Ping}], {Ping}]", Lab("collect"), """{"count":3,"values":["python got \"pong\"","pong","pong"]}""");
        await ChordAsync($"[{Ping}, {Ping}]", $"[{Lab("collect")}, {Lab("describe")}]", "python got {\"count\": 2, \"values\": [\"pong\", \"pong\"]}");
        await ChordAsync($"""[["group", {Ping}, {Ping}], {Ping}]""", Lab("collect"), """{"count":3,"values":["pong","pong","pong"]}""");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_chord_of_which_a_part_fails_fails_in_Celerys_words(bool isChain)
    {
        await using var worker = await _python.StartWorkerAsync("lab." + _host.Name);
        var end = await ChordAsync(isChain ? $"[[{Nothing}, {Ping}], {Ping}]" : $"[{Ping}, {Nothing}]", Lab("collect"));
        Assert.Equal(("FAILURE", "ChordError"), ((string?)end["state"], (string?)end["type"]));
        Assert.Matches(@"^Dependency [0-9a-f-]{36} raised ValueError\(", (string?)end["args"]![0]);

        end = await ChordAsync($"[{Lab("fail", """["no"]""")}, {Ping}]", Lab("collect"));
        Assert.Equal(("FAILURE", "ChordError"), ((string?)end["state"], (string?)end["type"]));
        Assert.EndsWith("raised ValueError('no')", (string?)end["args"]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_redis_is_away_results_wait_and_none_is_lost()
    {
        await _redis.StopAsync();
        var sent = fixture.Python.Start("call", _host.Queue, "tuisetup.ping", "[]", "{}");
        await _host.Worker.WaitForStderrLine(line => line.Contains("results wait meanwhile", StringComparison.Ordinal));

        // Who asked by a queue is told all the same; the one in redis comes when redis does.
        await sent.WaitForStdoutLine(line => line.Contains("pong", StringComparison.Ordinal));
        var id = (string)JObject.Parse(sent.StdoutLines[^1])["id"]!;
        await sent.DisposeAsync();
        await _redis.StartAgainAsync();
        Assert.Equal("pong", (string?)JObject.Parse((await _python.AskAsync("later", id))[0])["result"]);
    }

    [Fact]
    public async Task A_worker_stops_though_redis_is_away_and_gives_the_task_back()
    {
        await _redis.StopAsync();
        await using var sent = fixture.Python.Start("call", _host.Queue, "tuisetup.ping", "[]", "{}");
        await sent.WaitForStdoutLine(line => line.Contains("pong", StringComparison.Ordinal));
        var id = (string)JObject.Parse(sent.StdoutLines[^1])["id"]!;
        Assert.Equal(0, await _host.StopWorkerAsync());

        await _redis.StartAgainAsync();
        await _host.StartWorkerAsync("--result-backend", _redis.Url);
        Assert.Equal("pong", (string?)JObject.Parse((await _python.AskAsync("later", id))[0])["result"]);
    }

    [Fact]
    public async Task The_certificate_of_redis_is_verified()
    {
        using var folder = new TempFolder();
        using var authority = new Authority(folder.Path, "redis");
        using var stranger = new Authority(folder.Path, "stranger");
        var (key, certificate) = authority.Issue("localhost", "localhost");
        File.Copy(authority.File, folder["ca.pem"]);
        File.Copy(certificate, folder["cert.pem"]);
        File.Copy(key, folder["key.pem"]);
        await using var redis = await RedisServer.StartAsync(folder.Path);
        await _host.StopWorkerAsync();
        await _host.StartWorkerAsync("--result-backend", $"rediss://localhost:{redis.Port}?ssl_ca_certs={stranger.File}");
        await using var sent = fixture.Python.Start("call", _host.Queue, "tuisetup.ping", "[]", "{}");
        await _host.Worker.WaitForStderrLine(line => line.Contains("no authority of ssl_ca_certs has signed it", StringComparison.Ordinal));

        await _host.StopWorkerAsync();
        await _host.StartWorkerAsync("--result-backend", $"rediss://localhost:{redis.Port}?ssl_ca_certs={authority.File}");
        var python = new PythonCelery(fixture.Broker.CeleryUrl, $"rediss://:{RedisServer.Password}@localhost:{redis.Port}/0?ssl_cert_reqs=required&ssl_ca_certs={authority.File}");
        Assert.Equal("pong", (string?)JObject.Parse((await python.AskAsync("call", _host.Queue, "tuisetup.ping", "[]", "{}"))[^1])["result"]);
    }

    [Theory]
    [InlineData("redis://redis.example/0", "would send the password and all results in clear")]
    [InlineData("redis://:hunter2@127.0.0.1/0", "A password on the command line")]
    [InlineData("rediss://redis.example/0?ssl_cert_reqs=none", "always verified")]
    [InlineData("redis://127.0.0.1/zero", "'zero' is not the number of a database")]
    [InlineData("http://127.0.0.1", "This is not the address of a redis")]
    public async Task An_address_that_gives_something_away_is_refused(string url, string why)
    {
        await using var other = new FleetHost(fixture.Broker.Url);
        var refused = await other.RunAsync("worker", "--name", other.Name, "--result-backend", url);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(why, refused.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refused.Stderr, StringComparison.Ordinal);
    }

    private async Task<JObject> CallAsync(string task, string kwargs = "{}") => JObject.Parse((await _python.AskAsync("call", _host.Queue, task, "[]", kwargs))[^1]);

    private async Task<JObject> ChordAsync(string header, string body) => JObject.Parse((await _python.AskAsync("chord", header, body))[^1]);

    private async Task ChordAsync(string header, string body, string result)
    {
        var end = await ChordAsync(header, body);
        Assert.Equal("SUCCESS", (string?)end["state"]);
        Assert.Equal(result, end["result"] is { Type: JTokenType.String } text ? (string?)text : end["result"]!.ToString(Newtonsoft.Json.Formatting.None));
    }
}
