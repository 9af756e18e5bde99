using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Labs;

/// <summary>The lab is what it says, so that a test which fails in it has found something else.</summary>
[Collection(NetworkManagerFixture.Name)]
public sealed class NetworkManagerLabTests(NetworkManagerFixture fixture)
{
    private readonly NetworkManagerLab _lab = fixture.Lab;

    [Fact]
    public async Task A_profile_activates_and_the_gateway_answers_until_the_lab_is_reset()
    {
        await fixture.ResetAsync();
        await _lab.NmcliAsync(
            "connection", "add", "type", "ethernet", "ifname", "eth0", "con-name", "wan", "ipv4.method", "manual",
            "ipv4.addresses", "10.80.0.2/24", "ipv4.gateway", "10.80.0.1", "ipv4.dns", "10.80.0.1");
        await _lab.NmcliAsync("connection", "up", "wan");

        await _lab.HostAsync("ping", "-q", "-c1", "-W5", "10.80.0.1");
        Assert.Contains("nameserver 10.80.0.1", _lab.ResolvConf, StringComparison.Ordinal);
        Assert.Equal(["wan.nmconnection"], Directory.GetFiles(_lab.Profiles).Select(Path.GetFileName));

        await fixture.ResetAsync();
        Assert.Empty(Directory.GetFiles(_lab.Profiles));
        Assert.DoesNotContain("10.80.0.2", await _lab.HostAsync("ip", "address"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_other_end_of_eth1_serves_addresses()
    {
        await fixture.ResetAsync();
        await _lab.NmcliAsync("connection", "add", "type", "ethernet", "ifname", "eth1", "con-name", "lan");
        await _lab.NmcliAsync("connection", "up", "lan");
        Assert.StartsWith("IP4.ADDRESS[1]:10.81.0.", await _lab.NmcliAsync("-t", "-f", "IP4.ADDRESS", "device", "show", "eth1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cable_can_be_pulled_and_comes_back_with_a_reset()
    {
        await fixture.ResetAsync();
        await _lab.SetCableAsync("eth2", false);
        Assert.Equal("0", (await _lab.HostAsync("cat", "/sys/class/net/eth2/carrier")).Trim());
        await fixture.ResetAsync();
        Assert.Equal("1", (await _lab.HostAsync("cat", "/sys/class/net/eth2/carrier")).Trim());
    }

    [Fact]
    public async Task NetworkManager_can_be_killed_and_started_again_on_the_same_bus()
    {
        _lab.Kill("NetworkManager");
        await Assert.ThrowsAsync<InvalidOperationException>(() => _lab.NmcliAsync("-t", "device"));
        await _lab.RestoreAsync();
        Assert.Contains("mgmt0:ethernet:unmanaged:", await _lab.NmcliAsync("-t", "device"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(NetworkManagerAccess.RootOnly, false)]
    [InlineData(NetworkManagerAccess.Polkit, false)]
    [InlineData(NetworkManagerAccess.Everyone, true)]
    public async Task Who_may_write_is_chosen_for_the_lab(NetworkManagerAccess access, bool may)
    {
        await using var lab = await NetworkManagerLab.StartAsync(access, TestContext.Current.CancellationToken);
        var nobody = lab.HostAsync(
            "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "gdbus", "call", "--system",
            "--dest", "org.freedesktop.NetworkManager", "--object-path", "/org/freedesktop/NetworkManager",
            "--method", "org.freedesktop.NetworkManager.Reload", "0");
        if (may)
        {
            Assert.Equal("()", (await nobody).Trim());
        }
        else
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => nobody);
            Assert.Contains("PermissionDenied", refused.Message, StringComparison.Ordinal);
        }
    }
}
