using TuiSetup.Backends.Nftables;

namespace TuiSetup.Tests.Backends.Nftables;

/// <summary>Rulesets as libnftables writes them.</summary>
public sealed class NftRulesetReaderTests
{
    private const string Head = """{ "nftables": [ { "metainfo": { "version": "1.0.6", "json_schema_version": 1 } }, { "table": { "family": "inet", "name": "t", "handle": 1 } }, { "chain": { "family": "inet", "table": "t", "name": "c", "handle": 1 } }""";

    [Theory]
    [InlineData("""{ "match": { "op": "==", "left": { "meta": { "key": "iifname" } }, "right": "eth0" } }""", "iifname \"eth0\"")]
    [InlineData("""{ "match": { "op": "!=", "left": { "payload": { "protocol": "arp", "field": "operation" } }, "right": "reply" } }""", "arp operation != reply")]
    [InlineData("""{ "match": { "op": "in", "left": { "ct": { "key": "state" } }, "right": ["established", "related"] } }""", "ct state established,related")]
    [InlineData("""{ "match": { "op": "==", "left": { "payload": { "protocol": "tcp", "field": "dport" } }, "right": { "set": [443, { "range": [8000, 8010] }, 80] } } }""", "tcp dport { 80, 443, 8000-8010 }")]
    [InlineData("""{ "match": { "op": "==", "left": { "payload": { "protocol": "ip6", "field": "daddr" } }, "right": { "prefix": { "addr": "fd79::", "len": 120 } } } }""", "ip6 daddr fd79::/120")]
    [InlineData("""{ "match": { "op": "!=", "left": { "&": [ { "payload": { "protocol": "tcp", "field": "flags" } }, [ "syn", "ack" ] ] }, "right": "syn" } }""", "tcp flags & (syn | ack) != syn")]
    [InlineData("""{ "match": { "op": "!=", "left": { "&": [ { "payload": { "protocol": "tcp", "field": "flags" } }, { "|": [ "syn", "ack" ] } ] }, "right": "syn" } }""", "tcp flags & (syn | ack) != syn")]
    [InlineData("""{ "match": { "op": "==", "left": { "payload": { "base": "th", "offset": 64, "len": 128 } }, "right": { "range": [ "0xfd790000000000000000000000000011", "0xfd790000000000000000000000000013" ] } } }""", "@th,64,128 0xfd790000000000000000000000000011-0xfd790000000000000000000000000013")]
    [InlineData("""{ "match": { "op": "==", "left": { "payload": { "base": "th", "offset": 64, "len": 128 } }, "right": 17 } }""", "@th,64,128 0x11")]
    [InlineData("""{ "match": { "op": "==", "left": { "payload": { "protocol": "icmp", "field": "type" } }, "right": { "set": [ "time-exceeded", "echo-reply" ] } } }""", "icmp type { echo-reply, time-exceeded }")]
    [InlineData("""{ "counter": { "packets": 9, "bytes": 99 } }""", "counter")]
    [InlineData("""{ "limit": { "rate": 10, "burst": 5, "per": "minute" } }""", "limit rate 10/minute burst 5 packets")]
    [InlineData("""{ "log": { "prefix": "p " } }""", "log prefix \"p \"")]
    [InlineData("""{ "goto": { "target": "relay" } }""", "goto relay")]
    [InlineData("""{ "drop": null }""", "drop")]
    public void Statements_come_in_the_words_of_nft(string statement, string expected)
    {
        var table = Read($$""", { "rule": { "family": "inet", "table": "t", "chain": "c", "handle": 2, "expr": [ {{statement}} ] } }""");

        Assert.True(table.IsUnderstood);
        Assert.Equal(expected, Assert.Single(Assert.Single(table.Chains).Rules).Text);
    }

    [Theory]
    [InlineData("""{ "masquerade": null }""")]
    [InlineData("""{ "match": { "op": "==", "left": { "&": [ { "meta": { "key": "mark" } }, 1 ] }, "right": 1 } }""")]
    [InlineData("""{ "log": { "prefix": "p", "group": 5 } }""")]
    public void What_is_not_ours_comes_as_it_is_and_is_not_taken_for_ours(string statement)
        => Assert.False(Read($$""", { "rule": { "family": "inet", "table": "t", "chain": "c", "handle": 2, "expr": [ {{statement}} ] } }""").IsUnderstood);

    [Fact]
    public void Handles_and_counts_are_no_part_of_a_rule()
    {
        var first = Read(""", { "rule": { "family": "inet", "table": "t", "chain": "c", "handle": 2, "comment": "x", "expr": [ { "counter": { "packets": 1, "bytes": 2 } }, { "accept": null } ] } }""").Chains[0].Rules[0];

        Assert.Equal(("counter accept comment \"x\"", 1, 2), (first.Text, first.Packets, first.Bytes));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{ "nftables": [ { "table": 7 } ] }""")]
    public void What_is_no_ruleset_is_an_error_with_a_sentence(string text)
        => Assert.Contains("cannot be read", Assert.Throws<NftException>(() => NftRulesetReader.Read(text)).Message);

    [Fact]
    public void A_kernel_without_nftables_and_a_user_without_rights_are_told_apart()
    {
        Assert.Contains("Run this as root", NftException.From("netlink: Error: cache initialization failed: Operation not permitted\n").Message);
        Assert.Contains("has no nftables", NftException.From("netlink: Error: cache initialization failed: Protocol not supported\n").Message);
        Assert.Contains("syntax error", NftException.From("Error: syntax error, unexpected newline\nadd rule\n        ^\n").Message);
    }

    private static NftTable Read(string more) => Assert.Single(NftRulesetReader.Read(Head + more + "]}").Tables);
}
