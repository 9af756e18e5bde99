using System.Net;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Nftables;
using TuiSetup.Backends.OpenVSwitch;
using TuiSetup.Backends.Relay;
using TuiSetup.Backends.Sysctls;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Backends.Relay;

/// <summary>What is wrong with answers about a relay, all of it at once.</summary>
public sealed class RelayRulesTests : IDisposable
{
    private static readonly NftHook Forward = new("filter", "forward", 0, "accept");

    private readonly TempFolder _root = new();

    public RelayRulesTests()
    {
        Set("ipv6/conf/eth0/disable_ipv6", "0");
        Set("ipv6/conf/v4only/disable_ipv6", "1");
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public void A_relay_as_it_should_be_has_no_problems() => Assert.Empty(Check());

    [Theory]
    [InlineData("10.79.0.11, 10.79.0.300", "isolated: '10.79.0.300' is neither an address")]
    [InlineData("10.79.0.11-10.79.0.20, 10.79.0.16/28", "isolated: 10.79.0.16/28 overlaps 10.79.0.11-10.79.0.20.")]
    [InlineData("10.79.0.0/24", "isolated: 10.79.0.0/24 has 10.79.0.2 in it, which is this machine's own (eth0).")]
    [InlineData("10.79.0.0/24", "isolated: 10.79.0.0/24 has 10.79.0.1 in it, which is the gateway.")]
    [InlineData("10.79.0.11, fd79::1:0/112", "more than 1024")]
    [InlineData("10.79.0.11, ::/0", "more than 1024")]
    public void Isolated_hosts_are_checked(string isolated, string expected)
        => Assert.Contains(Check(isolated: isolated), problem => problem.Severity == Severity.Error && problem.ToString().Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("any -> any icmp; any -> any tcp 80-70", "rules: Rule 2: the ports 80-70 end before they begin.")]
    [InlineData("any -> 10.79.0.99 tcp 80", "rules: Rule 1: 10.79.0.99 is not isolated")]
    [InlineData("10.79.0.0/24 -> any tcp 80", "rules: Rule 1: 10.79.0.0/24 is not isolated")]
    [InlineData("any -> any icmp; any to any ICMP", "rules: Rule 2 is the same as rule 1: 'any -> any icmp'.")]
    public void Rules_are_checked_and_named_by_their_number(string rules, string expected)
        => Assert.Contains(Check(rules: rules), problem => problem.Severity == Severity.Error && problem.ToString().Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void All_problems_are_told_at_once()
        => Assert.Equal(4, Check("10.79.0.11, bad, 10.79.0.11", "any -> any icmp 8; nonsense").Count(problem => problem.Severity == Severity.Error));

    [Fact]
    public void No_rules_is_allowed_and_said()
        => Assert.Contains("nothing passes between isolated hosts", Assert.Single(Check(rules: "")).Message);

    [Fact]
    public void An_interface_that_is_not_there_is_told_with_those_that_are()
        => Assert.Contains(Check(link: "eth9"), problem => problem.ToString() == "interface: There is no interface 'eth9'. The interfaces are eth0, v4only, down0.");

    [Fact]
    public void IPv6_hosts_need_IPv6_on_the_interface()
        => Assert.Contains("IPv6 is disabled on v4only", Assert.Single(Check("10.78.0.11, fd79::11", link: "v4only")).Message);

    [Fact]
    public void Hosts_need_an_address_of_their_family_on_the_interface()
        => Assert.Contains(Check(link: "down0"), problem => problem.Message == "down0 has no IPv4 address, so it has no route to these hosts.");

    [Fact]
    public void An_interface_that_is_down_may_come_later()
        => Assert.Contains(Check(link: "down0"), problem => problem.Severity == Severity.Warning && problem.Message.StartsWith("down0 is down", StringComparison.Ordinal));

    [Theory]
    [InlineData("eth0")]
    [InlineData("all")]
    public void Proxy_ARP_of_another_is_not_taken_away(string scope)
    {
        Set($"ipv4/conf/{scope}/proxy_arp", "1");

        var problem = Assert.Single(Check());
        Assert.Contains($"proxy_arp is on for {scope}", problem.Message);
        Assert.Contains($"sysctl -w net.ipv4.conf.{scope}.proxy_arp=0", problem.Remedy);
    }

    [Fact]
    public void The_interface_of_the_session_in_use_is_told_of()
        => Assert.Contains(Check(session: "eth0"), problem => problem.Severity == Severity.Warning && problem.Message.Contains("Your session runs over eth0", StringComparison.Ordinal));

    [Fact]
    public void A_chain_that_drops_what_it_does_not_allow_must_be_typed_out()
    {
        var problem = Assert.Single(Check(tables: Table("ip", "filter", new NftChain("FORWARD", Forward with { Policy = "drop" }, []), new NftChain("DOCKER-USER", null, []))));

        Assert.Equal((Severity.Confirm, "filter"), (problem.Severity, problem.Phrase));
        Assert.Contains("Chain FORWARD of table ip filter (Docker) drops what it does not allow (policy drop)", problem.Message);
    }

    [Fact]
    public void So_must_one_that_ends_by_rejecting()
    {
        var problem = Assert.Single(Check(tables: Table("inet", "firewalld", new NftChain("filter_FORWARD", Forward, [new NftRule("""{"reject":{"type":"icmpx","expr":"admin-prohibited"}}""", null, null)]))));

        Assert.Contains("(firewalld) ends by dropping", problem.Message);
    }

    [Fact]
    public void Chains_of_other_hooks_and_those_that_accept_do_no_harm()
        => Assert.Empty(Check(tables: Table("inet", "filter", new NftChain("input", Forward with { Name = "input", Policy = "drop" }, []), new NftChain("forward", Forward, [new NftRule("ct state established accept", null, null)]))));

    [Fact]
    public void A_flowtable_takes_packets_past_the_policy()
        => Assert.Contains(Check(tables: Table("inet", "fast") with { Flowtables = [new NftFlowtable("ft", ["eth0", "eth1"])] }), problem => problem.Severity == Severity.Error && problem.Message.Contains("Flowtable ft of table inet fast", StringComparison.Ordinal));

    [Fact]
    public void A_table_of_ours_that_cannot_be_read_is_not_overwritten()
        => Assert.Contains("was changed by someone else", Assert.Single(Check(tables: Table("inet", RelayPolicy.TableName))).Message);

    [Fact]
    public void On_layer_2_it_needs_no_address_and_answers_for_nobody_so_any_number_of_hosts_may_be_isolated()
        => Assert.Empty(Check("10.79.0.11, fd79::1:0/112", link: "free0", isBridged: true));

    [Theory]
    [InlineData("eth0", "", "eth0 has addresses (10.79.0.2, fd79::2) in use, and a relay on layer 2 takes the whole interface")]
    [InlineData("v4only", "", "v4only has the address 10.78.0.2 in use")]
    [InlineData("free0", "free0", "Your own session runs over free0, and a relay on layer 2 would end it.")]
    [InlineData("port0", "", "port0 is a port of br7 already.")]
    public void On_layer_2_it_takes_no_interface_that_is_in_use(string link, string session, string expected)
        => Assert.Contains(Check(link: link, session: session, isBridged: true), problem => problem.Severity == Severity.Error && problem.Message.StartsWith(expected, StringComparison.Ordinal));

    [Fact]
    public void A_relay_on_one_layer_is_not_turned_into_one_on_the_other()
    {
        var routed = Table("inet", RelayPolicy.TableName, new NftChain("forward", Forward, [new NftRule("iifname \"free0\" oifname \"free0\" goto relay", null, null)]), new NftChain("relay", null, []));

        Assert.Contains(Check(link: "free0", isBridged: true, tables: routed), problem => problem.ToString().StartsWith("method: This machine is a relay on layer 3 already. Keep the method, or undo it first", StringComparison.Ordinal));
    }

    [Fact]
    public void On_layer_2_filters_of_bridges_count_and_others_only_where_bridges_show_them_their_frames()
    {
        var (bridge, forward) = (Table("bridge", "theirs", new NftChain("f", Forward with { Policy = "drop" }, [])), Table("ip", "filter", new NftChain("FORWARD", Forward with { Policy = "drop" }, [])));
        Assert.Equal(["theirs"], Check(link: "free0", isBridged: true, tables: [bridge, forward]).Select(problem => problem.Phrase));

        Set("bridge/bridge-nf-call-iptables", "1");
        Assert.Equal(["theirs", "filter"], Check(link: "free0", isBridged: true, tables: [bridge, forward]).Select(problem => problem.Phrase));
    }

    private static NftTable Table(string family, string name, params NftChain[] chains) => new(family, name, [], [.. chains], []);

    private static RelayInterface Link(string name, bool isUp, params string[] addresses)
        => new(name, "", isUp, [.. addresses.Select(IPAddress.Parse)], name == "eth0" ? [IPAddress.Parse("10.79.0.1")] : []);

    private List<Problem> Check(string isolated = "10.79.0.11-10.79.0.13, fd79::11", string rules = "any -> any icmp", string link = "eth0", string session = "", bool isBridged = false, params NftTable[] tables)
    {
        var facts = new RelayFacts(
            new PlanTarget("this machine", "machine", Value.Nothing),
            [Link("eth0", true, "10.79.0.2", "fd79::2"), Link("v4only", true, "10.78.0.2"), Link("down0", false), .. isBridged ? [Link("free0", true), Link("port0", true) with { Master = "br7" }] : (RelayInterface[])[]],
            new NftRuleset([.. tables]),
            new Sysctl(new RootFiles(_root.Path)))
        {
            HasSystemd = true,
            Session = new LocalSession(null, new HashSet<string> { session }, new HashSet<string>()),
        };
        return [.. RelayRules.Check(new RelayRequest { IsBridged = isBridged, Interface = link, Isolated = Split(isolated, ','), Rules = Split(rules, ';') }, facts)];
    }

    private static System.Collections.Immutable.ImmutableArray<string> Split(string list, char sign) => [.. list.Split(sign, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private void Set(string path, string value)
    {
        var file = _root["proc/sys/net/" + path];
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, value + "\n");
    }
}
