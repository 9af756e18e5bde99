using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.OvsPvlan;

/// <summary>On a real machine the flows come back by themselves whenever ovs-vswitchd has lost them.</summary>
[Collection(ApplianceFixture.Name)]
public sealed class KeptFlowsTests(ApplianceFixture fixture) : IAsyncLifetime
{
    private const string Bridge = "br-kept", Service = "tuisetup-ovs-pvlan-br\\x2dkept.service";

    private readonly Appliance _machine = fixture.Machine;
    private readonly string _state = $"/var/lib/tuisetup-{Guid.NewGuid():n}";

    public async ValueTask InitializeAsync()
    {
        await _machine.RunAsync("systemctl", "enable", "--now", "openvswitch-switch");
        await _machine.RunAsync(["ovs-vsctl", "add-br", Bridge, "--", "set", "bridge", Bridge, "datapath_type=netdev", .. Ports.SelectMany(port => new[] { "--", "add-port", Bridge, port, "--", "set", "interface", port, "type=internal" })]);
    }

    public async ValueTask DisposeAsync()
    {
        await ProgramAsync("undo");
        await _machine.RunAsync("ovs-vsctl", "del-br", Bridge);
        await _machine.RunAsync("systemctl", "disable", "--now", "openvswitch-switch");
    }

    private static string[] Ports => ["t1", "t2", "t3"];

    [Fact]
    public async Task They_are_there_again_after_a_restart_a_crash_and_a_reboot_and_undo_leaves_no_unit()
    {
        var (units, database) = (await UnitsAsync(), await DatabaseAsync());
        var plan = await ApplyAsync();
        var flows = await FlowsAsync();

        await _machine.RunAsync("systemctl", "restart", "ovs-vswitchd");
        await ComeBackAsync(flows);

        await _machine.RunAsync("kill", "-KILL", (await _machine.RunAsync("cat", "/run/openvswitch/ovs-vswitchd.pid")).Trim());
        await ComeBackAsync(flows);

        await _machine.RebootAsync();
        await _machine.WaitUntilRunningAsync();
        await ComeBackAsync(flows);
        await EventuallyAsync(async () => (await ProgramAsync("verify", plan)).ExitCode == 0);

        // What brought them back is in the history, and is not what is undone.
        Assert.NotEqual(1, (await _machine.RunAsync("ls", _state + "/runs")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var undone = await ProgramAsync("undo");
        Assert.True(undone.ExitCode == 0, undone.Stdout + undone.Stderr);
        Assert.Equal(units, await UnitsAsync());
        Assert.Equal(database, await DatabaseAsync());
        Assert.DoesNotContain("cookie=0x7475", await FlowsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_only_brought_them_back_is_not_undone_by_itself()
    {
        await ApplyAsync();
        var flows = await FlowsAsync();
        await _machine.RunAsync("systemctl", "restart", "ovs-vswitchd");
        await ComeBackAsync(flows);

        var restoration = (await _machine.RunAsync("ls", _state + "/runs")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).Last();
        var refused = await ProgramAsync("undo", restoration);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("only brought back what an earlier run had set", refused.Stderr, StringComparison.Ordinal);
        Assert.Equal(flows, await FlowsAsync());
    }

    private Task<ProcessResult> ProgramAsync(params string[] arguments) => _machine.TryAsync(["env", "TUISETUP_STATE_DIR=" + _state, ApplianceFixture.Program, .. arguments]);

    private async Task<string> ApplyAsync()
    {
        var (answers, plan) = ($"{_state}/answers.json", $"{_state}/plan.json");
        await _machine.RunAsync("mkdir", "-p", _state);
        using var folder = new TempFolder();
        await _machine.PutAsync(
            folder.Write("answers.json", $$"""{ "wizard": "ovs-pvlan", "answers": { "bridge": "{{Bridge}}", "primary": 100, "isolated": 101, "roles": { "t1": "promiscuous", "t2": "isolated", "t3": "isolated" } } }"""),
            answers);
        var planned = await ProgramAsync("plan", "ovs-pvlan", "--answers", answers, "--out", plan);
        Assert.True(planned.ExitCode == 0, planned.Stdout + planned.Stderr);
        var applied = await ProgramAsync("apply", plan, "--yes");
        Assert.True(applied.ExitCode == 0, applied.Stdout + applied.Stderr);
        return plan;
    }

    /// <summary>The unit has made them again, and rests.</summary>
    private Task ComeBackAsync(string flows)
        => EventuallyAsync(async () => await FlowsAsync() == flows && (await _machine.TryAsync("systemctl", "is-active", Service)).Stdout.Trim() == "inactive");

    private async Task<string> FlowsAsync()
    {
        var flows = await _machine.TryAsync("ovs-ofctl", "--no-stats", "--sort", "-O", "OpenFlow14", "dump-flows", Bridge);
        return flows.Stdout;
    }

    private async Task<string> DatabaseAsync()
        => await _machine.RunAsync("ovs-vsctl", "--columns=name,tag,protected,external_ids", "list", "port") + await _machine.RunAsync("ovs-vsctl", "--columns=name,fail_mode,external_ids", "list", "bridge");

    private async Task<IEnumerable<string>> UnitsAsync() => (await _machine.ChangesAsync()).Where(line => line.Contains("tuisetup-ovs-pvlan", StringComparison.Ordinal));

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await holds())
        {
            late.Token.ThrowIfCancellationRequested();
        }
    }
}
