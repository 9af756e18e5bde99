using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.VSphere.Mirrors;

/// <summary>A session for people: ports with the cards that are on them.</summary>
internal sealed class SessionText(VSphereInventory inventory, DvsRecord dvs)
{
    private readonly Dictionary<string, string> _cards = inventory.Nics
        .Where(nic => nic.Backing is NicBacking.Distributed port && port.SwitchUuid == dvs.Uuid && port.PortKey.Length > 0)
        .DistinctBy(SessionBuilder.PortKey).ToDictionary(SessionBuilder.PortKey, inventory.NameOf);

    public Value Of(Value session) => session.IsNothing ? session : Value.Map(
        session.Entries.Where(entry => entry.Key != SessionValue.Key).Select(entry => (entry.Key, entry.Value.Entries.Length > 0 ? Role(entry.Value) : entry.Value)));

    private Value Role(Value port) => Value.List(port.Entries.SelectMany(entry => entry.Value.Texts.Select(item => entry.Key switch
    {
        SessionValue.Ports => _cards.TryGetValue(item, out var card) ? $"{card} (port {item})" : $"port {item}",
        SessionValue.Vlans => $"VLAN {item}",
        _ => item,
    })));
}
