using TuiSetup.Backends.DBus;
using TuiSetup.Backends.NetworkManager;
using TuiSetup.Core.Values;

namespace TuiSetup.Tests.Backends.NetworkManager;

public sealed class NmSettingsTests
{
    private const string Uuid = "0d5f4a8e-0000-4000-8000-000000000001";

    private static readonly Value Wanted = Value.Map(
        ("connection.id", Value.Of("uplink")), ("connection.type", Value.Of("802-3-ethernet")), ("connection.interface-name", Value.Of("eth0")),
        ("802-3-ethernet.mtu", Value.Of(9000)),
        ("ipv4.method", Value.Of("manual")), ("ipv4.addresses", Value.List(["192.0.2.5/24", "192.0.2.6/25"])), ("ipv4.gateway", Value.Of("192.0.2.1")),
        ("ipv4.dns", Value.List(["192.0.2.53", "198.51.100.1"])), ("ipv4.dns-search", Value.List(["example.com"])), ("ipv4.routes", Value.List(["10.0.0.0/8 192.0.2.1 50", "10.1.0.0/16"])),
        ("ipv6.method", Value.Of("manual")), ("ipv6.addresses", Value.List(["2001:db8::5/64"])), ("ipv6.dns", Value.List(["2001:db8::53"])));

    [Fact]
    public void What_is_wanted_is_what_is_read_from_the_settings_made_of_it()
        => Assert.Equal(Wanted, NmSettings.ToValue(NmSettings.Merge(null, Wanted, Uuid)));

    [Fact]
    public void A_name_server_is_a_number_in_network_order_and_of_IPv6_sixteen_bytes()
    {
        var settings = NmSettings.Merge(null, Wanted, Uuid);

        Assert.Equal("au", settings["ipv4"]!["dns"]!.Signature);
        Assert.Equal(BitConverter.ToUInt32([192, 0, 2, 53]), (uint)settings["ipv4"]!["dns"]!.Items[0].AsNumber!.Value);
        Assert.Equal("aay", settings["ipv6"]!["dns"]!.Signature);
        Assert.Equal("a{sa{sv}}", settings.Signature);
    }

    [Fact]
    public void What_plans_do_not_speak_of_stays_and_older_names_for_the_same_go()
    {
        var existing = DBusValue.Array("{sa{sv}}",
            new DBusEntry(DBusValue.Of("connection"), DBusValue.Properties(("uuid", DBusValue.Of(Uuid)), ("zone", DBusValue.Of("trusted")))),
            new DBusEntry(DBusValue.Of("ipv4"), DBusValue.Properties(("addresses", DBusValue.Array("au")), ("dns-data", DBusValue.Strings("1.1.1.1")), ("may-fail", DBusValue.Of(true)))),
            new DBusEntry(DBusValue.Of("proxy"), DBusValue.Properties()));

        var merged = NmSettings.Merge(existing, Wanted, Uuid);

        Assert.Equal("trusted", merged["connection"]!["zone"]!.AsText);
        Assert.True(merged["ipv4"]!["may-fail"]!.AsTruth);
        Assert.NotNull(merged["proxy"]);
        Assert.Null(merged["ipv4"]!["addresses"]);
        Assert.Null(merged["ipv4"]!["dns-data"]);
    }

    [Fact]
    public void What_is_not_wanted_any_more_is_not_said()
    {
        var without = Value.Map(Wanted.Entries.Where(entry => entry.Key is not ("ipv4.gateway" or "ipv4.routes")));

        Assert.Equal(without, NmSettings.ToValue(NmSettings.Merge(NmSettings.Merge(null, Wanted, Uuid), without, Uuid)));
    }
}
