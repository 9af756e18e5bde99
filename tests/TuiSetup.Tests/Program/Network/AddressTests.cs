using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Network;

/// <summary>The wizard network, unattended, on a real NetworkManager.</summary>
[Collection(NetworkManagerFixture.Name)]
public sealed class AddressTests(NetworkManagerFixture fixture) : IAsyncLifetime
{
    private const string Fixed = """{ "type": "ethernet", "device": "eth0", "ipv4_method": "manual", "ipv4_addresses": "10.80.0.2/24", "ipv4_gateway": "10.80.0.1", "ipv6_method": "disabled", "dns": "10.80.0.1, fd80::53", "dns_search": "example.com" }""";

    private readonly NetworkProgram _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_fixed_address_is_set_proved_by_the_gateway_and_undone()
    {
        var applied = await _program.ApplyAsync(Fixed, "--proof", "gateway");
        Assert.True(applied.ExitCode == 0, applied.Stdout + applied.Stderr);
        Assert.Equal("10.80.0.2/24", await _program.AddressesAsync("eth0"));
        Assert.Equal("manual|10.80.0.2/24|10.80.0.1|10.80.0.1|example.com", await ProfileAsync("eth0", "ipv4.method,ipv4.addresses,ipv4.gateway,ipv4.dns,ipv4.dns-search"));

        var again = await _program.ApplyAsync(Fixed);
        Assert.Contains("Nothing to do", again.Stdout);

        var undone = await _program.RunAsync("undo", "--proof", "none");
        Assert.True(undone.ExitCode == 0, undone.Stdout + undone.Stderr);
        Assert.Equal("", await _program.AddressesAsync("eth0"));
        Assert.DoesNotContain("eth0", await fixture.Lab.NmcliAsync("-t", "-f", "NAME", "connection"));
    }

    [Fact]
    public async Task An_address_by_DHCP_is_followed_until_it_is_there()
    {
        var applied = await _program.ApplyAsync("""{ "type": "ethernet", "device": "eth1", "ipv4_method": "auto", "ipv6_method": "auto", "mtu": 1400 }""");

        Assert.True(applied.ExitCode == 0, applied.Stdout + applied.Stderr);
        Assert.StartsWith("10.81.0.", await _program.AddressesAsync("eth1"));
        Assert.Contains("mtu 1400", await fixture.Lab.HostAsync("ip", "link", "show", "eth1"));
    }

    [Fact]
    public async Task A_profile_that_is_there_is_changed_keeps_all_else_and_is_brought_back()
    {
        await fixture.Lab.NmcliAsync("connection", "add", "type", "ethernet", "ifname", "eth0", "con-name", "uplink", "ipv4.method", "manual", "ipv4.addresses", "10.80.0.9/24", "ipv4.routes", "10.9.0.0/16 10.80.0.1 7", "connection.zone", "trusted");
        await fixture.Lab.NmcliAsync("connection", "up", "uplink");

        var applied = await _program.ApplyAsync("""{ "type": "ethernet", "device": "eth0", "ipv4_method": "manual", "ipv4_addresses": "10.80.0.3/24, 10.80.0.4/24", "ipv6_method": "manual", "ipv6_addresses": "fd80:80::3/64" }""");
        Assert.True(applied.ExitCode == 0, applied.Stdout + applied.Stderr);
        Assert.Equal("10.80.0.3/24 10.80.0.4/24", await _program.AddressesAsync("eth0"));
        Assert.Contains("fd80:80::3/64", await _program.AddressesAsync("eth0", "-6"));
        Assert.Equal("trusted|10.9.0.0/16 10.80.0.1 7", await ProfileAsync("uplink", "connection.zone,ipv4.routes"));

        var undone = await _program.RunAsync("undo", "--proof", "none");
        Assert.True(undone.ExitCode == 0, undone.Stdout + undone.Stderr);
        Assert.Equal("10.80.0.9/24", await _program.AddressesAsync("eth0"));
        Assert.Equal("trusted|10.80.0.9/24|auto", await ProfileAsync("uplink", "connection.zone,ipv4.addresses,ipv6.method"));
    }

    [Fact]
    public async Task A_bridge_of_two_cards_has_the_address_and_is_undone_as_one()
    {
        var applied = await _program.ApplyAsync("""{ "type": "bridge", "interface": "br7", "ports": ["eth0", "eth2"], "stp": false, "ipv4_method": "manual", "ipv4_addresses": "10.80.0.7/24", "ipv6_method": "disabled" }""");

        Assert.True(applied.ExitCode == 0, applied.Stdout + applied.Stderr);
        Assert.Equal("10.80.0.7/24", await _program.AddressesAsync("br7"));
        Assert.Equal(2, (await fixture.Lab.HostAsync("ip", "-br", "link", "show", "master", "br7")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        await fixture.Lab.HostAsync("ping", "-c1", "-W5", "10.80.0.1");

        var undone = await _program.RunAsync("undo", "--proof", "none");
        Assert.True(undone.ExitCode == 0, undone.Stdout + undone.Stderr);
        Assert.DoesNotContain("br7", await fixture.Lab.HostAsync("ip", "-br", "link"));
    }

    [Fact]
    public async Task A_card_with_an_address_becomes_a_port_of_a_bridge_and_has_it_again_by_undo()
    {
        await fixture.Lab.NmcliAsync("connection", "add", "type", "ethernet", "ifname", "eth0", "con-name", "uplink", "ipv4.method", "manual", "ipv4.addresses", "10.80.0.9/24", "connection.zone", "trusted");
        await fixture.Lab.NmcliAsync("connection", "up", "uplink");

        var applied = await _program.ApplyAsync("""{ "type": "bridge", "interface": "br7", "ports": ["eth0"], "stp": false, "ipv4_method": "manual", "ipv4_addresses": "10.80.0.9/24", "ipv6_method": "disabled" }""");
        Assert.True(applied.ExitCode == 0, applied.Stdout + applied.Stderr);
        Assert.Equal(("", "10.80.0.9/24"), (await _program.AddressesAsync("eth0"), await _program.AddressesAsync("br7")));

        var undone = await _program.RunAsync("undo", "--proof", "host:10.80.0.1");
        Assert.True(undone.ExitCode == 0, undone.Stdout + undone.Stderr);
        Assert.Equal("10.80.0.9/24", await _program.AddressesAsync("eth0"));
        Assert.Equal("trusted|10.80.0.9/24|auto", await ProfileAsync("uplink", "connection.zone,ipv4.addresses,ipv6.method"));
    }

    [Fact]
    public async Task A_plan_of_a_VLAN_and_of_a_bond_says_what_nmcli_would()
    {
        var vlan = (await _program.PlanAsync("""{ "type": "vlan", "device": "eth0", "interface": "eth0.30", "vlan_id": 30, "ipv4_method": "auto", "ipv6_method": "ignore" }"""))["steps"]![0]!["after"]!;
        Assert.Equal(("vlan", "30", "eth0"), ((string)vlan["connection.type"]!, vlan["vlan.id"]!.ToString(), (string)vlan["vlan.parent"]!));

        var bond = (await _program.PlanAsync("""{ "type": "bond", "interface": "bond0", "bond_mode": "802.3ad", "ports": ["eth0", "eth1"], "ipv4_method": "auto", "ipv6_method": "auto" }"""))["steps"]!.AsArray();
        Assert.Equal(["mode=802.3ad"], bond[0]!["after"]!["bond.options"]!.AsArray().Select(option => (string)option!));
        Assert.All(bond.Skip(1), port => Assert.Equal(("bond0", "bond"), ((string)port!["after"]!["connection.master"]!, (string)port["after"]!["connection.slave-type"]!)));
    }

    [Fact]
    public async Task A_card_is_named_by_its_MAC_address_too()
    {
        var mac = (await fixture.Lab.HostAsync("cat", "/sys/class/net/eth2/address")).Trim();

        var plan = await _program.PlanAsync($$"""{ "type": "ethernet", "device": "{{mac}}", "ipv4_method": "auto", "ipv6_method": "auto" }""");

        Assert.Equal("eth2", (string)plan["steps"]![0]!["after"]!["connection.interface-name"]!);
    }

    [Fact]
    public async Task A_card_without_a_cable_keeps_the_profile_for_when_it_comes()
    {
        await fixture.Lab.SetCableAsync("eth2", isIn: false);

        var applied = await _program.ApplyAsync("""{ "type": "ethernet", "device": "eth2", "ipv4_method": "manual", "ipv4_addresses": "10.82.0.2/24", "ipv6_method": "disabled" }""");

        Assert.True(applied.ExitCode == 0, applied.Stdout + applied.Stderr);
        Assert.Equal("10.82.0.2/24", await ProfileAsync("eth2", "ipv4.addresses"));
    }

    [Fact]
    public async Task A_user_without_rights_is_refused_by_name_and_nothing_is_changed()
    {
        var state = Directory.CreateTempSubdirectory("tuisetup-nobody-").FullName;
        File.SetUnixFileMode(state, (UnixFileMode)0b111_111_111);
        var answers = Path.Combine(state, "answers.json");
        await File.WriteAllTextAsync(answers, $$"""{ "wizard": "network", "answers": {{Fixed}} }""", TestContext.Current.CancellationToken);
        var (file, beside) = fixture.Lab.Beside("setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups", Tuisetup.Executable, "run", "network", "--answers", answers, "--yes");
        var result = await ProcessRunner.RunAsync(file, beside, new Dictionary<string, string?>(fixture.Lab.Environment) { ["TUISETUP_STATE_DIR"] = state }, cancel: TestContext.Current.CancellationToken);
        Directory.Delete(state, recursive: true);

        Assert.True(result.ExitCode == 6, result.Stdout + result.Stderr);
        Assert.Contains("Run this as root", result.Stderr);
        Assert.Equal("", await _program.AddressesAsync("eth0"));
    }

    private async Task<string> ProfileAsync(string name, string fields)
        => string.Join('|', (await fixture.Lab.NmcliAsync("-t", "-e", "no", "-g", fields, "connection", "show", name)).Split('\n', StringSplitOptions.RemoveEmptyEntries));
}
