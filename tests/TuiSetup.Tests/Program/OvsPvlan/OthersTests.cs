using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.OvsPvlan;

/// <summary>What others have on the bridge stays theirs, and what they change is found.</summary>
[Collection(PvlanFixture.Name)]
public sealed class OthersTests(PvlanFixture fixture) : IAsyncLifetime
{
    private readonly Tuisetup _program = new(fixture.Lab);
    private string _plan = "";

    public async ValueTask InitializeAsync()
    {
        await fixture.ResetAsync();
        _plan = Path.Combine(_program.Folder, "plan.json");
    }

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("")]
    [InlineData("secure")]
    public async Task Flows_of_others_and_the_fail_mode_are_as_they_were_after_undo(string failMode)
    {
        if (failMode.Length > 0)
        {
            await fixture.Lab.VsctlAsync("set-fail-mode", "br0", failMode);
        }

        await fixture.Lab.OfctlAsync("add-flow", "br0", "cookie=0x77,priority=500,dl_type=0x88cc,actions=drop");
        await fixture.Lab.OfctlAsync("add-flow", "br0", "cookie=0x77,table=9,priority=5,in_port=v-c1,ip,nw_dst=192.0.2.0/24,actions=dec_ttl,NORMAL");
        var before = await fixture.StateAsync();

        await PlanAsync();
        await RequireAsync(0, "apply", _plan, "--yes");
        Assert.Equal(string.Join('\n', TheirsIn(before)), string.Join('\n', TheirsIn(await fixture.StateAsync())));
        await RequireAsync(0, "undo");

        Assert.Equal(before, await fixture.StateAsync());
    }

    [Fact]
    public async Task A_flow_that_someone_removed_and_a_role_that_someone_changed_are_found_and_put_right()
    {
        await PlanAsync();
        await RequireAsync(0, "apply", _plan, "--yes");

        await fixture.Lab.OfctlAsync("del-flows", "br0", "table=0,in_port=v-i1");
        await fixture.Lab.VsctlAsync("remove", "port", "v-i1", "external_ids", "tuisetup-pvlan-100");
        var found = await RequireAsync(3, "verify", _plan);
        Assert.Contains("Port v-i1", found.Stdout, StringComparison.Ordinal);
        Assert.Contains("changed by someone else", found.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_vanished_since_the_plan_stops_it_before_anything_is_changed()
    {
        await fixture.Lab.VsctlAsync("add-port", "br0", "v-gone", "--", "set", "interface", "v-gone", "type=internal");
        var before = "";
        try
        {
            await PlanAsync("""{ "v-p1": "promiscuous", "v-i1": "isolated", "v-gone": "isolated" }""");
        }
        finally
        {
            await fixture.Lab.VsctlAsync("del-port", "br0", "v-gone");
            before = await fixture.StateAsync();
        }

        var refused = await RequireAsync(3, "apply", _plan, "--yes");
        Assert.Contains("v-gone", refused.Stdout + refused.Stderr, StringComparison.Ordinal);
        Assert.Equal(before, await fixture.StateAsync());
    }

    [Fact]
    public async Task Port_protected_alone_keeps_isolated_ports_apart_and_is_undone()
    {
        var before = await fixture.StateAsync();
        var answers = _program.AnswersFor("ovs-pvlan", """{ "bridge": "br0", "method": "protected", "roles": { "v-i1": "isolated", "v-i2": "isolated", "v-p1": "promiscuous" } }""");
        await RequireAsync(0, "plan", "ovs-pvlan", "--answers", answers, "--out", _plan);
        await RequireAsync(0, "apply", _plan, "--yes");

        var probed = await _program.RunInAsync("sw", null, "verify", _plan, "--probe");
        Assert.True(probed.ExitCode == 0, probed.Stdout + probed.Stderr);
        Assert.Contains("As promised: 6 pairs measured", probed.Stdout, StringComparison.Ordinal);
        var reached = await fixture.ReachedAsync();
        Assert.DoesNotContain("i1>i2", reached);
        Assert.Contains("i1>p1", reached);
        Assert.Contains("i1>c1", reached);

        await RequireAsync(0, "undo");
        Assert.Equal(before, await fixture.StateAsync());
    }

    private async Task PlanAsync(string? roles = null)
        => await RequireAsync(0, "plan", "ovs-pvlan", "--out", _plan, "--answers", _program.AnswersFor(
            "ovs-pvlan", roles is null ? PvlanFixture.Answers("br0") : $$"""{ "bridge": "br0", "primary": 100, "isolated": 101, "persist": false, "roles": {{roles}} }"""));

    private async Task<ProcessResult> RequireAsync(int exitCode, params string[] arguments)
    {
        var result = await _program.RunAsync(arguments);
        Assert.True(result.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {result.ExitCode}\n{result.Stdout}{result.Stderr}");
        return result;
    }

    private static IEnumerable<string> TheirsIn(string state) => state.Split('\n').Where(line => line.Contains("cookie=0x77,", StringComparison.Ordinal));
}
