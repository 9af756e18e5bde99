using System.Globalization;
using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Core.Values;
using static TuiSetup.Backends.VSphere.Mirrors.MirrorRequest;

namespace TuiSetup.Backends.VSphere.Mirrors;

/// <summary>From what is there and what the answers name to the session that will be there.</summary>
internal static class SessionBuilder
{
    private const string PortPrefix = "port ";

    /// <param name="request">The answers.</param>
    /// <param name="before">The session that is edited; nothing for a new one.</param>
    /// <param name="inventory">Where cards and their ports are.</param>
    public static Value Build(MirrorRequest request, Value before, VSphereInventory inventory)
    {
        var session = before.IsNothing ? Fresh : before;
        session = Set(session, SessionValue.Name, request.Name);
        session = Set(session, SessionValue.Description, request.Text(DescriptionField));
        session = Set(session, SessionValue.Type, request.Type);
        session = Set(session, SessionValue.Enabled, Text(request.Truth(EnabledField)));
        session = SetPort(session, SessionValue.Transmitted, SessionValue.Ports, request, TransmittedField, Keys(request, TransmittedField, inventory));
        session = SetPort(session, SessionValue.Received, SessionValue.Ports, request, ReceivedField, Keys(request, ReceivedField, inventory));
        session = SetPort(session, SessionValue.Received, SessionValue.Vlans, request, SourceVlansField, request.Names(SourceVlansField));
        session = SetPort(session, SessionValue.Destination, SessionValue.Ports, request, DestinationField, Keys(request, DestinationField, inventory));
        session = SetPort(session, SessionValue.Destination, SessionValue.Uplinks, request, UplinksField, request.Names(UplinksField));
        session = SetPort(session, SessionValue.Destination, SessionValue.Addresses, request, AddressesField, request.Addresses);
        session = Set(session, SessionValue.EncapsulationVlan, Text(request.Number(EncapsulationVlanField)));
        session = Set(session, SessionValue.Strip, Text(request.Truth(StripField)));
        session = Set(session, SessionValue.Length, Text(request.Number(LengthField)));
        session = Set(session, SessionValue.Normal, Text(request.Truth(NormalField)));
        session = Set(session, SessionValue.Sampling, Text(request.Number(SamplingField)));
        session = Set(session, SessionValue.EncapType, request.Text(EncapTypeField));
        session = Set(session, SessionValue.ErspanId, Text(request.Number(ErspanIdField)));
        session = Set(session, SessionValue.ErspanCos, Text(request.Number(ErspanCosField)));
        return Set(session, SessionValue.Nanoseconds, Text(request.Truth(NanosecondsField)));
    }

    /// <summary>What a port is called that no known card is on.</summary>
    public static string NameOfPort(string key) => PortPrefix + key;

    /// <summary>The key in such a name; null when it is the name of a card.</summary>
    public static string? KeyOfPort(string name, DvsRecord dvs)
        => name.StartsWith(PortPrefix, StringComparison.Ordinal) && Named(dvs).Contains(name[PortPrefix.Length..]) ? name[PortPrefix.Length..] : null;

    /// <summary>Keys of ports that sessions of a switch name.</summary>
    public static IEnumerable<string> Named(DvsRecord dvs) => dvs.Sessions.SelectMany(session => session.Children).SelectMany(role => role.All("portKey")).Select(key => key.Text).Distinct();

    public static string PortKey(NicRecord nic) => nic.Backing is NicBacking.Distributed port ? port.PortKey : "";

    /// <summary>Required by the schema, whatever the answers say.</summary>
    private static Value Fresh { get; } = Value.Map(
        (SessionValue.Enabled, Value.Of("true")),
        (SessionValue.Strip, Value.Of("false")),
        (SessionValue.Normal, Value.Of("false")));

    private static IReadOnlyList<string> Keys(MirrorRequest request, string field, VSphereInventory inventory)
        => [.. request.Names(field)
            .Select(name => inventory.Nic(name) is { } nic ? PortKey(nic) : inventory.Switch(request.Switch) is { } dvs ? KeyOfPort(name, dvs) : null)
            .Where(key => key?.Length > 0).OfType<string>()];

    private static Value SetPort(Value session, string role, string kind, MirrorRequest request, string field, IReadOnlyList<string> items)
    {
        if (!request.Has(field))
        {
            return session;
        }

        var port = Value.Map(session[role].Entries.Where(entry => entry.Key != kind).Concat(items.Count > 0 ? [(kind, Value.List(items))] : []));
        return port.Entries.Length > 0 ? session.With(role, port) : Value.Map(session.Entries.Where(entry => entry.Key != role));
    }

    private static Value Set(Value session, string field, string? text) => text is null ? session : session.With(field, Value.Of(text));

    private static string? Text(bool? truth) => truth switch { true => "true", false => "false", null => null };

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
