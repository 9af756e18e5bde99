using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using TuiSetup.Backends.OpenVSwitch.Ovsdb;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.OpenVSwitch;

/// <summary>What the database held at one moment, read in one transaction.</summary>
internal sealed class OvsSnapshot
{
    private static readonly Dictionary<string, string[]> Columns = new()
    {
        ["Open_vSwitch"] = ["_uuid", "cur_cfg", "next_cfg", "ovs_version", "external_ids"],
        ["Bridge"] = ["_uuid", "name", "ports", "mirrors", "flood_vlans", "fail_mode", "controller", "external_ids"],
        ["Port"] = ["_uuid", "name", "tag", "trunks", "vlan_mode", "interfaces", "protected", "external_ids"],
        ["Interface"] = ["_uuid", "name", "type", "ofport", "mac_in_use", "external_ids", "status", "statistics"],
        ["Mirror"] =
        [
            "_uuid", "name", "select_all", "select_src_port", "select_dst_port", "select_vlan", "output_port", "output_vlan", "snaplen",
        ],
    };

    public required string RootUuid { get; init; }

    public required string SystemId { get; init; }

    public long NextCfg { get; init; }

    public long CurCfg { get; init; }

    public required ImmutableSortedDictionary<string, OvsBridge> Bridges { get; init; }

    public required ImmutableDictionary<string, OvsPort> PortsByUuid { get; init; }

    public required ImmutableDictionary<string, OvsMirror> MirrorsByUuid { get; init; }

    private Dictionary<string, (OvsBridge Bridge, OvsPort Port)>? _named;

    /// <summary>Ports of a bridge by name.</summary>
    public IEnumerable<OvsPort> PortsOf(OvsBridge bridge)
        => bridge.PortUuids.Select(uuid => PortsByUuid.GetValueOrDefault(uuid)).OfType<OvsPort>().OrderBy(port => port.Name, StringComparer.Ordinal);

    public IEnumerable<OvsMirror> MirrorsOf(OvsBridge bridge)
        => bridge.MirrorUuids.Select(uuid => MirrorsByUuid.GetValueOrDefault(uuid)).OfType<OvsMirror>().OrderBy(mirror => mirror.Name, StringComparer.Ordinal);

    public OvsPort? FindPort(OvsBridge bridge, string name) => Named.TryGetValue(name, out var found) && found.Bridge.Uuid == bridge.Uuid ? found.Port : null;

    /// <summary>The bridge that has a port of this name; null when none has.</summary>
    public OvsBridge? BridgeOf(string portName) => Named.GetValueOrDefault(portName).Bridge;

    /// <summary>Names of ports are unique in a database.</summary>
    private Dictionary<string, (OvsBridge Bridge, OvsPort Port)> Named
        => _named ??= Bridges.Values.SelectMany(bridge => PortsOf(bridge).Select(port => (bridge, port)))
            .ToDictionary(found => found.port.Name, StringComparer.Ordinal);

    public static async Task<OvsSnapshot> ReadAsync(OvsdbClient client, CancellationToken cancel)
    {
        var results = await client.TransactAsync(Columns.Select(table => OvsdbOperations.Select(table.Key, table.Value)), cancel);
        var rows = Columns.Keys.Zip(results).ToDictionary(
            pair => pair.First,
            pair => (pair.Second["rows"] as JArray ?? []).OfType<JObject>().Select(row => new OvsdbRow(row)).ToList());
        if (rows["Open_vSwitch"] is not [var root, ..])
        {
            throw new BackendException(BackendFailure.Failed, T("The database is empty: ovs-vswitchd has not been set up here. Run 'ovs-vsctl init' or start the Open vSwitch service."));
        }

        var interfaces = rows["Interface"].ToDictionary(row => row.Uuid, ReadInterface);
        return new OvsSnapshot
        {
            RootUuid = root.Uuid,
            SystemId = root.Map("external_ids").GetValueOrDefault("system-id", ""),
            NextCfg = root.Number("next_cfg") ?? 0,
            CurCfg = root.Number("cur_cfg") ?? 0,
            Bridges = rows["Bridge"].Select(ReadBridge).ToImmutableSortedDictionary(bridge => bridge.Name, bridge => bridge, StringComparer.Ordinal),
            PortsByUuid = rows["Port"].Select(row => ReadPort(row, interfaces)).ToImmutableDictionary(port => port.Uuid),
            MirrorsByUuid = rows["Mirror"].Select(ReadMirror).ToImmutableDictionary(mirror => mirror.Uuid),
        };
    }

    private static OvsBridge ReadBridge(OvsdbRow row)
        => new(row.Uuid, row.Text("name"), [.. row.Uuids("ports")], [.. row.Uuids("mirrors")], [.. row.Numbers("flood_vlans").Order()])
        {
            FailMode = row.Text("fail_mode"),
            HasController = row.Uuids("controller").Count > 0,
            ExternalIds = row.Map("external_ids"),
        };

    private static OvsPort ReadPort(OvsdbRow row, Dictionary<string, OvsInterface> interfaces)
        => new(row.Uuid, row.Text("name"), row.Number("tag"), [.. row.Numbers("trunks").Order()], row.Text("vlan_mode"),
            [.. row.Uuids("interfaces").Select(uuid => interfaces.GetValueOrDefault(uuid)).OfType<OvsInterface>()])
        {
            IsProtected = row.Flag("protected"),
            ExternalIds = row.Map("external_ids"),
        };

    private static OvsInterface ReadInterface(OvsdbRow row)
        => new(row.Text("name"), row.Text("type"), row.Number("ofport"), row.Text("mac_in_use"), row.Map("external_ids"), row.Map("status"),
            long.TryParse(row.Map("statistics").GetValueOrDefault("rx_packets"), out var packets) ? packets : null);

    private static OvsMirror ReadMirror(OvsdbRow row)
        => new(row.Uuid, row.Text("name"), row.Flag("select_all"), [.. row.Uuids("select_src_port")], [.. row.Uuids("select_dst_port")],
            [.. row.Numbers("select_vlan").Order()], row.Uuids("output_port") is [var port, ..] ? port : null, row.Number("output_vlan"), row.Number("snaplen"));
}
