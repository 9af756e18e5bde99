using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.FirstBoot;

/// <summary>The wizard first-boot in a machine with the real systemd as its first process.</summary>
[Collection(ApplianceFixture.Name)]
public sealed class FirstBootTests(ApplianceFixture fixture)
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB6GkLmLSyA0dcVcq0PvHuDbYk1dzRcoeTiG6hoLjTpE admin@example";

    private const string Unit = "[Unit]\nDescription=For tests\n[Service]\nExecStart=/bin/sleep infinity\n[Install]\nWantedBy=multi-user.target\n";

    private readonly Appliance _machine = fixture.Machine;
    private readonly MachineProgram _program = new(fixture.Machine);

    [Fact]
    public async Task Everything_is_set_stays_over_a_reboot_and_is_undone()
    {
        await PutUnitAsync("demo.service", Unit);
        await _machine.RunAsync("sh", "-c", "printf 'correct horse' >/root/secret && chmod 600 /root/secret");
        var services = (await EnabledAsync()).Append("demo.service");
        var before = await StateAsync();

        var applied = await _program.ApplyAsync($$"""
            { "locale": "C.UTF-8", "keyboard": "de", "hostname": "gate1.example.net", "timezone": "Asia/Tokyo", "ntp": false,
              "device": "eth1", "ipv4_method": "manual", "ipv4_addresses": "10.93.0.2/24", "ipv6_method": "disabled",
              "user": "root", "password": { "file": "/root/secret" }, "ssh_key": "{{Key}}", "services": [{{string.Join(", ", services.Select(name => $"\"{name}\""))}}] }
            """, "--proof", "none");
        Assert.True(applied.ExitCode == 0, applied.Stdout + applied.Stderr);
        await AssertSetAsync();
        Assert.DoesNotContain("correct horse", await _machine.RunAsync("grep", "-r", "", _program.State));

        await _machine.RebootAsync();
        await _machine.WaitUntilRunningAsync();
        await AssertSetAsync();

        var undone = await _program.RunAsync("undo", "--proof", "none");
        Assert.True(undone.ExitCode == 0, undone.Stdout + undone.Stderr);
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task All_mistakes_are_told_at_once_and_nothing_is_changed()
    {
        var before = await StateAsync();

        var refused = await _program.ApplyAsync($$"""
            { "locale": "xx_XX.UTF-8", "keyboard": "klingon", "hostname": "{{new string('a', 65)}}", "timezone": "Mars/Olympus",
              "device": "eth1", "ipv4_method": "manual", "ipv4_addresses": "10.93.0.2/24", "ipv4_gateway": "10.94.0.1",
              "user": "nobody", "ssh_key": "no key", "services": ["none.service"] }
            """);

        Assert.Equal(3, refused.ExitCode);
        Assert.All(
            (string[])["locale: The locale 'xx_XX.UTF-8' is not generated", "keyboard: There is no keyboard layout", "hostname: The hostname has 65 characters", "timezone: There is no time zone",
                "ipv4_gateway: The gateway 10.94.0.1 is not in the network", "user: There is no user 'nobody' who can log in", "ssh_key: That is not a public key",
                "services: There is no service 'none.service'"],
            expected => Assert.Contains(expected, refused.Stderr));
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task A_unit_that_does_not_start_is_a_failure_with_its_job_and_everything_is_undone()
    {
        await PutUnitAsync("broken.service", "[Service]\nType=oneshot\nExecStart=/bin/false\n[Install]\nWantedBy=multi-user.target\n");
        var services = (await EnabledAsync()).Append("broken.service");
        var before = await StateAsync();

        var failed = await _program.ApplyAsync($$"""{ "hostname": "half-done", "services": [{{string.Join(", ", services.Select(name => $"\"{name}\""))}}] }""");

        await _machine.RunAsync("systemctl", "reset-failed", "broken.service");
        Assert.Equal(4, failed.ExitCode);
        Assert.Contains("The job of broken.service ended as 'failed'", failed.Stderr);
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task A_service_that_cannot_be_used_is_told_by_name_and_the_others_go_on()
    {
        await _machine.RunAsync("systemctl", "mask", "--runtime", "systemd-hostnamed");
        await _machine.TryAsync("systemctl", "stop", "systemd-hostnamed");
        try
        {
            var refused = await _program.ApplyAsync("""{ "hostname": "no-way", "timezone": "Etc/UTC" }""");
            Assert.Equal(3, refused.ExitCode);
            Assert.Contains("hostname: The service org.freedesktop.hostname1 cannot be used", refused.Stderr);
            Assert.Equal(0, (await _program.ApplyAsync("""{ "timezone": "Etc/UTC" }""")).ExitCode);
        }
        finally
        {
            await _machine.RunAsync("systemctl", "unmask", "--runtime", "systemd-hostnamed");
        }
    }

    [Fact]
    public async Task Cards_are_there_as_soon_as_NetworkManager_has_started()
    {
        await _machine.RunAsync("systemctl", "restart", "NetworkManager");

        Assert.Contains("eth1\t", (await _program.RunAsync("list", "network", "device")).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_shuts_the_machine_down_while_it_is_set_up()
    {
        var running = _program.ApplyAsync(
            """{ "device": "eth2", "ipv4_method": "manual", "ipv4_addresses": "10.94.0.2/24", "ipv6_method": "disabled" }""", "--proof", "host:10.94.0.9:9", "--guard", "5");
        while (!running.IsCompleted && !await IsInhibitedAsync())
        {
        }

        Assert.False(running.IsCompleted);
        Assert.Equal(4, (await running).ExitCode);
        Assert.False(await IsInhibitedAsync());
    }

    [Fact, Trait(Screenshot.Trait, Screenshot.Pictures)]
    public async Task Pages_show_what_is_set_and_those_that_a_file_answers_are_not_asked()
    {
        await _machine.RunAsync("hostnamectl", "set-hostname", "as-it-is");
        await using var program = _program.Open("run", "first-boot", "--answers", await _program.AnswersAsync("""{ "locale": "C.UTF-8", "keyboard": "us", "timezone": "Etc/UTC" }"""));

        await program.WaitForTextAsync("What shall this machine be called?");
        await program.WaitForTextAsync("as-it-is");
        await Screenshot.CheckAsync(program, "first-boot-name", "The machine itself: its name");
        program.Send("\t\r");
        await program.WaitForTextAsync("Who sets the clock?");
    }

    private async Task AssertSetAsync()
    {
        Assert.Equal("gate1.example.net", (await _machine.RunAsync("hostname")).Trim());
        Assert.Contains("127.0.1.1\tgate1.example.net gate1", await _machine.RunAsync("cat", "/etc/hosts"));
        Assert.Equal("Asia/Tokyo", (await _machine.RunAsync("timedatectl", "show", "-p", "Timezone", "--value")).Trim());
        var locale = await _machine.RunAsync("localectl", "status");
        Assert.Contains("LANG=C.UTF-8", locale);
        Assert.Contains("X11 Layout: de", locale);
        Assert.Contains(Key, await _machine.RunAsync("cat", "/root/.ssh/authorized_keys"));
        Assert.Equal("enabled active", string.Join(' ', (await _machine.RunAsync("sh", "-c", "systemctl is-enabled demo.service; systemctl is-active demo.service")).Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains("10.93.0.2/24", await _machine.RunAsync("sh", "-c", "for i in $(seq 100); do ip -4 -br address show eth1 | grep -q 10.93 && break; read -t 0.1 _ </dev/zero || true; done; ip -4 -br address show eth1"));
        Assert.Equal("True", (await _machine.RunAsync("python3", "-W", "ignore", "-c", "import crypt, spwd; h = spwd.getspnam('root').sp_pwdp; print(crypt.crypt('correct horse', h) == h)")).Trim());
    }

    private async Task<bool> IsInhibitedAsync()
        => (await _machine.RunAsync("systemd-inhibit", "--list", "--no-pager", "--no-legend")).Contains("The machine is being set up.", StringComparison.Ordinal);

    private Task<string> PutUnitAsync(string name, string text)
        => _machine.RunAsync("sh", "-c", $"printf '{text.Replace("\n", "\\n")}' >/etc/systemd/system/{name} && systemctl daemon-reload");

    /// <summary>The services that the wizard would show as switched on.</summary>
    private async Task<string[]> EnabledAsync()
        => [.. (await _machine.RunAsync("systemctl", "list-unit-files", "--type=service", "--state=enabled", "--no-legend", "--plain")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ')[0]).Where(name => !name.Contains('@') && !name.StartsWith("systemd-") && !name.StartsWith("NetworkManager") && !name.StartsWith("dbus") && !name.StartsWith("tuisetup"))];

    /// <summary>All that the wizard can change, as the system's own tools see it.</summary>
    private Task<string> StateAsync()
        => _machine.RunAsync(
            "sh", "-c",
            "hostnamectl hostname; timedatectl show -p Timezone --value; localectl status; sed 's/[[:space:]][[:space:]]*/ /g' /etc/hosts; systemctl list-unit-files --type=service --state=enabled --no-legend; nmcli -t -f NAME connection | sort; cut -d: -f1,2 /etc/shadow; cat /root/.ssh/authorized_keys 2>/dev/null || true");
}
