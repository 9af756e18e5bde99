using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.VSphere.Mirrors;

/// <summary>
/// A mirror session as data: the API's own fields, texts as the server wrote them, ports as maps of lists. Fields that
/// are not known here are kept too, so that an edit changes nothing that it does not name.
/// </summary>
internal static class SessionValue
{
    public const string Key = "key", Name = "name", Description = "description", Enabled = "enabled", Transmitted = "sourcePortTransmitted",
        Received = "sourcePortReceived", Destination = "destinationPort", EncapsulationVlan = "encapsulationVlanId", Strip = "stripOriginalVlan",
        Length = "mirroredPacketLength", Normal = "normalTrafficAllowed", Type = "sessionType", Sampling = "samplingRate", EncapType = "encapType",
        ErspanId = "erspanId", ErspanCos = "erspanCOS", Nanoseconds = "erspanGraNanosec";

    public const string Ports = "portKey", Uplinks = "uplinkPortName", Vlans = "vlans", Addresses = "ipAddress";

    /// <summary>The schema's order.</summary>
    private static readonly string[] Order =
    [
        Key, Name, Description, Enabled, Transmitted, Received, Destination, EncapsulationVlan, Strip, Length, Normal, Type, Sampling, EncapType, ErspanId,
        ErspanCos, Nanoseconds, "netstack",
    ];

    private static readonly string[] PortOrder = [Ports, Uplinks, "wildcardPortConnecteeType", Vlans, Addresses];

    public static Value From(Element session) => Value.Map(session.Children.Select(field => (field.Name, field.Name is Transmitted or Received or Destination
        ? Value.Map(field.Children.GroupBy(child => child.Name).Select(group => (group.Key, Value.List(group.Select(child => child.Text)))))
        : Value.Of(field.Text))));

    /// <summary>One vspanConfigSpec. A server wants even what is removed described.</summary>
    public static void Write(SoapWriter to, Value session, string operation) => to.Group("vspanConfigSpec", spec =>
    {
        spec.Group("vspanSession", inside =>
        {
            foreach (var (name, value) in Sorted(session, Order))
            {
                if (value.AsText is { } text)
                {
                    inside.Text(name, text);
                }
                else
                {
                    inside.Group(name, port =>
                    {
                        foreach (var (kind, items) in Sorted(value, PortOrder))
                        {
                            port.Texts(kind, items.Texts);
                        }
                    });
                }
            }
        });
        spec.Text("operation", operation);
    });

    /// <summary>Whether a server's session is so; what the server adds by itself does not count, nor the order of ports.</summary>
    public static bool IsSo(Value found, Value wanted) => wanted.Entries.All(entry => entry.Key == Key || IsSame(found[entry.Key], entry.Value));

    public static bool IsSame(Value left, Value right)
        => left == right || ((left.Entries.Length > 0 || right.Entries.Length > 0)
            && left.Entries.Concat(right.Entries).Select(entry => entry.Key).Distinct()
                .All(key => left[key].Texts.Order(StringComparer.Ordinal).SequenceEqual(right[key].Texts.Order(StringComparer.Ordinal))));

    /// <summary>The fields in the schema's order.</summary>
    public static IEnumerable<(string Key, Value Value)> Sorted(Value session) => Sorted(session, Order);

    private static IEnumerable<(string Key, Value Value)> Sorted(Value map, string[] order)
        => map.Entries.OrderBy(entry => Array.IndexOf(order, entry.Key) is >= 0 and var at ? at : order.Length);
}
