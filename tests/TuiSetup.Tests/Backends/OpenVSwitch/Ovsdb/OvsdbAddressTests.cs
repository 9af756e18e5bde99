using TuiSetup.Backends.OpenVSwitch.Ovsdb;

namespace TuiSetup.Tests.Backends.OpenVSwitch.Ovsdb;

public sealed class OvsdbAddressTests
{
    [Theory]
    [InlineData("unix:/var/run/openvswitch/db.sock", "unix:/var/run/openvswitch/db.sock")]
    [InlineData("unix:/with:colon", "unix:/with:colon")]
    [InlineData("tcp:192.0.2.1:6641", "tcp:192.0.2.1:6641")]
    [InlineData("tcp:192.0.2.1", "tcp:192.0.2.1:6640")]
    [InlineData("tcp:switch.example:", "tcp:switch.example:6640")]
    [InlineData("ssl:switch.example:1", "ssl:switch.example:1")]
    [InlineData("ssl:[2001:db8::1]", "ssl:[2001:db8::1]:6640")]
    [InlineData("tcp:[::1]:65535", "tcp:[::1]:65535")]
    public void An_address_is_read_and_printed_with_its_port(string text, string expected)
    {
        var address = OvsdbAddress.TryParse(text, out var reason);

        Assert.Equal("", reason);
        Assert.Equal(expected, address!.ToString());
        Assert.Equal(address, OvsdbAddress.TryParse(address.ToString(), out _));
    }

    [Fact]
    public void Brackets_are_not_part_of_the_host()
        => Assert.Equal(new OvsdbAddress(OvsdbTransport.Tcp, "::1", 6640), OvsdbAddress.TryParse("tcp:[::1]", out _));

    [Theory]
    [InlineData("")]
    [InlineData("db.sock")]
    [InlineData("/var/run/db.sock")]
    [InlineData("ptcp:6640")]
    [InlineData("unix:")]
    [InlineData("unix:relative/db.sock")]
    [InlineData("tcp:")]
    [InlineData("tcp::6640")]
    [InlineData("tcp:[]:6640")]
    [InlineData("tcp:[::1")]
    [InlineData("tcp:host:0")]
    [InlineData("tcp:host:65536")]
    [InlineData("tcp:host:http")]
    [InlineData("tcp:host:-1")]
    [InlineData("tcp:[::1]6640")]
    [InlineData("tcp:[::1]::6640")]
    [InlineData("tcp:2001:db8::1")]
    [InlineData("tcp:::1")]
    public void A_mistake_is_told_as_a_sentence(string text)
    {
        Assert.Null(OvsdbAddress.TryParse(text, out var reason));
        Assert.EndsWith(".", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_is_where_the_systems_own_tools_look()
    {
        Assert.Equal("unix:/var/run/openvswitch/db.sock", OvsdbAddress.Default(_ => null));
        Assert.Equal("unix:/lab/db.sock", OvsdbAddress.Default(name => name == "OVS_RUNDIR" ? "/lab" : null));
    }
}
