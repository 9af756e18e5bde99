using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Relay;

/// <summary>On a real machine a relay on layer 2 comes back at boot, NetworkManager leaves it alone, and it is undone as one.</summary>
[Collection(ApplianceFixture.Name)]
public sealed class BridgedRebootTests(ApplianceFixture fixture)
{
    private readonly Appliance _machine = fixture.Machine;
    private readonly string _state = $"/var/lib/tuisetup-{Guid.NewGuid():n}";

    [Fact]
    public async Task It_comes_back_at_boot_and_is_undone_as_one()
    {
        var (files, links) = (await FilesAsync(), await LinksAsync());
        var (answers, plan) = ($"{_state}/answers.json", $"{_state}/plan.json");
        await _machine.RunAsync("mkdir", "-p", _state);
        using (var folder = new TempFolder())
        {
            await _machine.PutAsync(folder.Write("file", """{ "wizard": "relay", "answers": { "method": "l2", "interface": "eth1", "isolated": ["10.91.0.11-10.91.0.13", "fd91::11-fd91::13"], "rules": ["any -> any icmp"] } }"""), answers);
        }

        await RequireAsync("plan", "relay", "--answers", answers, "--out", plan);
        await RequireAsync("apply", plan, "--yes");
        await RequireAsync("verify", plan);

        await _machine.RebootAsync();
        await _machine.WaitUntilRunningAsync();
        using (var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken))
        {
            late.CancelAfter(TimeSpan.FromSeconds(30));
            while ((await ProgramAsync("verify", plan)).ExitCode != 0)
            {
                late.Token.ThrowIfCancellationRequested();
            }
        }

        Assert.Contains("eth1:unmanaged", await _machine.RunAsync("nmcli", "-t", "-f", "device,state", "device"), StringComparison.Ordinal);
        Assert.Contains("master tuisetup-relay", await _machine.RunAsync("ip", "link", "show", "eth1"), StringComparison.Ordinal);

        await RequireAsync("undo");
        using (var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken))
        {
            late.CancelAfter(TimeSpan.FromSeconds(30));
            while ((await _machine.RunAsync("nmcli", "-t", "-f", "device,state", "device")).Contains("eth1:unmanaged", StringComparison.Ordinal))
            {
                late.Token.ThrowIfCancellationRequested();
            }
        }

        Assert.Equal("", (await _machine.RunAsync("nft", "list", "ruleset")).Trim());
        Assert.Equal(files, await FilesAsync());
        Assert.Equal(links, await LinksAsync());
    }

    private Task<ProcessResult> ProgramAsync(params string[] arguments) => _machine.TryAsync(["env", "TUISETUP_STATE_DIR=" + _state, ApplianceFixture.Program, .. arguments]);

    private async Task RequireAsync(params string[] arguments)
    {
        var result = await ProgramAsync(arguments);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)}: {result.ExitCode}\n{result.Stdout}{result.Stderr}");
    }

    private async Task<IEnumerable<string>> FilesAsync() => (await _machine.ChangesAsync()).Where(line => line.StartsWith("/etc", StringComparison.Ordinal) && line.Contains("relay", StringComparison.Ordinal));

    /// <summary>Which interfaces there are, and whether each is set up.</summary>
    private async Task<string> LinksAsync() => await _machine.RunAsync("sh", "-c", "ip -brief link show | sed 's/@[^ ]*//' | awk '{ print $1, $4 }' | sort");
}
