using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Native;
using TuiSetup.Backends.Systemd;
using TuiSetup.Core.Problems;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Backends.Systemd;

/// <summary>Units of a real systemd that is the first process of its machine.</summary>
[Collection(ApplianceFixture.Name)]
public sealed class SystemdUnitsTests(ApplianceFixture fixture) : IAsyncLifetime
{
    private const string Unit = "units-demo.service";

    private IBus _bus = null!;
    private SystemdUnits _units = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await fixture.Machine.RunAsync("sh", "-c", $"printf '[Service]\\nExecStart=/bin/sleep infinity\\n[Install]\\nWantedBy=multi-user.target\\n' >/etc/systemd/system/{Unit} && systemctl daemon-reload");
        _bus = await new SdBusConnector().OpenAsync(new BusAddress(fixture.Machine.Address), Stop);
        _units = new SystemdUnits(_bus, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _bus.DisposeAsync();
        await fixture.Machine.RunAsync("sh", "-c", $"systemctl stop {Unit}; systemctl unmask {Unit}; systemctl disable {Unit}; rm /etc/systemd/system/{Unit}; systemctl daemon-reload");
    }

    [Fact]
    public async Task A_unit_is_started_restarted_and_stopped_and_each_job_is_waited_for()
    {
        await _units.StartAsync(Unit, Stop);
        Assert.Equal("active", await _units.ActiveStateAsync(Unit, Stop));
        await _units.RestartAsync(Unit, Stop);
        Assert.Equal("active", await _units.ActiveStateAsync(Unit, Stop));
        await _units.StopAsync(Unit, Stop);
        Assert.Equal("inactive", await _units.ActiveStateAsync(Unit, Stop));
    }

    [Fact]
    public async Task A_unit_is_enabled_disabled_masked_and_unmasked()
    {
        await _units.EnableAsync(Unit, Stop);
        Assert.Equal("enabled", await _units.FileStateAsync(Unit, Stop));
        Assert.Contains(new UnitFile(Unit, "enabled"), await _units.ListFilesAsync(Stop));
        await _units.DisableAsync(Unit, Stop);
        Assert.Equal("disabled", await _units.FileStateAsync(Unit, Stop));
        await fixture.Machine.RunAsync("rm", "/etc/systemd/system/" + Unit);
        await _units.MaskAsync(Unit, Stop);
        Assert.Equal("masked", await _units.FileStateAsync(Unit, Stop));
        await _units.UnmaskAsync(Unit, Stop);
        Assert.Equal("", await _units.FileStateAsync(Unit, Stop));
        await InitializeAsync();
    }

    [Fact]
    public async Task A_command_runs_as_a_unit_without_a_file_and_its_failure_is_its_jobs()
    {
        await _units.StartTransientAsync("units-true.service", Command("/bin/true"), Stop);

        var failed = await Assert.ThrowsAsync<BackendException>(() => _units.StartTransientAsync("units-false.service", Command("/bin/false"), Stop));
        Assert.Equal("org.freedesktop.systemd1.Job.failed", failed.Name);
        await fixture.Machine.RunAsync("systemctl", "reset-failed", "units-false.service");
    }

    [Fact]
    public async Task Jobs_of_others_that_end_meanwhile_are_not_taken_for_ones_own()
    {
        var slow = _units.StartTransientAsync("units-slow.service", Command("/bin/sleep", "1"), Stop);
        for (var other = 0; other < 3; other++)
        {
            await _units.StartTransientAsync($"units-other-{other}.service", Command("/bin/true"), Stop);
        }

        Assert.False(slow.IsCompleted);
        await slow;
        Assert.Equal("inactive", await _units.ActiveStateAsync("units-slow.service", Stop));
    }

    [Fact]
    public async Task A_unit_that_is_not_there_has_no_file_state_and_cannot_be_started()
    {
        Assert.Equal("", await _units.FileStateAsync("nowhere.service", Stop));
        Assert.Equal("org.freedesktop.systemd1.NoSuchUnit", (await Assert.ThrowsAsync<DBusException>(() => _units.StartAsync("nowhere.service", Stop))).Name);
    }

    /// <summary>A one-shot, whose job ends with the command.</summary>
    private static (string Name, DBusValue Value)[] Command(params string[] command) =>
    [
        ("Type", DBusValue.Of("oneshot")),
        ("ExecStart", DBusValue.Array("(sasb)", DBusValue.Struct(DBusValue.Of(command[0]), DBusValue.Strings(command), DBusValue.Of(false)))),
    ];
}
