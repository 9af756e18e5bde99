using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Labs;

/// <summary>The private machine is a real one, and keeps to itself.</summary>
[Collection(ApplianceFixture.Name)]
public sealed class ApplianceTests(ApplianceFixture fixture)
{
    private readonly Appliance _machine = fixture.Machine;

    [Fact]
    public async Task It_boots_to_a_system_in_which_nothing_has_failed()
    {
        Assert.Equal("running", (await _machine.RunAsync("systemctl", "is-system-running")).Trim());
        Assert.Equal("systemd", (await _machine.RunAsync("cat", "/proc/1/comm")).Trim());
        Assert.Contains("eth0:ethernet:", await _machine.RunAsync("nmcli", "-t", "-f", "DEVICE,TYPE,STATE", "device"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_set_in_it_survives_its_reboot_and_leaves_this_system_as_it_is()
    {
        var (name, zone) = (Environment.MachineName, File.ResolveLinkTarget("/etc/localtime", true)?.FullName);
        await _machine.RunAsync("hostnamectl", "set-hostname", "edge-7");
        await _machine.RunAsync("timedatectl", "set-timezone", "Europe/Prague");

        await _machine.RebootAsync("quiet");
        await _machine.WaitUntilRunningAsync();

        Assert.Equal("edge-7", (await _machine.RunAsync("hostname")).Trim());
        Assert.Equal("Europe/Prague", (await _machine.RunAsync("timedatectl", "show", "-p", "Timezone", "--value")).Trim());
        Assert.Equal("quiet", (await _machine.RunAsync("cat", "/proc/cmdline")).Trim());
        Assert.Equal((name, zone), (File.ReadAllText("/proc/sys/kernel/hostname").Trim(), File.ResolveLinkTarget("/etc/localtime", true)?.FullName));
    }

    [Fact]
    public async Task It_cannot_change_what_it_shares_with_this_system()
    {
        Assert.NotEqual(0, (await _machine.TryAsync("sysctl", "-w", "kernel.sysrq=1")).ExitCode);
        Assert.NotEqual(0, (await _machine.TryAsync("date", "-s", "2001-01-01")).ExitCode);
        Assert.Equal(0, (await _machine.TryAsync("sysctl", "-w", "net.ipv4.ip_forward=1")).ExitCode);
        await _machine.RunAsync("chmod", "600", "/dev/null");
        Assert.Equal("666", (await ProcessRunner.RunAsync("stat", ["-c", "%a", "/dev/null"], cancel: TestContext.Current.CancellationToken)).Stdout.Trim());
        await _machine.RunAsync("chmod", "666", "/dev/null");
    }

    [Fact]
    public async Task Its_cables_lead_to_the_other_end_and_its_bus_can_be_reached_from_outside()
    {
        await _machine.RunAsync("nmcli", "connection", "add", "type", "ethernet", "ifname", "eth0", "con-name", "m", "ipv4.method", "manual", "ipv4.addresses", "10.90.0.2/24");
        await _machine.RunAsync("nmcli", "connection", "up", "m");
        await _machine.PeerAsync("ping", "-q", "-c1", "-W5", "10.90.0.2");
        var version = await ProcessRunner.RunAsync(
            "busctl",
            ["--address=" + _machine.Address, "get-property", "org.freedesktop.systemd1", "/org/freedesktop/systemd1", "org.freedesktop.systemd1.Manager", "Version"],
            cancel: TestContext.Current.CancellationToken);
        Assert.StartsWith("s \"", version.Required("busctl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_power_cut_loses_nothing_that_was_written()
    {
        await _machine.RunAsync("touch", "/var/lib/kept");
        await _machine.CutPowerAsync();
        await _machine.RunAsync("test", "-e", "/var/lib/kept");
        await _machine.WaitUntilRunningAsync();
    }

    [Fact]
    public async Task Its_consoles_have_a_getty_each_and_nothing_is_left_of_it()
    {
        var machine = await Appliance.StartAsync(new ApplianceOptions { HasConsoles = true, Files = new Dictionary<string, string> { ["/etc/issue"] = "Private machine\n" } }, TestContext.Current.CancellationToken);
        string leader;
        try
        {
            await machine.Screen!.WaitForTextAsync("appliance login:");
            await machine.Serial!.WaitForTextAsync("appliance login:");
            Assert.Contains("Private machine", machine.Serial.Screen.Text, StringComparison.Ordinal);
            machine.Serial.Send("nobody\r");
            await machine.Serial.WaitForTextAsync("Password:");
            leader = await File.ReadAllTextAsync(Path.Combine(machine.Directory, "leader.pid"), TestContext.Current.CancellationToken);
        }
        finally
        {
            await machine.DisposeAsync();
        }

        Assert.False(Directory.Exists(machine.Directory));
        Assert.False(Directory.Exists("/proc/" + leader.Trim()));
    }
}
