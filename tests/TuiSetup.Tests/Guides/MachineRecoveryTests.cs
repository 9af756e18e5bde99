using TuiSetup.TestKit;
using TuiSetup.Tests.Program.Kpti;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Guides;

/// <summary>On a machine with systemd the commands of the guides leave no unit, no file and no setting of a wizard.</summary>
[Collection(ApplianceFixture.Name)]
public sealed class MachineRecoveryTests(ApplianceFixture fixture) : IAsyncLifetime
{
    private const string Bridge = "br-guide";

    private readonly Appliance _machine = fixture.Machine;
    private readonly string _state = $"/var/lib/tuisetup-{Guid.NewGuid():n}";

    public async ValueTask InitializeAsync() => await _machine.RunAsync("mkdir", "-p", _state);

    public async ValueTask DisposeAsync()
        => await _machine.TryAsync("sh", "-c", $"nmcli connection delete guide-net; ovs-vsctl --if-exists del-br {Bridge}; systemctl disable --now openvswitch-switch");

    [Fact]
    public async Task A_relay_is_gone_with_its_units()
    {
        await _machine.RunAsync("nmcli", "connection", "add", "type", "ethernet", "ifname", "eth0", "con-name", "guide-net", "ipv4.method", "manual", "ipv4.addresses", "10.91.0.2/24", "ipv6.method", "manual", "ipv6.addresses", "fd91::2/64");
        await _machine.RunAsync("nmcli", "connection", "up", "guide-net");
        var guide = Guide.Of("relay");
        const string look = "nft list ruleset; ip -6 neighbour show proxy; sysctl -a --pattern '^net\\.ipv[46]\\.(conf|neigh)\\.(all|eth0)\\..*(forwarding|proxy|redirects)'";
        var before = await StateAsync(look);

        await ApplyAsync("relay", """{ "interface": "eth0", "isolated": ["10.91.0.11-10.91.0.13", "fd91::11"], "rules": ["any -> any icmp"] }""");
        Assert.NotEqual(before, await StateAsync(look));
        await ShellAsync(guide.Recovery("units") + guide.Recovery("l3", ("LINK", "eth0")));

        Assert.Equal(before, await StateAsync(look));
    }

    [Fact]
    public async Task A_private_vlan_is_gone_with_its_units()
    {
        await _machine.RunAsync("systemctl", "enable", "--now", "openvswitch-switch");
        await _machine.RunAsync("ovs-vsctl", "add-br", Bridge, "--", "set", "bridge", Bridge, "datapath_type=netdev", "--", "add-port", Bridge, "g1", "--", "set", "interface", "g1", "type=internal");
        const string look = $"ovs-vsctl --columns=name,tag,protected,external_ids list port; ovs-vsctl --columns=name,fail_mode,external_ids list bridge; ovs-ofctl --no-stats -O OpenFlow14 dump-flows {Bridge} | grep actions=";
        var guide = Guide.Of("ovs-pvlan");
        var before = await StateAsync(look);

        await ApplyAsync("ovs-pvlan", $$"""{ "bridge": "{{Bridge}}", "primary": 100, "isolated": 101, "roles": { "g1": "isolated" } }""");
        Assert.NotEqual(before, await StateAsync(look));
        await ShellAsync(guide.Recovery("units", ("UNIT", @"br\x2dguide")) + guide.Recovery("", ("BRIDGE", Bridge), ("PRIMARY", "100")));

        Assert.Equal(before, await StateAsync(look));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task A_word_on_the_kernel_command_line_is_gone_whether_for_one_boot_or_for_all(string once)
    {
        var kpti = new KptiMachine(_machine);
        await kpti.PrepareAsync();
        try
        {
            const string look = "cat /boot/grub/grub.cfg; grep next_entry /boot/grub/grubenv; grep -s . /boot/grub/custom.cfg; ls /etc/default/grub.d";
            var before = await StateAsync(look);
            var applied = await kpti.ApplyAsync($$"""{ "pti": "on", "once": {{once}}, "compare": true }""");
            Assert.True(applied.ExitCode == 0, applied.Stdout + applied.Stderr);
            Assert.NotEqual(before, await StateAsync(look));

            await ShellAsync(Guide.Of("kpti").Recovery(""));

            Assert.Equal(before, await StateAsync(look));
        }
        finally
        {
            await _machine.TryAsync("sh", "-c", "umount /boot; umount /proc/1/environ");
        }
    }

    private async Task ApplyAsync(string wizard, string answers)
    {
        using var folder = new TempFolder();
        await _machine.PutAsync(folder.Write("answers", $$"""{ "wizard": "{{wizard}}", "answers": {{answers}} }"""), _state + "/answers.json");
        var applied = await _machine.TryAsync("env", "TUISETUP_STATE_DIR=" + _state, "SSH_CONNECTION=", ApplianceFixture.Program, "run", wizard, "--answers", _state + "/answers.json", "--yes");
        Assert.True(applied.ExitCode == 0, applied.Stdout + applied.Stderr);
    }

    private async Task ShellAsync(string commands) => (await _machine.TryAsync("sh", "-e", "-c", commands)).Required(commands);

    /// <summary>What commands print, and the units and files of ours.</summary>
    private async Task<string> StateAsync(string commands)
        => (await _machine.TryAsync("sh", "-c", commands + "; find /etc -name '*tuisetup*' | sort; systemctl list-unit-files --no-legend 'tuisetup*'")).Stdout;
}
