using TuiSetup.Backends.DBus;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.NetworkManager;

/// <summary>Between a profile on the bus, <c>a{sa{sv}}</c>, and the part of it that plans speak of.</summary>
internal static class NmSettings
{
    public const string Id = "connection.id", Type = "connection.type", Interface = "connection.interface-name", Master = "connection.master",
        SlaveType = "connection.slave-type", Mtu = "802-3-ethernet.mtu", VlanId = "vlan.id", VlanParent = "vlan.parent", BondOptions = "bond.options", Stp = "bridge.stp";

    private static readonly string[] Families = ["ipv4", "ipv6"];

    private static readonly NmProperty[] Properties =
    [
        new NmProperty.Text(Id, "connection", "id"),
        new NmProperty.Text(Type, "connection", "type"),
        new NmProperty.Text(Interface, "connection", "interface-name"),
        new NmProperty.Text(Master, "connection", "master"),
        new NmProperty.Text(SlaveType, "connection", "slave-type"),
        new NmProperty.Number(Mtu, "802-3-ethernet", "mtu"),
        new NmProperty.Number(VlanId, "vlan", "id"),
        new NmProperty.Text(VlanParent, "vlan", "parent"),
        new NmProperty.Options(BondOptions, "bond", "options"),
        new NmProperty.Truth(Stp, "bridge", "stp"),
        .. Families.SelectMany(OfFamily),
    ];

    public static Value ToValue(DBusValue settings)
        => Value.Map(Properties
            .Select(property => (property.Key, settings[property.Setting]?[property.Name] is { } value ? property.Read(value) : Value.Nothing))
            .Where(entry => !entry.Item2.IsNothing));

    /// <summary>
    /// A profile that says what is wanted, and all else as it was. What plans speak of and is not wanted is not there.
    /// </summary>
    /// <param name="existing">The profile as it is; null makes a new one.</param>
    /// <param name="wanted">What it is to say, by the keys of this class.</param>
    /// <param name="uuid">Its UUID.</param>
    public static DBusValue Merge(DBusValue? existing, Value wanted, string uuid)
    {
        var settings = new SortedDictionary<string, SortedDictionary<string, DBusValue>>(StringComparer.Ordinal);
        foreach (var setting in (existing?.Items ?? []).OfType<DBusEntry>())
        {
            settings[setting.Key.AsText!] = new(setting.Value.Items.OfType<DBusEntry>().ToDictionary(entry => entry.Key.AsText!, entry => entry.Value.Unwrapped), StringComparer.Ordinal);
        }

        foreach (var property in Properties)
        {
            Put(settings, property, wanted[property.Key]);
        }

        // A port of a bridge or a bond has no addresses, and NetworkManager takes no family without a method.
        foreach (var family in Families.Where(family => wanted[family + ".method"].IsNothing))
        {
            settings.Remove(family);
        }

        settings["connection"]["uuid"] = DBusValue.Of(uuid);
        return DBusValue.Array("{sa{sv}}", settings.Select(setting => new DBusEntry(
            DBusValue.Of(setting.Key), DBusValue.Properties(setting.Value.Select(entry => (entry.Key, entry.Value))))));
    }

    private static void Put(SortedDictionary<string, SortedDictionary<string, DBusValue>> settings, NmProperty property, Value wanted)
    {
        if (!settings.TryGetValue(property.Setting, out var setting))
        {
            if (wanted.IsNothing)
            {
                return;
            }

            settings[property.Setting] = setting = new(StringComparer.Ordinal);
        }

        setting.Remove(property.Name);
        foreach (var older in property.Older)
        {
            setting.Remove(older);
        }

        if (!wanted.IsNothing)
        {
            setting[property.Name] = property.Write(wanted);
        }
    }

    private static IEnumerable<NmProperty> OfFamily(string family) =>
    [
        new NmProperty.Text(family + ".method", family, "method"),
        new NmProperty.Addresses(family + ".addresses", family, "address-data") { Older = ["addresses"] },
        new NmProperty.Text(family + ".gateway", family, "gateway"),
        new NmProperty.Servers(family + ".dns", family, "dns") { Older = ["dns-data"] },
        new NmProperty.Texts(family + ".dns-search", family, "dns-search"),
        new NmProperty.Routes(family + ".routes", family, "route-data") { Older = ["routes"] },
    ];
}
