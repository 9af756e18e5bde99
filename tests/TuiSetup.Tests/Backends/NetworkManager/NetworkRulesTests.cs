using TuiSetup.Backends.NetworkManager;
using TuiSetup.Backends.OpenVSwitch;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Tests.Backends.NetworkManager;

/// <summary>What is wrong with answers about the network, all of it at once.</summary>
public sealed class NetworkRulesTests
{
    private static NmDevice Card(string name, string mac, NmDeviceState state = NmDeviceState.Disconnected, bool isManaged = true, params string[] addresses)
        => new() { Path = "/" + name, Interface = name, HwAddress = mac, DeviceType = 1, State = state, IsManaged = isManaged, Addresses = [.. addresses] };

    private static NetworkFacts Facts(string session = "") => new(
        new PlanTarget("unix:path=/bus", "machine", Value.Nothing),
        new NmSnapshot(
            [
                Card("eth0", "02:00:00:00:00:01"), Card("eth1", "02:00:00:00:00:02", NmDeviceState.Activated, true, "192.0.2.9/24"),
                Card("eth2", "02:00:00:00:00:03", NmDeviceState.Unavailable), Card("mgmt0", "02:00:00:00:00:04", NmDeviceState.Unmanaged, isManaged: false),
                Card("twin0", "02:00:00:00:00:05"), Card("twin1", "02:00:00:00:00:05"),
            ],
            [],
            "1.42.4"),
        new LocalSession(null, new HashSet<string> { session }, new HashSet<string>()));

    [Theory]
    [InlineData("ipv4_addresses=10.0.0.5/24;ipv4_gateway=10.0.1.1", "ipv4_gateway: The gateway 10.0.1.1 is not in the network of 10.0.0.5/24.")]
    [InlineData("ipv4_addresses=10.0.0.5/24;ipv4_gateway=10.0.0.5", "ipv4_gateway: 10.0.0.5 is the card's own address.")]
    [InlineData("ipv4_addresses=10.0.0.5/24;ipv4_gateway=fd00::1", "ipv4_gateway: 'fd00::1' is not an address of ipv4.")]
    [InlineData("ipv4_addresses=10.0.0.5", "ipv4_addresses: '10.0.0.5' is not an address of ipv4 with a prefix length.")]
    [InlineData("ipv4_addresses=10.0.0.5/33", "ipv4_addresses: '10.0.0.5/33' is not an address")]
    [InlineData("ipv4_addresses=010.0.0.5/24", "ipv4_addresses: '010.0.0.5/24' is not an address")]
    [InlineData("ipv4_addresses=10.0.0.0/24", "ipv4_addresses: 10.0.0.0/24 is the network itself.")]
    [InlineData("ipv4_addresses=10.0.0.255/24", "ipv4_addresses: 10.0.0.255/24 is the broadcast address of the network.")]
    [InlineData("ipv4_addresses=127.0.0.1/8", "ipv4_addresses: 127.0.0.1/8 cannot be the address of a card.")]
    [InlineData("ipv4_addresses=224.0.0.5/24", "ipv4_addresses: 224.0.0.5/24 cannot be the address of a card.")]
    [InlineData("ipv4_addresses=192.0.2.9/24", "ipv4_addresses: eth1 has the address 192.0.2.9 already.")]
    [InlineData("", "ipv4_addresses: The method manual of ipv4 needs an address.")]
    [InlineData("ipv4_method=dhcp", "ipv4_method: 'dhcp' is no method for ipv4.")]
    [InlineData("ipv4_addresses=10.0.0.5/24;ipv6_method=manual;ipv6_addresses=10.0.0.6/24", "ipv6_addresses: '10.0.0.6/24' is not an address of ipv6")]
    [InlineData("ipv4_addresses=10.0.0.5/24;ipv6_method=manual", "ipv6_addresses: The method manual of ipv6 needs an address.")]
    [InlineData("ipv4_addresses=10.0.0.5/24;dns=10.0.0.1,dns.example.com", "dns: 'dns.example.com' is not the address of a name server.")]
    [InlineData("ipv4_addresses=10.0.0.5/24;dns_search=ex ample..com", "dns_search: 'ample..com' is not a domain.")]
    [InlineData("ipv4_addresses=10.0.0.5/24;routes=10.9.0.0 10.0.0.1", "routes: '10.9.0.0 10.0.0.1' is not a route.")]
    [InlineData("ipv4_addresses=10.0.0.5/24;routes=10.9.0.0/16 fd00::1", "routes: '10.9.0.0/16 fd00::1' is not a route.")]
    [InlineData("ipv4_addresses=10.0.0.5/24;device=eth9", "device: There is no network card 'eth9'.")]
    [InlineData("ipv4_addresses=10.0.0.5/24;device=mgmt0", "device: NetworkManager does not manage mgmt0.")]
    [InlineData("ipv4_addresses=10.0.0.5/24;device=eth2", "device: eth2 has no cable, or the other side is off.")]
    [InlineData("ipv4_addresses=10.0.0.5/24;device=02:00:00:00:00:05", "device: '02:00:00:00:00:05' is 2 network cards: twin0, twin1.")]
    [InlineData("ipv4_addresses=10.0.0.5/24;mac=02:00:00:00:00:02", "mac: eth0 has the MAC address 02:00:00:00:00:01, not 02:00:00:00:00:02. 02:00:00:00:00:02 is eth1.")]
    [InlineData("ipv4_addresses=10.0.0.5/24;type=vlan;interface=eth0.5000", "vlan_id: A VLAN needs an ID from 1 to 4094.")]
    [InlineData("ipv4_addresses=10.0.0.5/24;type=bridge", "interface: The interface needs a name.")]
    [InlineData("ipv4_addresses=10.0.0.5/24;type=bridge;interface=a-name-that-is-too-long", "interface: 'a-name-that-is-too-long' cannot name an interface.")]
    [InlineData("ipv4_addresses=10.0.0.5/24;type=bridge;interface=eth1", "interface: There is an interface 'eth1' already.")]
    [InlineData("ipv4_addresses=10.0.0.5/24;type=bond;interface=bond0", "ports: A bond needs at least one port.")]
    [InlineData("ipv4_addresses=10.0.0.5/24;type=bond;interface=bond0;ports=mgmt0", "ports: There is no network card 'mgmt0' that NetworkManager manages.")]
    [InlineData("ipv4_addresses=10.0.0.5/24;type=tunnel;interface=t0", "type: 'tunnel' is no type of connection.")]
    public void A_mistake_is_told_with_its_question(string answers, string expected)
        => Assert.Contains(Check(answers), problem => problem.ToString().StartsWith(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData(67, "The MTU cannot be 67.")]
    [InlineData(1000, "IPv6 needs an MTU of 1280 at least, and this is 1000.")]
    public void An_MTU_must_be_possible(long mtu, string expected)
        => Assert.Contains(
            NetworkRules.Check(NetworkRequest.From(Sheet("ipv4_addresses=10.0.0.5/24;ipv6_method=auto").With("mtu", Value.Of(mtu))), Facts()),
            problem => problem.Message == expected);

    [Theory]
    [InlineData("ipv4_addresses=10.0.0.5/24;ipv4_gateway=10.0.0.1;dns=10.0.0.1 fd00::1;dns_search=example.com;routes=10.9.0.0/16 10.0.0.1 5, fd00:9::/32 fd00::1")]
    [InlineData("ipv4_addresses=10.0.0.4/31")]
    [InlineData("ipv4_addresses=10.0.0.4/32")]
    [InlineData("ipv4_method=auto;ipv6_method=manual;ipv6_addresses=fd00::5/64;ipv6_gateway=fe80::1")]
    [InlineData("device=02:00:00:00:00:01;mac=02-00-00-00-00-01;ipv4_addresses=10.0.0.5/24")]
    [InlineData("type=vlan;interface=eth0.10;vlan=10;ipv4_method=auto")]
    public void What_is_right_has_no_problems(string answers)
        => Assert.Empty(NetworkRules.Check(NetworkRequest.From(answers.Contains("vlan=10") ? Sheet(answers).With("vlan_id", Value.Of(10)) : Sheet(answers)), Facts()));

    [Fact]
    public void All_mistakes_are_told_at_once()
        => Assert.Equal(
            ["device", "ipv4_addresses", "ipv4_gateway", "dns", "routes"],
            Check("device=eth9;ipv4_addresses=10.0.0.0/24;ipv4_gateway=1.2.3.4;dns=x;routes=y").Select(problem => problem.Field));

    [Fact]
    public void Whoever_is_connected_over_the_card_is_warned()
    {
        var warning = Assert.Single(NetworkRules.Check(NetworkRequest.From(Sheet("ipv4_addresses=10.0.0.5/24")), Facts("eth0")));

        Assert.Equal(Severity.Warning, warning.Severity);
        Assert.Contains("Your session runs over eth0", warning.Message);
    }

    private static List<Problem> Check(string answers) => [.. NetworkRules.Check(NetworkRequest.From(Sheet(answers)), Facts())];

    private static AnswerSheet Sheet(string answers)
        => ("type=ethernet;device=eth0;ipv4_method=manual;" + answers).Split(';', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('=', 2))
            .Aggregate(AnswerSheet.Empty, (sheet, pair) => sheet.With(pair[0], pair[0] == "ports" ? Value.List(pair[1].Split(',')) : Value.Of(pair[1])));
}
