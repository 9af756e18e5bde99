using TuiSetup.Backends.OpenVSwitch;
using TuiSetup.Core.Problems;
using static TuiSetup.Tests.Backends.OpenVSwitch.Mirrors.OvsSample;

namespace TuiSetup.Tests.Backends.OpenVSwitch.Mirrors;

public sealed class CutOffRulesTests
{
    private const string Mac = "02:00:00:00:00:01";
    private readonly OvsSample _ovs = new();

    [Theory]
    [InlineData("7")]
    [InlineData("mon")]
    public void A_host_whose_address_was_learned_must_be_typed_out(string port)
    {
        _ovs.Port("br0", "mon", null, Interface("mon", ofport: 7)).Learned("br0", new LearnedMac(port, 0, Mac));

        Asks($"{Mac} was learned there");
    }

    [Fact]
    public void Addresses_behind_other_ports_do_not_count()
    {
        _ovs.Port("br0", "mon", null, Interface("mon", ofport: 7)).Learned("br0", new LearnedMac("70", 0, Mac)).Learned("br1", new LearnedMac("7", 0, Mac));

        Assert.Empty(_ovs.Check(Good));
    }

    [Fact]
    public void A_host_that_sent_packets_must_be_typed_out()
    {
        _ovs.Port("br0", "mon", null, Interface("mon", driver: "veth", packets: 12));

        Asks("12 packets came in there");
    }

    [Fact]
    public void A_host_that_is_a_virtual_machine_must_be_typed_out()
    {
        _ovs.Port("br0", "mon", null, Interface("mon", vm: Mac));

        Asks("a virtual machine is attached");
    }

    [Fact]
    public void An_address_of_this_machine_must_be_typed_out()
    {
        _ovs.Port("br0", "mon", null, Interface("mon", type: "internal"));
        _ovs.Session = new LocalSession(null, new HashSet<string>(), new HashSet<string> { "mon" });

        Asks("this machine has an address on it");
    }

    [Fact]
    public void An_uplink_with_traffic_is_refused()
    {
        _ovs.Port("br0", "mon", null, Interface("mon", driver: "e1000e", packets: 12));

        Refuses("Port 'mon' is an uplink of bridge 'br0' (12 packets came in there)");
    }

    [Fact]
    public void An_analysers_card_without_traffic_may_be_an_output()
    {
        _ovs.Port("br0", "mon", null, Interface("mon", driver: "e1000e", packets: 0));

        Assert.Empty(_ovs.Check(Good));
    }

    [Fact]
    public void A_bond_is_an_uplink_even_when_it_is_idle()
    {
        _ovs.Port("br0", "mon", null, Interface("eth0"), Interface("eth1"));

        Refuses("Port 'mon' is an uplink of bridge 'br0';");
    }

    [Fact]
    public void A_dpdk_port_with_traffic_is_an_uplink()
    {
        _ovs.Port("br0", "mon", null, Interface("mon", type: "dpdk", packets: 1));

        Refuses("is an uplink");
    }

    [Fact]
    public void The_interface_of_the_session_is_refused()
    {
        _ovs.Session = new LocalSession(null, new HashSet<string> { "mon" }, new HashSet<string> { "mon" });

        Refuses("Your own session runs through port 'mon'");
    }

    [Fact]
    public void The_port_behind_which_the_sessions_client_is_is_refused()
    {
        _ovs.Port("br0", "mon", null, Interface("mon", ofport: 7)).Learned("br0", new LearnedMac("7", 0, Mac));
        _ovs.Session = new LocalSession(Mac, new HashSet<string>(), new HashSet<string>());

        Refuses("Your own session runs through port 'mon'");
    }

    [Fact]
    public void The_virtual_machine_of_the_sessions_client_is_refused()
    {
        _ovs.Port("br0", "mon", null, Interface("mon", vm: "02:00:00:00:00:AB"));
        _ovs.Session = new LocalSession("02:00:00:00:00:ab", new HashSet<string>(), new HashSet<string>());

        Refuses("Your own session runs through port 'mon'");
    }

    [Fact]
    public void A_port_that_is_an_output_already_is_not_asked_about()
    {
        _ovs.Port("br0", "mon", null, Interface("mon", packets: 12)).Mirror("br0", "other", output: "mon", sources: ["h2"]);

        Assert.Empty(_ovs.Check(Good));
    }

    private void Asks(string evidence)
    {
        var problem = Assert.Single(_ovs.Check(Good));
        Assert.Equal((Severity.Confirm, "mon", "output_port"), (problem.Severity, problem.Phrase, problem.Field));
        Assert.Contains(evidence, problem.Message, StringComparison.Ordinal);
    }

    private void Refuses(string message)
    {
        var problem = Assert.Single(_ovs.Check(Good));
        Assert.Equal((Severity.Error, "output_port"), (problem.Severity, problem.Field));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }
}
