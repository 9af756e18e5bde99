using TuiSetup.Backends.DBus;

namespace TuiSetup.Tests.Backends.DBus;

public sealed class BusAddressTests
{
    [Fact]
    public void The_system_bus_is_where_the_environment_says_or_at_its_well_known_place()
    {
        Assert.Equal("unix:path=/run/dbus/system_bus_socket", BusAddress.System(_ => null).Text);
        Assert.Equal("unix:path=/x", BusAddress.System(name => name == "DBUS_SYSTEM_BUS_ADDRESS" ? "unix:path=/x" : null).Text);
    }

    [Fact]
    public void The_session_bus_is_where_the_environment_says_or_in_the_runtime_folder_or_nowhere()
    {
        Assert.Equal("unix:path=/y", BusAddress.Session(name => name == "DBUS_SESSION_BUS_ADDRESS" ? "unix:path=/y" : null)!.Text);
        Assert.Equal("unix:path=/run/user/7%20a/bus", BusAddress.Session(name => name == "XDG_RUNTIME_DIR" ? "/run/user/7 a" : null)!.Text);
        Assert.Null(BusAddress.Session(_ => null));
    }

    [Fact]
    public void Another_machine_is_reached_by_ssh_that_asks_nothing()
        => Assert.Equal(
            "unixexec:path=ssh,argv1=-xT,argv2=-oBatchMode%3dyes,argv3=--,argv4=admin%40switch7,argv5=systemd-stdio-bridge",
            BusAddress.Host("admin@switch7").Text);

    [Theory]
    [InlineData("")]
    [InlineData("-oProxyCommand=evil")]
    [InlineData("a b")]
    [InlineData("a\nb")]
    public void What_is_no_host_is_refused(string host) => Assert.Throws<FormatException>(() => BusAddress.Host(host));

    [Fact]
    public void A_rule_quotes_what_the_specification_wants_quoted()
        => Assert.Equal(
            @"type='signal',sender='a.b',interface='a.B',member='M',arg0='it'\''s'",
            new MatchRule { Sender = "a.b", Interface = "a.B", Member = "M", Arg0 = "it's" }.ToString());

    [Theory]
    [InlineData("/", true)]
    [InlineData("/a/B_2", true)]
    [InlineData("", false)]
    [InlineData("a", false)]
    [InlineData("/a/", false)]
    [InlineData("/a//b", false)]
    [InlineData("/a-b", false)]
    public void Object_paths_are_told_from_other_texts(string text, bool is_one) => Assert.Equal(is_one, BusNames.IsObjectPath(text));

    [Theory]
    [InlineData("org.freedesktop.DBus", true)]
    [InlineData(":1.42", true)]
    [InlineData("a.b-c", true)]
    [InlineData("a", false)]
    [InlineData("a..b", false)]
    [InlineData("a.1b", false)]
    [InlineData("", false)]
    public void Bus_names_are_told_from_other_texts(string text, bool is_one) => Assert.Equal(is_one, BusNames.IsBusName(text));
}
