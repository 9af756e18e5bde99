using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Introspection;
using TuiSetup.TestKit;

namespace TuiSetup.Tests.Backends.DBus;

public sealed class IntrospectionTests(BusFixture fixture) : IClassFixture<BusFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_object_tells_its_interfaces_and_what_is_below_it()
    {
        var node = await fixture.Bus.IntrospectAsync(PrivateBus.Peer, PrivateBus.PeerPath, Stop);

        var found = Assert.Single(node.Interfaces);
        Assert.Equal(PrivateBus.Peer, found.Name);
        Assert.Equal("child", Assert.Single(node.Children));
        var echo = Assert.Single(found.Methods);
        Assert.Equal(("what", "v"), (echo.In[0].Name, echo.In[0].Type.Signature));
        Assert.Equal(("", "v"), (echo.Out[0].Name, echo.Out[0].Type.Signature));
        Assert.Equal("true", echo.Annotations["org.freedesktop.DBus.Deprecated"]);
        Assert.Equal([("Greeting", true, true), ("Unreadable", true, false)], found.Properties.Select(property => (property.Name, property.CanRead, property.CanWrite)));
        Assert.Equal("what", found.Signals[0].Arguments[0].Name);
    }

    [Fact]
    public async Task The_bus_itself_can_be_read()
    {
        var node = await fixture.Bus.IntrospectAsync(BusNames.Bus, BusNames.BusPath, Stop);

        Assert.Contains(node.Interfaces.Single(one => one.Name == BusNames.Bus).Methods, method => method.Name == "ListNames");
    }

    [Fact]
    public async Task What_is_no_xml_is_an_error_that_says_so()
    {
        var error = await Assert.ThrowsAsync<DBusException>(() => fixture.Bus.IntrospectAsync(PrivateBus.Peer, "/broken", Stop));

        Assert.Contains("is no XML", error.Message);
    }

    [Fact]
    public void Members_that_are_not_as_the_format_says_are_left_out_and_the_rest_is_read()
    {
        var node = IntrospectionReader.Read("""
            <!DOCTYPE node PUBLIC "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN" "http://localhost:1/none.dtd">
            <node>
              <interface name="no dots"/>
              <interface name="a.B">
                <method name="1bad"/><method name="NoType"><arg direction="in"/></method><method name="Good"/>
                <property name="Two" type="ss" access="read"/><property name="One" type="s"/>
                <signal name="Bad"><arg type="("/></signal><signal name="Good"/>
              </interface>
              <node/><node name="x"/>
            </node>
            """);

        var only = Assert.Single(node.Interfaces);
        Assert.Equal("Good", Assert.Single(only.Methods).Name);
        Assert.Equal("One", Assert.Single(only.Properties).Name);
        Assert.Equal("Good", Assert.Single(only.Signals).Name);
        Assert.Equal("x", Assert.Single(node.Children));
    }

    [Fact]
    public void Another_document_is_refused() => Assert.Throws<DBusException>(() => IntrospectionReader.Read("<html/>"));
}
