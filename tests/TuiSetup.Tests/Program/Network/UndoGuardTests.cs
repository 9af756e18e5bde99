using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Network;

/// <summary>An undo can cut people off as well: what is not kept brings the run's changes again, whatever becomes of the program.</summary>
[Collection(NetworkManagerFixture.Name)]
public sealed class UndoGuardTests(NetworkManagerFixture fixture) : IAsyncLifetime
{
    private const string Before = "10.80.0.9/24", After = "10.80.0.5/24";

    private const string Change = $$"""{ "type": "ethernet", "device": "eth0", "ipv4_method": "manual", "ipv4_addresses": "{{After}}", "ipv4_gateway": "10.80.0.1", "ipv6_method": "disabled" }""";

    private const string Bridge = """{ "type": "bridge", "interface": "br7", "ports": ["eth0", "eth2"], "stp": false, "ipv4_method": "manual", "ipv4_addresses": "10.80.0.7/24", "ipv6_method": "disabled" }""";

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

    [Theory]
    [InlineData("keep", "Undone.", Before)]
    [InlineData("roll back", "Not undone.", After)]
    public async Task Whoever_sits_at_the_terminal_is_asked(string answer, string headline, string address)
    {
        await AppliedAsync();
        await using var program = await CountingDownAsync("--guard", "60");
        program.Send(answer + "\r");
        await program.WaitForTextAsync(headline);
        await program.WaitForExitAsync();

        Assert.Equal(address, await _program.AddressesAsync("eth0"));
    }

    [Fact]
    public async Task The_button_of_the_report_asks_too()
    {
        await using var program = _program.Open(Change, "--guard", "60");
        await program.WaitForTextAsync("Apply");
        program.Send("\r");
        await program.WaitForTextAsync("Can you still work?");
        program.Send("\r");
        await program.WaitForTextAsync("Done.");
        program.Send("\t\r");
        await program.WaitForTextAsync("Can you still work?");
        Assert.Equal(Before, await _program.AddressesAsync("eth0"));
        program.Send("\t\r");
        await program.WaitForTextAsync("Not undone.");

        Assert.Equal(After, await _program.AddressesAsync("eth0"));
    }

    [Fact]
    public async Task Silence_brings_the_changes_of_the_run_again()
    {
        await AppliedAsync();
        await using var program = await CountingDownAsync("--guard", "5");
        await program.WaitForTextAsync("Nobody said within 5 seconds", TimeSpan.FromSeconds(30));
        Assert.Equal(4, await program.WaitForExitAsync());

        Assert.Equal(After, await _program.AddressesAsync("eth0"));
        Assert.Contains("done", (await _program.RunAsync("history")).Stdout);
    }

    [Fact]
    public async Task One_that_is_killed_while_it_asks_is_taken_back_by_the_daemon_and_can_be_gone_on_with()
    {
        await AppliedAsync();
        await using (var program = await CountingDownAsync("--guard", "5"))
        {
            program.Signal(9);
            await program.WaitForExitAsync();
        }

        Assert.Equal(Before, await _program.AddressesAsync("eth0"));
        await UntilAsync(async () => await _program.AddressesAsync("eth0") == After);

        var resumed = await _program.RunAsync("resume", "--proof", "host:10.80.0.1");
        Assert.True(resumed.ExitCode == 0, resumed.Stdout + resumed.Stderr);
        Assert.Contains("Undone.", resumed.Stdout);
        Assert.Equal(Before, await _program.AddressesAsync("eth0"));
    }

    [Theory]
    [InlineData(Change, "eth0", After)]
    [InlineData(Bridge, "br7", "10.80.0.7/24")]
    public async Task A_proof_that_fails_brings_them_again_also_where_the_interface_was_gone(string change, string device, string address)
    {
        await AppliedAsync(change);

        var undone = await _program.RunAsync("undo", "--proof", "host:10.80.0.1:9", "--guard", "5");

        Assert.True(undone.ExitCode == 4, undone.Stdout + undone.Stderr);
        Assert.Contains("The undo was taken back.", undone.Stdout);
        Assert.Equal(address, await _program.AddressesAsync(device));
        await fixture.Lab.HostAsync("ping", "-c1", "-W5", "10.80.0.1");
    }

    private async Task AppliedAsync(string change = Change)
    {
        var applied = await _program.ApplyAsync(change);
        Assert.True(applied.ExitCode == 0, applied.Stdout + applied.Stderr);
    }

    private async Task<PtyProcess> CountingDownAsync(params string[] options)
    {
        var program = _program.OpenCommand(["undo", .. options]);
        await program.WaitForTextAsync("Can you still work?");
        await program.WaitForTextAsync("Type keep or roll back:");
        return program;
    }

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
