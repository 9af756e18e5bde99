using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Network;

/// <summary>Nobody is locked out: what is not kept is taken back, whatever becomes of the program.</summary>
[Collection(NetworkManagerFixture.Name)]
public sealed class GuardTests(NetworkManagerFixture fixture) : IAsyncLifetime
{
    private const string Change = """{ "type": "ethernet", "device": "eth0", "ipv4_method": "manual", "ipv4_addresses": "10.80.0.5/24", "ipv4_gateway": "10.80.0.1", "ipv6_method": "disabled" }""";

    private const string WrongGateway = """{ "type": "ethernet", "device": "eth0", "ipv4_method": "manual", "ipv4_addresses": "10.80.0.5/24", "ipv4_gateway": "10.80.0.99", "ipv6_method": "disabled" }""";

    private const string Before = "10.80.0.9/24";

    private readonly NetworkProgram _program = new(fixture.Lab);

    public async ValueTask InitializeAsync()
    {
        await fixture.ResetAsync();
        await fixture.Lab.NmcliAsync("connection", "add", "type", "ethernet", "ifname", "eth0", "con-name", "uplink", "ipv4.method", "manual", "ipv4.addresses", Before, "ipv6.method", "disabled");
        await fixture.Lab.NmcliAsync("connection", "up", "uplink");
    }

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_is_kept_by_a_key_stays()
    {
        await using var program = await CountingDownAsync("--guard", "60");
        Assert.Equal("10.80.0.5/24", await _program.AddressesAsync("eth0"));
        program.Send("\r");
        await program.WaitForTextAsync("Done.");

        Assert.Equal("10.80.0.5/24", await _program.AddressesAsync("eth0"));
        Assert.Equal("ao 0", await CheckpointsAsync());
    }

    [Fact]
    public async Task What_is_rolled_back_by_a_key_is_as_before()
    {
        await using var program = await CountingDownAsync("--guard", "60");
        program.Send("\t\r");
        await program.WaitForTextAsync("Cancelled.");

        await IsBackAsync();
    }

    [Fact]
    public async Task What_nobody_keeps_in_time_is_taken_back_and_the_report_says_so()
    {
        await using var program = await CountingDownAsync("--guard", "5");
        await program.WaitForTextAsync("[undone]", TimeSpan.FromSeconds(30));
        await program.WaitForTextAsync("Nobody said within 5 seconds");

        await IsBackAsync();
    }

    [Fact]
    public async Task A_wizard_that_is_killed_while_it_counts_down_is_taken_back_by_the_daemon_and_the_run_can_be_closed()
    {
        await using (var program = await CountingDownAsync("--guard", "5"))
        {
            program.Signal(9);
            await program.WaitForExitAsync();
        }

        Assert.Equal("10.80.0.5/24", await _program.AddressesAsync("eth0"));
        await UntilAsync(async () => await _program.AddressesAsync("eth0") == Before);

        var resumed = await _program.RunAsync("resume", "--undo");
        Assert.True(resumed.ExitCode == 0, resumed.Stdout + resumed.Stderr);
        Assert.Contains("Undone.", resumed.Stdout);
        await IsBackAsync();
    }

    [Fact]
    public async Task A_proof_that_fails_takes_everything_back()
    {
        var result = await _program.ApplyAsync(WrongGateway, "--proof", "gateway", "--guard", "5");

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("10.80.0.99 does not answer", result.Stderr);
        Assert.Contains("It failed and was undone.", result.Stdout);
        await IsBackAsync();
    }

    [Theory]
    [InlineData("host:10.80.0.1", 0)]
    [InlineData("host:10.80.0.1:9", 4)]
    [InlineData("http://10.80.0.1:9/", 4)]
    [InlineData("connectivity", 0)]
    public async Task A_host_a_port_a_page_or_the_daemon_itself_can_be_the_proof(string proof, int exitCode)
    {
        var result = await _program.ApplyAsync(Change, "--proof", proof, "--guard", "5");

        Assert.Equal(exitCode, result.ExitCode);
        if (exitCode == 0)
        {
            Assert.Equal("10.80.0.5/24", await _program.AddressesAsync("eth0"));
        }
        else
        {
            await IsBackAsync();
        }
    }

    [Fact]
    public async Task What_is_no_proof_is_refused_before_anything_is_done()
    {
        var result = await _program.ApplyAsync(Change, "--proof", "hope", "--proof", "host:");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("'hope' is no proof", result.Stderr);
        Assert.Contains("'host:' is no proof", result.Stderr);
    }

    [Fact]
    public async Task A_daemon_that_dies_while_it_counts_down_is_told_of_and_nothing_is_called_kept()
    {
        await using var program = await CountingDownAsync("--guard", "60");
        fixture.Lab.Kill("NetworkManager");
        await fixture.Lab.RestoreAsync();
        program.Send("\r");
        await program.WaitForTextAsync("checkpoint is gone");
        await program.WaitForTextAsync("[undone]");

        await IsBackAsync();
    }

    [Fact]
    public async Task A_daemon_that_is_restarted_while_it_applies_is_waited_for_and_everything_is_undone()
    {
        // Where no address comes, a daemon that activates the profile by itself is not up for a long time.
        await fixture.Lab.NmcliAsync("connection", "modify", "uplink", "connection.autoconnect", "no");
        var running = _program.ApplyAsync("""{ "type": "ethernet", "device": "eth0", "ipv4_method": "auto", "ipv6_method": "disabled" }""");
        await UntilAsync(async () => (await fixture.Lab.NmcliAsync("-g", "GENERAL.STATE", "device", "show", "eth0")).StartsWith("70 ", StringComparison.Ordinal));
        fixture.Lab.Kill("NetworkManager");
        await fixture.Lab.RestoreAsync();

        var result = await running;
        Assert.True(result.ExitCode == 4, result.Stdout + result.Stderr);
        Assert.Contains("NetworkManager was stopped or restarted", result.Stderr);
        await IsBackAsync();
    }

    [Fact]
    public async Task A_cable_that_is_pulled_before_anyone_keeps_it_fails_the_proof()
    {
        await fixture.Lab.NmcliAsync("connection", "down", "uplink");
        var running = _program.ApplyAsync(Change, "--proof", "host:10.80.0.1:9", "--guard", "10");
        await UntilAsync(async () => await _program.AddressesAsync("eth0") == "10.80.0.5/24");
        await fixture.Lab.SetCableAsync("eth0", isIn: false);

        Assert.Equal(4, (await running).ExitCode);
        Assert.DoesNotContain("10.80.0.5", await fixture.Lab.NmcliAsync("-g", "ipv4.addresses", "connection", "show", "uplink"));
    }

    private async Task<PtyProcess> CountingDownAsync(params string[] options)
    {
        var program = _program.Open(Change, options);
        await program.WaitForTextAsync("Apply");
        program.Send("\r");
        await program.WaitForTextAsync("Can you still work?");
        await program.WaitForTextAsync("It is taken back in");
        return program;
    }

    private async Task IsBackAsync() => Assert.Equal(Before, await _program.AddressesAsync("eth0"));

    private Task<string> CheckpointsAsync()
        => BusctlAsync("get-property", "org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager", "org.freedesktop.NetworkManager", "Checkpoints");

    private async Task<string> BusctlAsync(params string[] arguments)
        => (await ProcessRunner.RunAsync("busctl", ["--address=" + fixture.Lab.Address, .. arguments])).Required("busctl").Trim();

    /// <summary>Looks again and again: the daemon brings a device back after it has answered.</summary>
    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(TimeSpan.FromSeconds(30));
        while (!await holds())
        {
            late.Token.ThrowIfCancellationRequested();
        }
    }
}
