using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.VSphere.Mirrors;

/// <summary>A session for people: ports with the cards that are on them.</summary>
internal sealed class SessionText(VSphereInventory inventory, DvsRecord dvs)
{
    private readonly Dictionary<string, string> _cards = CardsOf(dvs, inventory);

    /// <summary>Names of the cards on a switch, by the keys of their ports.</summary>
    public static Dictionary<string, string> CardsOf(DvsRecord dvs, VSphereInventory inventory) => inventory.Nics
        .Where(nic => nic.Backing is NicBacking.Distributed port && port.SwitchUuid == dvs.Uuid && port.PortKey.Length > 0)
        .DistinctBy(SessionBuilder.PortKey).ToDictionary(SessionBuilder.PortKey, inventory.NameOf);

    /// <summary>In one line, such as <c>dvPortMirror, t1 (port 41) to sensor (port 83)</c>.</summary>
    public string Line(Value session)
    {
        var text = Of(session);
        var sources = text[SessionValue.Transmitted].Texts.Union(text[SessionValue.Received].Texts);
        return T($"{session[SessionValue.Type]}{(session[SessionValue.Enabled].AsText == "false" ? T(", disabled") : "")}, {string.Join(", ", sources)} to {string.Join(", ", text[SessionValue.Destination].Texts)}");
    }

    public Value Of(Value session) => session.IsNothing ? session : Value.Map(
        SessionValue.Sorted(session).Where(entry => entry.Key != SessionValue.Key).Select(entry => (entry.Key, entry.Value.Entries.Length > 0 ? Role(entry.Value) : entry.Value)));

    private Value Role(Value port) => Value.List(port.Entries.SelectMany(entry => entry.Value.Texts.Select(item => entry.Key switch
    {
        SessionValue.Ports => _cards.TryGetValue(item, out var card) ? $"{card} (port {item})" : T($"port {item}"),
        SessionValue.Vlans => $"VLAN {item}",
        _ => item,
    })));
}
