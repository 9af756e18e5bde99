using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Fleet;

/// <summary>One job on three machines, each with an Open vSwitch of its own.</summary>
[Collection(RabbitFixture.Name)]
public sealed class DispatchTests(RabbitFixture fixture) : IAsyncLifetime
{
    private const string Answers = """{ "wizard": "ovs-mirror", "answers": { "bridge": "br0", "name": "ids-${host}", "select_src_port": ["${port}"], "output_port": "v-mon", "snaplen": "${length}" } }""";

    private readonly List<OvsLab> _labs = [];
    private readonly List<FleetHost> _hosts = [];
    private readonly FleetHost _operator = new(fixture.Broker.Url);

    private string HostFile => _operator.Write("hosts.txt", string.Concat(_hosts.Select(host => $"{host.Name} port=v-h1 length=96 # a switch\n")));

    public async ValueTask InitializeAsync()
    {
        _labs.AddRange(await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => OvsLab.StartAsync(1))));
        foreach (var lab in _labs)
        {
            var host = new FleetHost(fixture.Broker.Url, lab);
            _hosts.Add(host);
            await host.StartWorkerAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _operator.DisposeAsync();
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        foreach (var lab in _labs)
        {
            await lab.DisposeAsync();
        }
    }

    [Fact]
    public async Task Each_host_makes_its_own_plan_applies_it_and_can_take_it_back()
    {
        var dryRun = await DispatchAsync("--dry-run");
        Assert.Equal(0, dryRun.ExitCode);
        Assert.All(await MirrorsAsync(), Assert.Empty);

        var result = await DispatchAsync("--canary", "1", "--json");
        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        var end = Tuisetup.LastLine(result);
        Assert.Equal(("done", 3), ((string?)end["outcome"], (int)end["done"]!));
        var mirrors = await MirrorsAsync();
        for (var index = 0; index < 3; index++)
        {
            Assert.Contains("ids-" + _hosts[index].Name, mirrors[index], StringComparison.Ordinal);
            Assert.Contains("snaplen             : 96", mirrors[index], StringComparison.Ordinal);
        }

        // The first is finished before the others begin.
        var states = result.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(JObject.Parse).Where(line => (string?)line["event"] == "state").ToList();
        Assert.All(states.TakeWhile(state => (string?)state["state"] != "SUCCESS"), state => Assert.Equal(_hosts[0].Name, (string?)state["host"]));
        Assert.Contains(states, state => (string?)state["state"] == "PROGRESS" && (int)state["total"]! == 2);

        var undone = await _operator.RunAsync("jobs", "undo", (string)end["job"]!);
        Assert.True(undone.ExitCode == 0, undone.Stderr);
        Assert.All(await MirrorsAsync(), Assert.Empty);
    }

    [Fact]
    public async Task Nothing_more_is_sent_when_a_canary_fails_and_a_retry_goes_to_those_that_failed()
    {
        await _labs[0].VsctlAsync("del-port", "br0", "v-mon");
        var result = await DispatchAsync("--canary", "1", "--json");
        Assert.Equal(3, result.ExitCode);
        var end = Tuisetup.LastLine(result);
        Assert.Equal(["FAILURE", "NOT SENT", "NOT SENT"], end["hosts"]!.Select(host => (string)host["state"]!));
        Assert.Equal("ProblemError", (string?)end["hosts"]![0]!["exception"]);
        Assert.Contains("no port 'v-mon'", (string?)end["hosts"]![0]!["message"], StringComparison.Ordinal);
        Assert.All(await MirrorsAsync(), Assert.Empty);

        await _labs[0].VsctlAsync("add-port", "br0", "v-mon");
        var again = await _operator.RunAsync("jobs", "retry", (string)end["job"]!, "--json");
        Assert.True(again.ExitCode == 0, again.Stderr);
        Assert.Equal(3, (int)Tuisetup.LastLine(again)["done"]!);
        Assert.All(await MirrorsAsync(), Assert.NotEmpty);
    }

    [Fact]
    public async Task Nobody_waits_and_the_results_are_there_later()
    {
        var sent = await DispatchAsync("--no-wait");
        Assert.Equal(0, sent.ExitCode);
        var job = sent.Stdout.Trim();
        Assert.Equal(0, (await _operator.RunAsync("jobs", "follow", job)).ExitCode);
        Assert.All(await MirrorsAsync(), Assert.NotEmpty);

        var shown = JObject.Parse((await _operator.RunAsync("jobs", "show", job, "--json")).Stdout);
        Assert.Equal((3, 0), ((int)shown["done"]!, (int)shown["failed"]!));
        Assert.Contains($"{job}  3 done  0 failed  0 open  ovs-mirror", (await _operator.RunAsync("jobs", "list")).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_is_for_the_one_switch_that_it_was_made_from()
    {
        var path = Path.Combine(_hosts[1].Folder, "plan.json");
        var answers = _hosts[1].Write("answers.json", """{ "wizard": "ovs-mirror", "answers": { "bridge": "br0", "name": "ids", "select_src_port": ["v-h1"], "output_port": "v-mon" } }""");
        Assert.Equal(0, (await _hosts[1].RunAsync("plan", "ovs-mirror", "--answers", answers, "--out", path)).ExitCode);

        // The address is where each host has its own switch; here they share one machine.
        var plan = JObject.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        plan["target"]!["address"] = _labs[0].Address;
        var elsewhere = _operator.Write("elsewhere.json", plan.ToString());
        var refused = await _operator.RunAsync("dispatch", elsewhere, "--hosts", _hosts[0].Name);
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("not the Open vSwitch that the plan was made for", refused.Stdout, StringComparison.Ordinal);

        Assert.Equal(0, (await _operator.RunAsync("dispatch", path, "--hosts", _hosts[1].Name)).ExitCode);
        Assert.Equal(0, (await _operator.RunAsync("dispatch", path, "--hosts", _hosts[1].Name, "--dry-run")).ExitCode);
        Assert.Contains("ids", (await MirrorsAsync())[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_never_was_is_told_and_one_that_is_away_is_waited_for()
    {
        Assert.Equal(0, await _hosts[2].StopWorkerAsync());
        var nobody = await _operator.RunAsync("dispatch", "ovs-mirror", "--answers", PlainAnswers(), "--hosts", "nobody-" + _operator.Name);
        Assert.Equal(6, nobody.ExitCode);
        Assert.Contains("no worker of this name has ever been there", nobody.Stdout, StringComparison.Ordinal);

        var away = await _operator.RunAsync("dispatch", "ovs-mirror", "--answers", PlainAnswers(), "--hosts", _hosts[2].Name, "--timeout", "2");
        Assert.Equal(6, away.ExitCode);
        Assert.Contains("1 not ended", away.Stdout, StringComparison.Ordinal);
        Assert.Empty((await MirrorsAsync())[2]);

        var job = (await _operator.RunAsync("jobs", "list")).Stdout.Split(' ', '\n')[0];
        await _hosts[2].StartWorkerAsync();
        Assert.Equal(0, (await _operator.RunAsync("jobs", "follow", job)).ExitCode);
        Assert.NotEmpty((await MirrorsAsync())[2]);
    }

    [Theory]
    [InlineData("classic")]
    [InlineData("quorum")]
    public async Task A_revoke_holds_for_a_worker_that_is_not_there(string queueType)
    {
        await using var host = new FleetHost(fixture.Broker.Url, _labs[2]);
        await host.StartWorkerAsync("--queue-type", queueType);
        Assert.Contains(queueType, (await fixture.Broker.CtlAsync("list_queues", "name", "type")).Split('\n').Single(line => line.StartsWith(host.Queue, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(0, await host.StopWorkerAsync());
        var sent = await _operator.RunAsync("dispatch", "ovs-mirror", "--answers", PlainAnswers(), "--hosts", host.Name, "--no-wait");
        var job = sent.Stdout.Trim();
        var revoked = await _operator.RunAsync("jobs", "revoke", job);
        Assert.Equal(0, revoked.ExitCode);
        Assert.Contains($"{host.Name}  its worker is not there, and reads it before it takes a task", revoked.Stdout, StringComparison.Ordinal);

        await host.StartWorkerAsync("--queue-type", queueType);
        Assert.Equal(1, (await _operator.RunAsync("jobs", "follow", job)).ExitCode);
        Assert.Contains("REVOKED", (await _operator.RunAsync("jobs", "show", job)).Stdout, StringComparison.Ordinal);
        Assert.Empty((await MirrorsAsync())[2]);
        Assert.Equal(0, (await _operator.RunAsync("jobs", "send", "tuisetup.ping", "--to", host.Name)).ExitCode);
    }

    [Fact]
    public async Task Mistakes_are_told_all_at_once_before_anything_is_sent()
    {
        var answers = _operator.Write("bad.json", """{ "wizard": "ovs-mirror", "answers": { "bridge": "br0", "name": "a b", "colour": "${shade}", "snaplen": 3 } }""");
        var hosts = _operator.Write("bad.txt", "sw1 shade=red\nsw1\nsw/2 shade\n");
        var list = await _operator.RunAsync("dispatch", "ovs-mirror", "--answers", answers, "--hosts", hosts);
        Assert.Equal(2, list.ExitCode);
        Assert.Contains("'sw1' is there 2 times", list.Stderr, StringComparison.Ordinal);
        Assert.Contains("bad.txt:3: 'sw/2' is no name", list.Stderr, StringComparison.Ordinal);
        Assert.Contains("'shade' is not NAME=VALUE", list.Stderr, StringComparison.Ordinal);

        var wrong = await _operator.RunAsync("dispatch", "ovs-mirror", "--answers", answers, "--hosts", "sw1,sw2");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("The host sw2 has no variable 'shade'", wrong.Stderr, StringComparison.Ordinal);

        var both = await _operator.RunAsync("dispatch", "ovs-mirror", "--answers", answers, "--hosts", _operator.Write("one.txt", "sw1 shade=red"));
        Assert.Equal(2, both.ExitCode);
        Assert.Contains("does not ask 'colour'", both.Stderr, StringComparison.Ordinal);
        Assert.Contains("snaplen", both.Stderr, StringComparison.Ordinal);
        Assert.Equal("", (await _operator.RunAsync("jobs", "list")).Stdout);
    }

    private string PlainAnswers() => _operator.Write("plain.json", """{ "wizard": "ovs-mirror", "answers": { "bridge": "br0", "name": "ids", "select_src_port": ["v-h1"], "output_port": "v-mon" } }""");

    private Task<ProcessResult> DispatchAsync(params string[] more)
        => _operator.RunAsync(["dispatch", "ovs-mirror", "--answers", _operator.Write("answers.json", Answers), "--hosts", HostFile, .. more]);

    private async Task<string[]> MirrorsAsync() => await Task.WhenAll(_labs.Select(lab => lab.VsctlAsync("list", "mirror")));
}
