using TuiSetup.TestKit;
using TuiSetup.Tests.Package;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.FirstBoot;

/// <summary>Without a network card, name servers are those of a real systemd-resolved, for the whole machine.</summary>
public sealed class ResolverTests : IAsyncLifetime
{
    private Appliance _machine = null!;

    public async ValueTask InitializeAsync()
    {
        _machine = await Appliance.StartAsync(new ApplianceOptions { Packages = [DebFile.OfDebian("systemd-resolved")], Enable = ["systemd-resolved.service"] }, TestContext.Current.CancellationToken);
        await _machine.WaitUntilRunningAsync();
        await ApplianceFixture.InstallProgramAsync(_machine);
    }

    public ValueTask DisposeAsync() => _machine.DisposeAsync();

    [Fact]
    public async Task They_are_in_use_at_once_after_a_reboot_and_until_they_are_undone()
    {
        var program = new MachineProgram(_machine);
        var before = (await GlobalAsync(), await FilesAsync());

        var applied = await program.ApplyAsync("""{ "dns": "192.0.2.53, 2001:db8::53", "dns_search": "example.com" }""");
        Assert.True(applied.ExitCode == 0, applied.Stdout + applied.Stderr);
        await IsUsedAsync();
        Assert.Contains("Nothing to do", (await program.ApplyAsync("""{ "dns": "192.0.2.53, 2001:db8::53", "dns_search": "example.com" }""")).Stdout);

        await _machine.RebootAsync();
        await _machine.WaitUntilRunningAsync();
        await IsUsedAsync();

        var undone = await program.RunAsync("undo");
        Assert.True(undone.ExitCode == 0, undone.Stdout + undone.Stderr);
        Assert.Equal(before, (await GlobalAsync(), await FilesAsync()));
    }

    [Fact]
    public async Task What_cannot_be_is_told_at_once()
    {
        var program = new MachineProgram(_machine);
        var refused = await program.ApplyAsync("""{ "dns": "one.example", "dns_search": "no-domain!" }""");
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("'one.example' is not the address of a name server", refused.Stderr);
        Assert.Contains("'no-domain!' is not a domain", refused.Stderr);

        await _machine.RunAsync("systemctl", "stop", "systemd-resolved.service");
        var missing = await program.ApplyAsync("""{ "dns": "192.0.2.53" }""");
        Assert.Equal(3, missing.ExitCode);
        Assert.Contains("dns: Without a network card, name servers are set in systemd-resolved: it does not run.", missing.Stderr);
    }

    private async Task IsUsedAsync()
    {
        var status = await GlobalAsync();
        Assert.Contains("192.0.2.53 2001:db8::53", status);
        Assert.Contains("example.com", status);
    }

    /// <summary>What resolved itself says of the whole machine.</summary>
    private async Task<string> GlobalAsync() => await _machine.RunAsync("sh", "-c", "resolvectl dns | grep ^Global; resolvectl domain | grep ^Global");

    private async Task<string> FilesAsync() => string.Join('\n', (await _machine.ChangesAsync()).Where(line => line.Contains("resolved.conf", StringComparison.Ordinal)));
}
