using TuiSetup.Backends.OpenVSwitch;
using TuiSetup.Backends.OpenVSwitch.Mirrors;
using TuiSetup.Core.Problems;
using static TuiSetup.Tests.Backends.OpenVSwitch.Mirrors.OvsSample;

namespace TuiSetup.Tests.Backends.OpenVSwitch.Mirrors;

public sealed class MirrorRulesTests
{
    private readonly OvsSample _ovs = new();

    [Fact]
    public void A_good_mirror_has_no_problem()
    {
        Assert.Empty(_ovs.Check(Good));
        Assert.Empty(_ovs.CheckTogether(Good));
    }

    [Fact]
    public void Without_a_bridge_there_is_nothing_to_say_yet() => Assert.Empty(_ovs.Check(new MirrorRequest { Bridge = "", Name = "" }));

    [Fact]
    public void An_unknown_bridge_is_told_with_those_there_are()
        => Is("bridge", Severity.Error, "There is no bridge 'br9'. The bridges are br0, br1.", Good with { Bridge = "br9" });

    [Fact]
    public void Both_outputs_are_refused()
        => Is("output_vlan", Severity.Error, "Both output_port and output_vlan", Good with { OutputVlan = 999 });

    [Fact]
    public void No_output_is_refused() => Is("output_vlan", Severity.Error, "There is no destination", Good with { OutputPort = null });

    [Fact]
    public void An_output_that_is_also_a_source_is_refused()
    {
        Is("output_port", Severity.Error, "is the destination and also a source", Good with { SelectSrcPort = ["h1", "mon"] });
        Is("output_port", Severity.Error, "is the destination and also a source", Good with { SelectDstPort = ["mon"] });
    }

    [Fact]
    public void A_port_of_another_bridge_is_told_with_its_bridge()
    {
        Is("output_port", Severity.Error, "Port 'far' is on bridge 'br1', not on 'br0'", Good with { OutputPort = "far" });
        Is("select_dst_port", Severity.Error, "Port 'far' is on bridge 'br1', not on 'br0'", Good with { SelectDstPort = ["far"] });
    }

    [Fact]
    public void An_unknown_port_is_told_with_those_there_are()
        => Is("select_src_port", Severity.Error, "Bridge 'br0' has no port 'h9'. Its ports are h1, h2, mon.", Good with { SelectSrcPort = ["h9"] });

    [Theory]
    [InlineData(0L)]
    [InlineData(4096L)]
    [InlineData(-1L)]
    public void An_output_vlan_out_of_range_is_refused(long vlan)
        => Is("output_vlan", Severity.Error, $"VLAN {vlan} is not between 1 and 4095.", Good with { OutputPort = null, OutputVlan = vlan });

    [Theory]
    [InlineData(-1L)]
    [InlineData(4096L)]
    public void A_selected_vlan_out_of_range_is_refused(long vlan)
        => Is("select_vlan", Severity.Error, $"VLAN {vlan} is not between 0 and 4095.", Good with { SelectVlan = [vlan, 0, 4095] });

    [Theory]
    [InlineData(13L)]
    [InlineData(65536L)]
    public void A_snaplen_out_of_range_is_refused(long length) => Is("snaplen", Severity.Error, $"snaplen {length} is not between", Good with { Snaplen = length });

    [Fact]
    public void Values_at_the_ends_of_their_ranges_are_good()
    {
        Assert.Empty(_ovs.Check(Good with { Snaplen = 14, SelectVlan = [0, 4095] }));
        Assert.Empty(_ovs.Check(Good with { Snaplen = 65535, OutputPort = null, OutputVlan = 1 }));
        Assert.Empty(_ovs.Check(Good with { OutputPort = null, OutputVlan = 4095 }));
    }

    [Fact]
    public void Everything_with_ports_beside_it_is_refused()
    {
        Is("select_src_port", Severity.Error, "select_all copies every packet", Good with { SelectAll = true });
        Is("select_dst_port", Severity.Error, "select_all copies every packet", Good with { SelectAll = true, SelectSrcPort = [], SelectDstPort = ["h2"] });
    }

    [Fact]
    public void A_vlan_alone_or_nothing_at_all_copies_nothing_and_is_refused()
    {
        Is("select_vlan", Severity.Error, "select_vlan alone copies nothing", Good with { SelectSrcPort = [], SelectVlan = [20] });
        Is("select_dst_port", Severity.Error, "Nothing is selected", Good with { SelectSrcPort = [] });
        Assert.Empty(_ovs.Check(Good with { SelectSrcPort = [], SelectAll = true, SelectVlan = [20] }));
    }

    [Fact]
    public void A_source_that_is_another_mirrors_output_is_refused()
    {
        _ovs.Mirror("br0", "other", output: "h1");

        Is("select_src_port", Severity.Error, "Port 'h1' is the output of mirror 'other'", Good);
        Assert.Empty(_ovs.Check(Good with { Name = "other" }));
    }

    [Fact]
    public void A_destination_that_another_mirror_copies_from_is_refused()
    {
        _ovs.Mirror("br0", "other", output: "h2", sources: ["mon"]);

        Is("output_port", Severity.Error, "Mirror 'other' copies what goes over port 'mon'", Good);
        Assert.Empty(_ovs.Check(Good with { Name = "other" }));
    }

    [Fact]
    public void A_patch_port_as_destination_of_packets_is_refused()
    {
        _ovs.Port("br0", "patch", null, Interface("patch", type: "patch"));

        Is("select_dst_port", Severity.Error, "Port 'patch' is a patch port", Good with { SelectDstPort = ["patch"] });
        Assert.Empty(_ovs.Check(Good with { SelectSrcPort = ["patch"] }));
    }

    [Fact]
    public void A_switch_that_lags_behind_its_database_is_a_warning()
    {
        _ovs.Cfg = (4, 5);

        Is("bridge", Severity.Warning, "ovs-vswitchd has not yet taken the last change", Good);
    }

    [Fact]
    public void A_name_that_several_mirrors_have_is_refused()
    {
        _ovs.Mirror("br0", "m", output: "h2", uuid: "1").Mirror("br0", "m", output: "h2", uuid: "2");

        Is("name", Severity.Error, "has several mirrors named 'm'", Good);
    }

    [Fact]
    public void The_33rd_mirror_is_refused_but_not_a_change_of_the_32nd()
    {
        for (var number = 1; number <= 31; number++)
        {
            _ovs.Mirror("br0", $"m{number}", sources: ["h2"]);
        }

        Assert.Empty(_ovs.CheckTogether(Good));
        Assert.Empty(_ovs.CheckTogether(Good, Good with { Name = "m1" }, Good with { Bridge = "br1" }));
        var problem = Assert.Single(_ovs.CheckTogether(Good, Good with { Name = "n" }));
        Assert.Equal("Bridge 'br0' would have 33 mirrors; ovs-vswitchd ignores all beyond 32.", problem.Message);
    }

    [Fact]
    public void A_name_asked_for_twice_in_a_batch_is_refused()
    {
        Assert.Equal("Mirror 'm' on bridge 'br0' is asked for 2 times.", Assert.Single(_ovs.CheckTogether(Good, Good)).Message);
        Assert.Empty(_ovs.CheckTogether(Good, Good with { Bridge = "br1" }));
    }

    [Fact]
    public void A_source_that_is_the_output_of_another_mirror_of_the_batch_is_refused()
    {
        var problem = Assert.Single(_ovs.CheckTogether(Good, Good with { Name = "n", SelectSrcPort = ["mon"], OutputPort = "h2" }));

        Assert.Contains("Port 'mon' is the output of mirror 'm'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vlan_that_is_copied_cannot_carry_the_copies()
        => Is("output_vlan", Severity.Error, "is copied (select_vlan) and is also where the copies go", Good with { OutputPort = null, OutputVlan = 20, SelectVlan = [20] });

    [Fact]
    public void A_vlan_in_which_an_address_was_learned_is_a_guests()
    {
        _ovs.Learned("br0", new LearnedMac("9", 30, "02:00:00:00:00:01"));

        Is("output_vlan", Severity.Error, "VLAN 30 is a guest's VLAN: 02:00:00:00:00:01 was learned in it", Good with { OutputPort = null, OutputVlan = 30 });
        Assert.Empty(_ovs.Check(Good with { OutputPort = null, OutputVlan = 31 }));
    }

    [Fact]
    public void A_vlan_of_an_access_port_with_traffic_is_a_guests_but_an_idle_one_may_receive()
    {
        _ovs.Port("br0", "busy", 30, Interface("busy", packets: 3)).Port("br0", "idle", 31, Interface("idle", packets: 0));

        Is("output_vlan", Severity.Error, "port 'busy' is in it (3 packets came in there)", Good with { OutputPort = null, OutputVlan = 30 });
        Assert.Empty(_ovs.Check(Good with { OutputPort = null, OutputVlan = 31 }));
    }

    [Fact]
    public void A_vlan_of_a_port_that_is_copied_is_a_guests()
    {
        _ovs.Port("br0", "h1", 30);

        Is("output_vlan", Severity.Error, "port 'h1', which is copied, is in it", Good with { OutputPort = null, OutputVlan = 30 });
    }

    private void Is(string field, Severity severity, string message, MirrorRequest request)
    {
        var problem = Assert.Single(_ovs.Check(request));
        Assert.Equal((field, severity), (problem.Field, problem.Severity));
        Assert.Contains(message, $"{problem.Message} {problem.Remedy}", StringComparison.Ordinal);
        Assert.NotEmpty(problem.Remedy);
    }
}
