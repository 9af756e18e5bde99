using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Fleet;

/// <summary>The fleet on a terminal: the live table, the list of jobs, and the end of a wizard.</summary>
[Collection(RabbitFixture.Name)]
public sealed class ScreenTests(RabbitFixture fixture) : IAsyncLifetime
{
    private const string Enter = "\r", Escape = "\e\e", Tab = "\t", F12 = "\e[24~";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private OvsLab _lab = null!;
    private FleetHost _host = null!, _operator = null!;

    public async ValueTask InitializeAsync()
    {
        _lab = await OvsLab.StartAsync(1);
        _host = new FleetHost(fixture.Broker.Url, _lab);
        _operator = new FleetHost(fixture.Broker.Url, _lab);
        await _host.StartWorkerAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _operator.DisposeAsync();
        await _host.DisposeAsync();
        await _lab.DisposeAsync();
    }

    [Fact, Trait(Screenshot.Trait, Screenshot.Pictures)]
    public async Task A_job_is_watched_left_and_taken_up_again()
    {
        _lab.Kill("ovs-vswitchd");
        var answers = _operator.Write("a.json", """{ "wizard": "ovs-mirror", "answers": { "bridge": "br0", "name": "ids", "select_src_port": ["v-h1"], "output_port": "v-mon" } }""");
        await using (var terminal = _operator.Open("dispatch", "ovs-mirror", "--answers", answers, "--hosts", _host.Name))
        {
            await terminal.WaitForTextAsync("waiting for ovs-vswitchd", Patience);
            Assert.Contains("0 done, 0 failed, 1 at work, 0 waiting", terminal.Screen.Text, StringComparison.Ordinal);
            Assert.Contains($"{_host.Name} [..........] PROGRESS", terminal.Screen.Text, StringComparison.Ordinal);
            await Screenshot.CheckAsync(terminal, "fleet-job", "A job of the fleet, live", screen => Masks.Jobs(screen).Replace(_host.Name, "gate1.lab", StringComparison.Ordinal));
            terminal.Send(Enter);
            Assert.Equal(6, await terminal.WaitForExitAsync());
            Assert.True(terminal.SettingsKept);
        }

        await using var jobs = _operator.Open("jobs");
        await jobs.WaitForTextAsync("1 open  ovs-mirror");
        jobs.Send(Enter);
        await jobs.WaitForTextAsync("1 at work", Patience);
        await _lab.RestoreAsync();
        await jobs.WaitForScreenAsync(screen => !screen.Text.Contains("Leave", StringComparison.Ordinal) && screen.Text.Contains("1 done, 0 failed", StringComparison.Ordinal), "the end of the job", Patience);
        jobs.Send(Enter);
        await jobs.WaitForTextAsync("0 open  ovs-mirror", Patience);
        jobs.Send(Escape);
        Assert.Equal(0, await jobs.WaitForExitAsync());
    }

    [Fact]
    public async Task A_wizard_ends_with_this_machine_or_these()
    {
        var answers = _operator.Write("a.json", """{ "wizard": "ovs-mirror", "answers": { "bridge": "br0", "name": "ids", "select_src_port": ["v-h1"], "output_port": "v-mon" } }""");
        await using var terminal = _operator.Open("run", "ovs-mirror", "--answers", answers);
        await terminal.WaitForTextAsync("Review (9 of 9)");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("These machines");
        terminal.Send(Tab + Enter);
        await terminal.WaitForTextAsync("Names between commas");
        terminal.Send("no/such/file" + F12);
        await terminal.WaitForTextAsync("The list of hosts cannot be read");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Names between commas");
        terminal.Send(_host.Name + F12);
        await terminal.WaitForTextAsync("┤ Done ├", Patience);
        terminal.Send(Enter);

        Assert.Equal(0, await terminal.WaitForExitAsync());
        Assert.Contains("ids", await _lab.VsctlAsync("list", "mirror"), StringComparison.Ordinal);
        Assert.Equal("[]", (await _operator.RunAsync("history", "--json")).Stdout.Trim());
    }
}
