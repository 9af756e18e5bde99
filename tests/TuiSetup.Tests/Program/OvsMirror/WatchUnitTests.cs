using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.OvsMirror;

/// <summary>Where systemd runs, the watch on a run is a unit of its own: the end of the run's unit or session is not its end.</summary>
[Collection(ApplianceFixture.Name)]
public sealed class WatchUnitTests(ApplianceFixture fixture) : IAsyncLifetime
{
    private const string Answers = "/root/watched.json";

    private readonly string _id = Guid.NewGuid().ToString("n")[..6];

    private string State => $"/var/lib/tuisetup-{_id}";

    private string Service => $"wizard-{_id}.service";

    private string Session => $"session-{_id}.scope";

    private Appliance Machine => fixture.Machine;

    private static string[] Wizard => [ApplianceFixture.Program, "run", "ovs-mirror", "--answers", Answers, "--guard", "600"];

    public async ValueTask InitializeAsync()
    {
        await Machine.RunAsync("systemctl", "start", "openvswitch-switch");
        await Machine.RunAsync(
            "ovs-vsctl", "--may-exist", "add-br", "br0", "--", "set", "bridge", "br0", "datapath_type=netdev", "--", "--may-exist", "add-port", "br0", "v-mon", "--", "set", "interface", "v-mon", "type=internal");
        using var folder = new TempFolder();
        await Machine.PutAsync(
            folder.Write("answers.json", """{ "wizard": "ovs-mirror", "answers": { "bridge": "br0", "name": "guarded", "select_all": true, "output_port": "v-mon" } }"""), Answers);
    }

    public async ValueTask DisposeAsync()
        => await Machine.RunAsync("sh", "-c", $"systemctl stop {Service} {Session} 2>/dev/null; ovs-vsctl del-br br0; rm -rf {State} {Answers}");

    [Fact]
    public async Task A_wizard_whose_whole_unit_is_killed_is_taken_back_by_its_watch()
    {
        await Machine.RunAsync(["systemd-run", "--unit", Service, "--collect", "--setenv", "TUISETUP_STATE_DIR=" + State, "--setenv", "TUISETUP_OTHER=not-for-others", .. Wizard, "--yes", "--proof", "host:10.90.0.1:9"]);
        await MirroredAsync();
        var unit = Assert.Single(await WatchesAsync());
        var environment = await Machine.RunAsync("systemctl", "show", "--property", "Environment", unit);
        Assert.Contains("TUISETUP_STATE_DIR=" + State, environment);
        Assert.DoesNotContain("not-for-others", environment);

        await KillAsync(Service);

        await IsTakenBackAsync();
    }

    /// <summary>This is what logind does at the end of a session, with KillUserProcesses=yes.</summary>
    [Fact]
    public async Task A_wizard_on_a_terminal_whose_whole_session_is_killed_is_taken_back_by_its_watch()
    {
        await using (await AskingAsync())
        {
            Assert.Single(await WatchesAsync());
            await KillAsync(Session);
        }

        await IsTakenBackAsync();
    }

    [Theory]
    [InlineData("TUISETUP_VCENTER_PASSWORD=Secret.1")]
    [InlineData("HTTPS_PROXY=http://me:Secret.1@proxy.example:3128")]
    public async Task A_secret_in_the_environment_is_for_a_child_alone_and_gets_into_no_unit(string secret)
    {
        await using (await AskingAsync(secret))
        {
            Assert.Empty(await WatchesAsync());
            Assert.DoesNotContain("Secret.1", await Machine.RunAsync("sh", "-c", "systemctl show '*'; cat /run/systemd/transient/*"));
            await Machine.RunAsync("pkill", "--signal", "KILL", "--full", "^" + string.Join(' ', Wizard));
            await IsTakenBackAsync();
        }
    }

    [Fact]
    public async Task A_file_with_a_password_is_named_in_the_unit_and_a_folder_with_a_dollar_is_no_variable()
    {
        var odd = $"/opt/$HOME-{_id}";
        await Machine.RunAsync("cp", "-a", Path.GetDirectoryName(ApplianceFixture.Program)!, odd);
        string[] command = [odd + "/tuisetup", .. Wizard.Skip(1)];
        await using (await AskingAsync("TUISETUP_VCENTER_PASSWORD_FILE=/root/password", command))
        {
            Assert.Contains("TUISETUP_VCENTER_PASSWORD_FILE=/root/password", await Machine.RunAsync("systemctl", "show", "--property", "Environment", Assert.Single(await WatchesAsync())));
            await KillAsync(Session);
        }

        await IsTakenBackAsync();
        await Machine.RunAsync("rm", "-r", odd);
    }

    /// <summary>The wizard in a session of its own on a terminal, when it asks whether the mirror may stay.</summary>
    private async Task<PtyProcess> AskingAsync(string variable = "LANG=C.UTF-8", string[]? wizard = null)
    {
        var program = Machine.Open(
            new PtyOptions(),
            ["systemd-run", "--quiet", "--scope", "--unit", Session, "--description", "A login session", "env", "TERM=xterm-256color", "SSH_CONNECTION=", "TUISETUP_STATE_DIR=" + State, variable, .. wizard ?? Wizard]);
        await program.WaitForTextAsync("<Apply>");
        program.Send("\r");
        await program.WaitForTextAsync("Can you still work?");
        await MirroredAsync();
        return program;
    }

    private Task<string> MirroredAsync() => Machine.RunAsync("ovs-vsctl", "--timeout=60", "wait-until", "Bridge", "br0", "mirrors!=[]");

    private Task<string> KillAsync(string unit) => Machine.RunAsync("systemctl", "kill", "--kill-who=all", "--signal=KILL", unit);

    private async Task<string[]> WatchesAsync()
        => [.. (await Machine.RunAsync("systemctl", "list-units", "--plain", "--no-legend", "tuisetup-watch-*")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0])];

    /// <summary>The mirror is gone, the run is closed, and so is its watch.</summary>
    private async Task IsTakenBackAsync()
    {
        await Machine.RunAsync("ovs-vsctl", "--timeout=60", "wait-until", "Bridge", "br0", "mirrors=[]");
        while ((await WatchesAsync()).Length > 0 || !(await Machine.RunAsync("env", "TUISETUP_STATE_DIR=" + State, ApplianceFixture.Program, "history")).Contains("undone", StringComparison.Ordinal))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }
}
