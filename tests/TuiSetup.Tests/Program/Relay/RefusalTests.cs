using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Relay;

/// <summary>What would not work is caught before anything is changed, and nobody is locked out.</summary>
[Collection(RelayFixture.Name)]
public sealed class RefusalTests(RelayFixture fixture) : IAsyncLifetime
{
    private static readonly string Some = RelayProgram.Relay("any -> any icmp");

    private readonly RelayProgram _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_chain_of_others_that_drops_is_named_and_the_relay_waits_for_the_word()
    {
        await fixture.Lab.HostAsync("relay", "nft", "table ip filter { chain FORWARD { type filter hook forward priority 0; policy drop; }; }");
        var before = await fixture.Lab.StateAsync();

        var refused = await _program.TryAsync(Some);

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("Chain FORWARD of table ip filter drops what it does not allow", refused.Stderr);
        Assert.Equal(before, await fixture.Lab.StateAsync());

        await fixture.Lab.HostAsync("relay", "nft", "add", "rule", "ip", "filter", "FORWARD", "iifname", "eth0", "oifname", "eth0", "accept");
        var answers = _program.Answers(Some);
        await File.WriteAllTextAsync(answers, $$"""{ "wizard": "relay", "answers": {{Some}}, "confirm": ["filter"] }""", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await _program.RunAsync("run", "relay", "--answers", answers, "--yes")).ExitCode);
        Assert.Equal(["icmp:10.79.0.12"], await fixture.Lab.ReachesAsync("i1", "icmp:10.79.0.12"));
    }

    [Fact]
    public async Task IPv6_that_is_disabled_is_said_with_what_to_do()
    {
        await fixture.Lab.HostAsync("relay", "sysctl", "-q", "-w", "net.ipv6.conf.eth0.disable_ipv6=1");

        var refused = await _program.TryAsync(Some);

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("IPv6 is disabled on eth0", refused.Stderr);
        Assert.Contains("sysctl -w net.ipv6.conf.eth0.disable_ipv6=0", refused.Stderr);
    }

    [Fact]
    public async Task A_user_without_rights_is_told_to_be_root()
    {
        var state = Directory.CreateTempSubdirectory("tuisetup-nobody-").FullName;
        File.SetUnixFileMode(state, (UnixFileMode)0b111_111_111);
        var answers = Path.Combine(state, "answers.json");
        await File.WriteAllTextAsync(answers, $$"""{ "wizard": "relay", "answers": {{Some}} }""", TestContext.Current.CancellationToken);
        var (file, inside) = fixture.Lab.Inside("relay", "setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups", Tuisetup.Executable, "plan", "relay", "--answers", answers);
        var result = await ProcessRunner.RunAsync(file, inside, new Dictionary<string, string?> { ["TUISETUP_STATE_DIR"] = state }, cancel: TestContext.Current.CancellationToken);
        Directory.Delete(state, recursive: true);

        Assert.Equal("3", $"{result.ExitCode}{(result.ExitCode == 3 ? "" : result.Stderr)}");
        Assert.Contains("Run this as root", result.Stderr);
    }

    [Fact]
    public async Task An_interface_that_goes_while_the_plan_waits_is_told_and_nothing_is_left()
    {
        await fixture.Lab.HostAsync("relay", "ip", "link", "add", "gone0", "type", "veth", "peer", "name", "gone1");
        await fixture.Lab.HostAsync("relay", "ip", "address", "add", "10.77.0.2/24", "dev", "gone0");
        var (plan, _) = await _program.PlanAsync("""{ "interface": "gone0", "isolated": ["10.77.0.11"], "rules": ["any -> any icmp"] }""");
        await fixture.Lab.HostAsync("relay", "ip", "link", "delete", "gone0");
        var before = await fixture.Lab.StateAsync();

        var result = await _program.RunAsync("apply", plan, "--yes");

        Assert.InRange(result.ExitCode, 3, 4);
        Assert.Contains("gone0", result.Stderr);
        Assert.Equal(before, await fixture.Lab.StateAsync());
    }

    [Fact]
    public async Task A_second_interface_is_refused_until_the_first_relay_is_undone()
    {
        await _program.ApplyAsync(Some);

        var refused = await _program.TryAsync("""{ "interface": "eth1", "isolated": ["10.78.0.11"], "rules": [] }""");

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("This machine is a relay on eth0 already.", refused.Stderr);
    }

    [Fact]
    public async Task A_run_over_the_session_in_use_is_taken_back_when_nobody_is_there_to_keep_it()
    {
        var before = await fixture.Lab.StateAsync();
        _program.Session = "10.79.0.2";
        await using (var program = _program.Open("--answers", _program.Answers(Some)))
        {
            await program.WaitForTextAsync("Apply");
            program.Send("\r");
            await program.WaitForTextAsync("Can you still work?");
            Assert.NotEqual(before, await fixture.Lab.StateAsync());
            program.Signal(9);
            await program.WaitForExitAsync();
        }

        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(TimeSpan.FromSeconds(30));
        while (before != await fixture.Lab.StateAsync())
        {
            late.Token.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public async Task A_run_from_a_console_asks_nobody()
    {
        await using var program = _program.Open("--answers", _program.Answers(Some));
        await program.WaitForTextAsync("Apply");
        program.Send("\r");

        await program.WaitForTextAsync("Done.");
    }
}
