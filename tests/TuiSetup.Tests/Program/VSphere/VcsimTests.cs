using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.VSphere;

/// <summary>
/// The real program on vcsim, a server that nobody here wrote. What it ignores (PVLANs, mirror sessions, config
/// versions) proves nothing; logins, inventories, port groups and moves of cards it does.
/// </summary>
public sealed class VcsimTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Machines_get_port_groups_of_their_own_and_come_back()
    {
        await using var vcsim = await Vcsim.StartAsync();
        var answers = Answers(vcsim, """ "dvs": "DVS0", "vlans": [300, 301], "prefix": "own", "nics": ["DC0_C0_RP0_VM0", "DC0_C0_RP0_VM1"] """);

        var result = await RunAsync("run", "vsphere-vlan", "--answers", answers, "--yes", "--json");

        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        Assert.Contains("DC0_C0_RP0_VM0\town-300", (await ListAsync(answers)).Stdout, StringComparison.Ordinal);
        Assert.Equal("unchanged", (string?)VSphereProgram.LastLine(await RunAsync("run", "vsphere-vlan", "--answers", answers, "--yes", "--json"))["outcome"]);
        var undone = await RunAsync("undo");
        Assert.True(undone.ExitCode == 0, undone.Stdout + undone.Stderr);
        Assert.DoesNotContain("own-", (await ListAsync(answers)).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_a_server_ignores_is_not_taken_for_done()
    {
        await using var vcsim = await Vcsim.StartAsync();
        var answers = Answers(vcsim, """ "dvs": "DVS0", "primary": 100, "isolated": 101, "nics": ["DC0_C0_RP0_VM0"] """, "vsphere-pvlan");

        var result = await RunAsync("run", "vsphere-pvlan", "--answers", answers, "--yes", "--json");

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("was read back and is not as planned", result.Stdout, StringComparison.Ordinal);
    }

    private async Task<ProcessResult> ListAsync(string answers)
    {
        var listed = await RunAsync("list", "vsphere-vlan", "nics", "--answers", answers);
        Assert.True(listed.ExitCode == 0, listed.Stderr);
        return listed;
    }

    private Task<ProcessResult> RunAsync(params string[] arguments) => ProcessRunner.RunAsync(
        Tuisetup.Executable,
        arguments,
        new Dictionary<string, string?> { ["TUISETUP_STATE_DIR"] = _folder["state"], ["TUISETUP_VCENTER_PASSWORD"] = Vcsim.Password },
        cancel: TestContext.Current.CancellationToken);

    private string Answers(Vcsim vcsim, string answers, string wizard = "vsphere-vlan") => _folder.Write($"{wizard}.json", new JObject
    {
        ["wizard"] = wizard,
        ["answers"] = JObject.Parse($$"""{ "vcenter": "{{vcsim.Url}}", "user": "{{Vcsim.User}}", "fingerprint": "{{Vcsim.Fingerprint}}", {{answers}} }"""),
    }.ToString());
}
