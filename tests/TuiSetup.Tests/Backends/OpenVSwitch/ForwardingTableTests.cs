using Newtonsoft.Json.Linq;
using TuiSetup.Backends.OpenVSwitch;
using TuiSetup.Backends.OpenVSwitch.Ovsdb;
using TuiSetup.Tests.Backends.OpenVSwitch.Ovsdb;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Backends.OpenVSwitch;

public sealed class ForwardingTableTests
{
    private const string Table = " port  VLAN  MAC                Age\n    1    10  02:00:00:00:00:01    3\nLOCAL     0  ce:5c:a5:c8:5b:4d    1\n    7  4095  02:00:00:00:00:02  static\n";

    [Fact]
    public void What_a_bridge_has_learned_is_read_without_the_heading()
        => Assert.Equal(
            [new LearnedMac("1", 10, "02:00:00:00:00:01"), new LearnedMac("LOCAL", 0, "ce:5c:a5:c8:5b:4d"), new LearnedMac("7", 4095, "02:00:00:00:00:02")],
            ForwardingTable.Parse(Table));

    [Theory]
    [InlineData("")]
    [InlineData(" port  VLAN  MAC                Age\n")]
    [InlineData("no such bridge")]
    public void A_table_without_lines_is_empty(string table) => Assert.Empty(ForwardingTable.Parse(table));

    [Fact]
    public async Task A_bridge_that_the_switch_does_not_know_does_not_hide_the_others()
    {
        using var folder = new TempFolder();
        await using var server = FakeServer.Listen(folder["ovs-vswitchd.1.ctl"], (method, parameters) => (method, (string)parameters[0]!) switch
        {
            ("fdb/show", "br0") => FakeServer.Error("no such bridge"),
            ("fdb/show", _) => FakeServer.Result(Table),
            _ => FakeServer.Error("unexpected"),
        });

        var tables = await ForwardingTable.ReadAsync(
            new OvsdbAddress(OvsdbTransport.Unix, folder["db.sock"], 0), ["br0", "br1"], TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Equal(3, tables["br1"].Count);
        Assert.False(tables.ContainsKey("br0"));
    }

    [Fact]
    public async Task Without_a_switch_there_is_no_evidence()
    {
        using var folder = new TempFolder();
        folder.Write("ovs-vswitchd.1.ctl", "nobody listens");

        foreach (var address in (OvsdbAddress[])[new(OvsdbTransport.Unix, folder["db.sock"], 0), new(OvsdbTransport.Unix, "/nowhere/db.sock", 0), new(OvsdbTransport.Tcp, "h", 1)])
        {
            Assert.Empty(await ForwardingTable.ReadAsync(address, ["br0"], TimeProvider.System, TestContext.Current.CancellationToken));
        }
    }
}
