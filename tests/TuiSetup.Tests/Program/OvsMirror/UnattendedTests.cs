using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.OvsMirror;

[Collection(OvsFixture.Name)]
public sealed class UnattendedTests(OvsFixture fixture) : IAsyncLifetime
{
    private const string Good = """{ "bridge": "br0", "name": "ids", "select_src_port": ["v-h1", "v-h3"], "output_port": "v-mon" }""";
    private readonly Tuisetup _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_second_run_of_the_same_answers_changes_nothing()
    {
        Assert.Equal("done", (string?)(await _program.ApplyAsync(Good))["outcome"]);
        var before = await MirrorsAsync();
        var second = await _program.ApplyAsync(Good);

        Assert.Equal("unchanged", (string?)second["outcome"]);
        Assert.Equal(before, await MirrorsAsync());
    }

    [Fact]
    public async Task Json_progress_is_json_lines_and_nothing_else()
    {
        var result = await _program.RunAsync("run", "ovs-mirror", "--answers", _program.Answers(Good), "--yes", "--json");

        var events = result.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (string?)JObject.Parse(line)["event"]).ToList();
        Assert.Equal(["started", "started", "progress", "progress", "finished", "finished", "end"], events);
        Assert.Equal("", result.Stderr);
    }

    [Fact]
    public async Task Plan_apply_verify_undo_and_history_work_on_one_plan()
    {
        var plan = Path.Combine(_program.Folder, "plan.json");
        Assert.Equal(0, (await _program.RunAsync("plan", "ovs-mirror", "--answers", _program.Answers(Good), "--out", plan)).ExitCode);
        Assert.Equal("", await MirrorsAsync());
        Assert.Equal(3, (await _program.RunAsync("verify", plan)).ExitCode);

        Assert.Equal(0, (await _program.RunAsync("apply", plan, "--yes")).ExitCode);
        Assert.Equal(0, (await _program.RunAsync("verify", plan)).ExitCode);
        Assert.Contains("ids", await MirrorsAsync(), StringComparison.Ordinal);

        var run = (string)JArray.Parse((await _program.RunAsync("history", "--json")).Stdout)[0]["run"]!;
        Assert.Equal("done", (string?)JObject.Parse((await _program.RunAsync("show", run, "--json")).Stdout)["status"]);
        Assert.Equal(0, (await _program.RunAsync("undo", run)).ExitCode);
        Assert.Equal("", await MirrorsAsync());
        Assert.Equal("[]", (await fixture.Lab.VsctlAsync("get", "bridge", "br0", "flood_vlans")).Trim());
        Assert.Equal("undone", (string?)JArray.Parse((await _program.RunAsync("history", "--json")).Stdout)[0]["status"]);
    }

    [Fact]
    public async Task Undo_restores_a_mirror_that_existed_with_everything_in_it()
    {
        await fixture.Lab.VsctlAsync(
            "--", "--id=@out", "get", "port", "v-mon", "--", "--id=@in", "get", "port", "v-h2",
            "--", "--id=@m", "create", "mirror", "name=ids", "select_dst_port=@in", "output_port=@out", "snaplen=96", "external_ids:owner=lab",
            "--", "set", "bridge", "br0", "mirrors=@m", "flood_vlans=7");
        var before = await MirrorsAsync() + await fixture.Lab.VsctlAsync("list", "bridge", "br0");
        await _program.ApplyAsync(Good);
        Assert.NotEqual(before, await MirrorsAsync() + await fixture.Lab.VsctlAsync("list", "bridge", "br0"));
        Assert.Contains("owner=lab", await MirrorsAsync(), StringComparison.Ordinal);

        Assert.Equal(0, (await _program.RunAsync("undo")).ExitCode);
        Assert.Equal(before, await MirrorsAsync() + await fixture.Lab.VsctlAsync("list", "bridge", "br0"));
    }

    [Fact]
    public async Task Undo_refuses_when_someone_changed_the_mirror_since()
    {
        await _program.ApplyAsync(Good);
        await fixture.Lab.VsctlAsync("set", "mirror", "ids", "snaplen=128");
        var result = await _program.RunAsync("undo");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("snaplen=128", result.Stderr, StringComparison.Ordinal);
        Assert.Contains("128", await MirrorsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bridges_own_interface_must_be_typed_out_too()
    {
        var answers = """{ "bridge": "br0", "name": "ids", "select_src_port": ["v-h1"], "output_port": "br0" }""";
        var refused = await _program.RunAsync("run", "ovs-mirror", "--answers", _program.Answers(answers), "--yes");

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("confirm by typing br0", refused.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endless_file_is_no_answer()
    {
        var result = await _program.RunAsync("run", "ovs-mirror", "--answers", _program.Answers("""{ "bridge": { "file": "/dev/zero" } }"""), "--yes", "--json");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("larger than 64 KiB", result.Stderr, StringComparison.Ordinal);
        Assert.Equal("refused", (string?)Tuisetup.LastLine(result)["outcome"]);
    }

    [Fact]
    public async Task A_batch_of_mirrors_is_one_transaction()
    {
        var batch = """
            [ { "bridge": "br0", "name": "a", "select_src_port": ["v-h1"], "output_port": "v-mon" },
              { "bridge": "br0", "name": "b", "select_dst_port": ["v-h2"], "output_port": "v-mon" } ]
            """;
        await _program.ApplyAsync(batch);
        Assert.Equal(2, (await MirrorsAsync()).Split("_uuid").Length - 1);
        Assert.Equal("[4095]", (await fixture.Lab.VsctlAsync("get", "bridge", "br0", "flood_vlans")).Trim());

        Assert.Equal(0, (await _program.RunAsync("undo")).ExitCode);
        Assert.Equal("", await MirrorsAsync());
    }

    [Fact]
    public async Task An_output_port_with_a_host_must_be_typed_out()
    {
        var answers = """{ "bridge": "br0", "name": "ids", "select_src_port": ["v-h1"], "output_port": "v-h2" }""";
        var refused = await _program.RunAsync("run", "ovs-mirror", "--answers", _program.Answers(answers), "--yes");
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("cut off", refused.Stderr, StringComparison.Ordinal);
        Assert.Equal("", await MirrorsAsync());

        await _program.ApplyAsync(answers, """, "confirm": ["v-h2"]""");
        Assert.Contains("ids", await MirrorsAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "bridge": "br9", "name": "m", "select_all": true, "output_port": "v-mon" }""", 3, "no bridge 'br9'")]
    [InlineData("""{ "bridge": "br0", "name": "m", "select_all": true, "output_port": "v-no" }""", 3, "no port 'v-no'")]
    [InlineData("""{ "bridge": "br0", "name": "m", "output_port": "v-mon" }""", 3, "Nothing is selected")]
    [InlineData("""{ "bridge": "br0", "name": "m", "select_vlan": [10], "output_port": "v-mon" }""", 3, "select_vlan alone")]
    [InlineData("""{ "bridge": "br0", "name": "m", "select_all": true }""", 3, "no destination")]
    [InlineData("""{ "bridge": "br0", "name": "m", "select_src_port": ["v-mon"], "output_port": "v-mon" }""", 3, "also a source")]
    [InlineData("""{ "bridge": "br0", "name": "m", "select_all": true, "output_port": "v-mon", "output_vlan": 9 }""", 2, "ignores output_vlan")]
    [InlineData("""{ "bridge": "br0", "name": "m", "select_all": true, "select_src_port": ["v-h1"], "output_port": "v-mon" }""", 2, "already")]
    [InlineData("""{ "bridge": "br0", "name": "m", "select_all": true, "output_vlan": 4096 }""", 2, "not between 1 and 4095")]
    [InlineData("""{ "bridge": "br0", "name": "m", "select_all": true, "output_port": "v-mon", "snaplen": 13 }""", 2, "not between 14 and 65535")]
    [InlineData("""{ "bridge": "br0", "name": "m", "colour": "red" }""", 2, "does not ask 'colour'")]
    public async Task What_cannot_work_is_told_before_anything_changes(string answers, int exitCode, string message)
    {
        var result = await _program.RunAsync("run", "ovs-mirror", "--answers", _program.Answers(answers), "--yes");

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(message, result.Stderr, StringComparison.Ordinal);
        Assert.Equal("", await MirrorsAsync());
        Assert.DoesNotContain("   at ", result.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vlan_that_guests_use_takes_no_copies()
    {
        await fixture.Lab.SetVlanAsync("h1", 10);
        await fixture.Lab.SetVlanAsync("h2", 10);
        await fixture.Lab.HostAsync("h1", "ping", "-q", "-c1", "-W5", "10.77.0.2");
        var result = await _program.RunAsync("plan", "ovs-mirror", "--answers", _program.Answers("""{ "bridge": "br0", "name": "m", "select_src_port": ["v-h3"], "output_vlan": 10 }"""));

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("a guest's VLAN", result.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bridge_that_vanishes_between_plan_and_apply_stops_it()
    {
        await fixture.Lab.AddBridgeAsync("br5");
        await fixture.Lab.VsctlAsync("add-port", "br5", "p5", "--", "set", "interface", "p5", "type=internal");
        var plan = Path.Combine(_program.Folder, "plan.json");
        await _program.RunAsync("plan", "ovs-mirror", "--answers", _program.Answers("""{ "bridge": "br5", "name": "m", "select_all": true, "output_port": "p5" }"""), "--out", plan);
        await fixture.Lab.VsctlAsync("del-br", "br5");
        var result = await _program.RunAsync("apply", plan, "--yes");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("bridge 'br5' is gone", result.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_vanishes_between_plan_and_apply_stops_it_too()
    {
        await fixture.Lab.VsctlAsync("add-port", "br0", "p9", "--", "set", "interface", "p9", "type=internal");
        var plan = Path.Combine(_program.Folder, "plan.json");
        await _program.RunAsync("plan", "ovs-mirror", "--answers", _program.Answers("""{ "bridge": "br0", "name": "m", "select_src_port": ["v-h1"], "output_port": "p9" }"""), "--out", plan);
        await fixture.Lab.VsctlAsync("del-port", "br0", "p9");
        var result = await _program.RunAsync("apply", plan, "--yes");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("'p9' is no longer on bridge 'br0'", result.Stderr, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", result.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_listens_on_tcp_is_as_good()
    {
        await fixture.Lab.AppctlAsync("-t", "ovsdb-server", "ovsdb-server/add-remote", "ptcp:0:127.0.0.1");
        var port = (await File.ReadAllLinesAsync(Path.Combine(fixture.Lab.Directory, "ovsdb-server.log"), TestContext.Current.CancellationToken))
            .Select(line => System.Text.RegularExpressions.Regex.Match(line, "listening on port ([0-9]+)")).Last(match => match.Success).Groups[1].Value;
        var answers = $$"""{ "db": "tcp:127.0.0.1:{{port}}", "bridge": "br0", "name": "ids", "select_all": true, "output_port": "v-mon" }""";
        await _program.ApplyAsync(answers);

        Assert.Contains("ids", await MirrorsAsync(), StringComparison.Ordinal);
        Assert.Equal(0, (await _program.RunAsync("undo")).ExitCode);
        Assert.Equal("", await MirrorsAsync());
    }

    private async Task<string> MirrorsAsync()
        => System.Text.RegularExpressions.Regex.Replace(await fixture.Lab.VsctlAsync("list", "mirror"), "statistics .*", "");
}
