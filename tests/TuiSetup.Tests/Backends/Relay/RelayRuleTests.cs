using TuiSetup.Backends.Relay;

namespace TuiSetup.Tests.Backends.Relay;

/// <summary>Rules as people write them.</summary>
public sealed class RelayRuleTests
{
    [Theory]
    [InlineData("any -> any icmp", "any -> any icmp")]
    [InlineData("  10.0.0.1   to 10.0.0.2  TCP  443, 80 ", "10.0.0.1 -> 10.0.0.2 tcp 80,443")]
    [InlineData("10.0.0.0/30 > any udp 53,5000-5010", "10.0.0.0/30 -> any udp 53,5000-5010")]
    [InlineData("* -> fd79::12 any", "any -> fd79::12 any")]
    [InlineData("any -> any tcp", "any -> any tcp")]
    public void They_are_read_and_written_in_one_form(string text, string expected)
        => Assert.Equal(expected, RelayRule.Parse(text, out _, out _)?.ToString());

    [Theory]
    [InlineData("any any icmp", "is not a rule", "FROM -> TO PROTOCOL")]
    [InlineData("any -> any", "is not a rule", "FROM -> TO PROTOCOL")]
    [InlineData("any -> any sctp", "'sctp' is not a protocol", "tcp, udp, icmp or any")]
    [InlineData("any -> any icmp 8", "icmp has no ports, and '8' is given", "use tcp or udp")]
    [InlineData("any -> any any 80", "any has no ports", "use tcp or udp")]
    [InlineData("any -> any tcp 0", "'0' is not a port", "1 to 65535")]
    [InlineData("any -> any tcp 65536", "'65536' is not a port", "1 to 65535")]
    [InlineData("any -> any tcp http", "'http' is not a port", "1 to 65535")]
    [InlineData("any -> any tcp 90-80", "90-80 end before they begin", "1 to 65535")]
    [InlineData("any -> any tcp 80,70-85", "70-85 and 80 overlap", "1 to 65535")]
    [InlineData("10.0.0.1 -> fd79::1 tcp 80", "not of the same family", "a rule for IPv4 and one for IPv6")]
    [InlineData("web -> any tcp 80", "'web' is neither an address", "or any")]
    [InlineData("""any" -> any tcp 80""", "is neither an address", "or any")]
    public void What_is_none_is_refused_with_its_reason_and_what_to_do(string text, string reason, string remedy)
    {
        Assert.Null(RelayRule.Parse(text, out var why, out var what));
        Assert.Contains(reason, why);
        Assert.Contains(remedy, what);
    }

    [Fact]
    public void One_that_does_not_fit_into_a_comment_of_nftables_is_to_be_two()
    {
        var ports = string.Join(',', Enumerable.Range(0, 30).Select(number => 10000 + (2 * number)));

        Assert.Null(RelayRule.Parse("any -> any tcp " + ports, out var why, out _));
        Assert.Contains("longer than 127", why);
    }
}
