using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Relay;

/// <summary>On a real machine a relay comes back at boot, closes when its policy goes, and is undone as one.</summary>
[Collection(ApplianceFixture.Name)]
public sealed class RebootTests(ApplianceFixture fixture) : IAsyncLifetime
{
    private const string Keeper = "tuisetup-relay-open.service", PolicyFile = "/etc/tuisetup/relay/policy.nft";

    private static readonly string[] Opening =
        ["net.ipv4.conf.eth0.proxy_arp_pvlan", "net.ipv4.conf.eth0.forwarding", "net.ipv6.conf.eth0.proxy_ndp", "net.ipv6.conf.all.forwarding", "net.ipv6.conf.eth0.forwarding"];

    private readonly Appliance _machine = fixture.Machine;
    private readonly string _state = $"/var/lib/tuisetup-{Guid.NewGuid():n}";

    public async ValueTask InitializeAsync()
    {
        await _machine.TryAsync("nmcli", "connection", "delete", "relay-net");
        await _machine.RunAsync("nmcli", "connection", "add", "type", "ethernet", "ifname", "eth0", "con-name", "relay-net", "ipv4.method", "manual", "ipv4.addresses", "10.90.0.2/24", "ipv6.method", "manual", "ipv6.addresses", "fd90::2/64");
        await _machine.RunAsync("nmcli", "connection", "up", "relay-net");
    }

    public async ValueTask DisposeAsync()
    {
        await ProgramAsync("undo");
        await _machine.RunAsync("nmcli", "connection", "delete", "relay-net");
    }

    [Fact]
    public async Task It_comes_back_at_boot_with_all_of_its_policy_and_is_undone_as_one()
    {
        var (files, settings) = (await FilesAsync(), await SettingsAsync());
        var plan = await ApplyAsync();
        await IsOpenAsync("1");

        await _machine.RebootAsync();
        await _machine.WaitUntilRunningAsync();
        await IsOpenAsync("1");
        await EventuallyAsync(async () => (await ProgramAsync("verify", plan)).ExitCode == 0);

        var undone = await ProgramAsync("undo");
        Assert.True(undone.ExitCode == 0, undone.Stdout + undone.Stderr);
        Assert.Equal("", (await _machine.RunAsync("nft", "list", "ruleset")).Trim());
        Assert.Equal("", (await _machine.RunAsync("ip", "-6", "neighbour", "show", "proxy")).Trim());
        Assert.Equal(files, await FilesAsync());
        Assert.Equal(settings, await SettingsAsync());
    }

    [Fact]
    public async Task A_policy_that_cannot_be_loaded_at_boot_leaves_the_relay_closed()
    {
        await ApplyAsync();
        var policy = await _machine.RunAsync("cat", PolicyFile);
        await PutAsync(policy.Replace("goto relay", "goto nowhere", StringComparison.Ordinal), PolicyFile);

        await _machine.RebootAsync();
        await _machine.RunAsync("sh", "-c", "systemctl is-system-running --wait || true");

        Assert.Equal("failed", (await _machine.TryAsync("systemctl", "is-active", "tuisetup-relay.service")).Stdout.Trim());
        await IsOpenAsync("0");
        await PutAsync(policy, PolicyFile);
        await _machine.RunAsync("systemctl", "restart", "tuisetup-relay.service", Keeper);
        await IsOpenAsync("1");
    }

    [Fact]
    public async Task A_filter_that_something_else_empties_closes_it_until_its_policy_is_loaded_again()
    {
        await ApplyAsync();

        await _machine.RunAsync("nft", "flush", "ruleset");
        await IsOpenAsync("0");

        await _machine.RunAsync("systemctl", "restart", "tuisetup-relay.service");
        await IsOpenAsync("1");
    }

    [Fact]
    public async Task An_interface_that_goes_down_and_comes_again_relays_again()
    {
        await ApplyAsync();
        await _machine.RunAsync("nmcli", "connection", "down", "relay-net");
        await _machine.RunAsync("nmcli", "connection", "up", "relay-net");

        await IsOpenAsync("1");
        await EventuallyAsync(async () => (await _machine.RunAsync("ip", "-6", "neighbour", "show", "proxy")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length == 3);
    }

    [Fact]
    public async Task The_session_that_set_it_up_over_it_is_killed_and_the_relay_is_taken_back()
    {
        var (session, settings, plan) = ($"session-{Guid.NewGuid():n}.scope", await SettingsAsync(), await PlanAsync());
        await using (var program = _machine.Open(
            new PtyOptions(),
            "systemd-run", "--quiet", "--scope", "--unit", session, "env", "TUISETUP_STATE_DIR=" + _state, "SSH_CONNECTION=10.90.0.1 50000 10.90.0.2 22", ApplianceFixture.Program, "apply", plan))
        {
            await program.WaitForTextAsync("<Apply>");
            program.Send("\r");
            await program.WaitForTextAsync("Can you still work?");
            await IsOpenAsync("1");
            await _machine.RunAsync("systemctl", "kill", "--kill-who=all", "--signal=KILL", session);
        }

        await EventuallyAsync(async () => (await ProgramAsync("history")).Stdout.Contains("undone", StringComparison.Ordinal));
        Assert.Equal(settings, await SettingsAsync());
        Assert.Equal("", (await _machine.RunAsync("nft", "list", "ruleset")).Trim());
    }

    private Task<ProcessResult> ProgramAsync(params string[] arguments) => _machine.TryAsync(["env", "TUISETUP_STATE_DIR=" + _state, "SSH_CONNECTION=", ApplianceFixture.Program, .. arguments]);

    /// <summary>Sets the relay up; the result is its plan's file in the machine.</summary>
    private async Task<string> ApplyAsync()
    {
        var plan = await PlanAsync();
        var applied = await ProgramAsync("apply", plan, "--yes");
        Assert.True(applied.ExitCode == 0, applied.Stdout + applied.Stderr);
        return plan;
    }

    private async Task<string> PlanAsync()
    {
        var (answers, plan) = ($"{_state}/answers.json", $"{_state}/plan.json");
        await _machine.RunAsync("mkdir", "-p", _state);
        await PutAsync("""{ "wizard": "relay", "answers": { "interface": "eth0", "isolated": ["10.90.0.11-10.90.0.13", "fd90::11-fd90::13"], "rules": ["any -> any icmp"] } }""", answers);
        Assert.Equal(0, (await ProgramAsync("plan", "relay", "--answers", answers, "--out", plan)).ExitCode);
        return plan;
    }

    private async Task PutAsync(string text, string path)
    {
        using var folder = new TempFolder();
        await _machine.PutAsync(folder.Write("file", text), path);
    }

    /// <summary>Whether the kernel relays; its unit follows what happens.</summary>
    private Task IsOpenAsync(string expected)
        => EventuallyAsync(async () => (await _machine.RunAsync(["sysctl", "-n", .. Opening.Take(4)])).Split('\n', StringSplitOptions.RemoveEmptyEntries).All(value => value == expected));

    private async Task<string> SettingsAsync() => await _machine.RunAsync(["sysctl", .. Opening, "net.ipv4.conf.all.send_redirects", "net.ipv4.conf.eth0.send_redirects", "net.ipv4.neigh.eth0.proxy_delay"]);

    private async Task<IEnumerable<string>> FilesAsync() => (await _machine.ChangesAsync()).Where(line => line.StartsWith("/etc", StringComparison.Ordinal) && line.Contains("relay", StringComparison.Ordinal) && !line.Contains("system-connections", StringComparison.Ordinal));

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(TimeSpan.FromSeconds(30));
        while (!await holds())
        {
            late.Token.ThrowIfCancellationRequested();
        }
    }
}
