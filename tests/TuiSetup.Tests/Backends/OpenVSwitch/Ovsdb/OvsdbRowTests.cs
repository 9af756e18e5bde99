using Newtonsoft.Json.Linq;
using TuiSetup.Backends.OpenVSwitch.Ovsdb;

namespace TuiSetup.Tests.Backends.OpenVSwitch.Ovsdb;

public sealed class OvsdbRowTests
{
    private readonly OvsdbRow _row = new(JObject.Parse("""
        {
          "_uuid": ["uuid", "u1"], "name": "br0", "empty": ["set", []], "tag": 10, "flag": true,
          "vlans": ["set", [1, 2]], "names": ["set", ["a", "b"]],
          "ports": ["set", [["uuid", "p1"], ["uuid", "p2"]]], "port": ["uuid", "p1"],
          "map": ["map", [["a", "1"], ["b", 2]]], "nomap": ["map", []]
        }
        """));

    [Fact]
    public void A_set_of_one_is_written_as_that_value_and_read_as_a_set()
    {
        Assert.Equal("u1", _row.Uuid);
        Assert.Equal(["br0"], _row.Texts("name"));
        Assert.Equal([10L], _row.Numbers("tag"));
        Assert.Equal(["p1"], _row.Uuids("port"));
    }

    [Fact]
    public void A_set_of_several_is_read_whole()
    {
        Assert.Equal(["a", "b"], _row.Texts("names"));
        Assert.Equal([1L, 2L], _row.Numbers("vlans"));
        Assert.Equal(["p1", "p2"], _row.Uuids("ports"));
    }

    [Fact]
    public void An_empty_set_or_a_missing_column_has_nothing()
    {
        foreach (var column in (string[])["empty", "missing"])
        {
            Assert.Equal("", _row.Text(column));
            Assert.Null(_row.Number(column));
            Assert.False(_row.Flag(column));
            Assert.Empty(_row.Uuids(column));
            Assert.Empty(_row.Map(column));
        }
    }

    [Fact]
    public void Values_of_another_kind_are_not_taken()
    {
        Assert.Null(_row.Number("name"));
        Assert.Equal("", _row.Text("tag"));
        Assert.True(_row.Flag("flag"));
        Assert.False(_row.Flag("tag"));
        Assert.Empty(_row.Uuids("name"));
    }

    [Fact]
    public void A_map_is_read_as_texts()
    {
        Assert.Equal("1", _row.Map("map")["a"]);
        Assert.Equal("2", _row.Map("map")["b"]);
        Assert.Empty(_row.Map("nomap"));
    }
}
