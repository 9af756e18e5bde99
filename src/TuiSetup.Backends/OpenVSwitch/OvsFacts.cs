using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using TuiSetup.Backends.OpenVSwitch.Isolation;
using TuiSetup.Backends.OpenVSwitch.Ovsdb;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.OpenVSwitch;

/// <summary>An Open vSwitch as its database has it, with the evidence of who uses which port.</summary>
internal sealed class OvsFacts(
    OvsdbEndpoint endpoint,
    OvsSnapshot snapshot,
    IReadOnlyDictionary<string, IReadOnlyList<LearnedMac>> learned,
    LocalSession session) : Facts
{
    public const string BridgeList = "bridges", PortList = "ports", RelayList = "relays";

    public static ImmutableArray<string> Lists { get; } = [BridgeList, PortList, RelayList];

    public OvsSnapshot Snapshot => snapshot;

    public OvsdbEndpoint Endpoint => endpoint;

    /// <exception cref="Core.Problems.BackendException">The database cannot be reached, or lacks what is needed.</exception>
    public static async Task<OvsFacts> ReadAsync(AnswerSheet answers, BackendContext context, CancellationToken cancel)
    {
        var endpoint = OvsdbEndpoint.From(answers, context.OvsAddress);
        await using var client = await OvsdbClient.ConnectAsync(endpoint, context.Time, cancel);
        await OvsSchema.CheckAsync(client, cancel);
        var snapshot = await OvsSnapshot.ReadAsync(client, cancel);
        var learned = await ForwardingTable.ReadAsync(endpoint.Address, snapshot.Bridges.Keys, context.Time, cancel);
        return new OvsFacts(endpoint, snapshot, learned, LocalSession.Read(context.Variable));
    }

    public override PlanTarget Target { get; } = endpoint.ToTarget(snapshot.RootUuid);

    public override string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical())));

    public override IReadOnlyList<Choice> List(string name, AnswerSheet answers) => name switch
    {
        BridgeList => [.. snapshot.Bridges.Values.Select(bridge => new Choice(bridge.Name, bridge.Name, Count(bridge)))],
        PortList when snapshot.Bridges.GetValueOrDefault(answers["bridge"].AsText ?? "") is { } bridge
            => [.. snapshot.PortsOf(bridge).Select(port => new Choice(port.Name, port.Name, Describe(bridge, port)))],
        RelayList when snapshot.Bridges.GetValueOrDefault(answers["bridge"].AsText ?? "") is { } bridge
            => [.. RelaysOf(bridge).Select(port => new Choice(port.Name, port.Name, Describe(bridge, port)))],
        _ => [],
    };

    /// <summary>Ports where a relay can be: those of one, those that are promiscuous, or any where no port has a role.</summary>
    private IEnumerable<OvsPort> RelaysOf(OvsBridge bridge)
    {
        var roles = Declaration.Read(bridge, snapshot).Vlans.SelectMany(vlan => vlan.Ports).ToLookup(port => port.Key, port => port.Value.Kind);
        return snapshot.PortsOf(bridge).Where(port => roles.Count == 0 || roles[port.Name].Any(role => role is PortRoleKind.Promiscuous or PortRoleKind.Relay))
            .OrderBy(port => !roles[port.Name].Contains(PortRoleKind.Relay));
    }

    /// <summary>Which addresses the bridge has learned behind a port.</summary>
    public IReadOnlyList<LearnedMac> LearnedOn(OvsBridge bridge, OvsPort port)
        => [.. learned.GetValueOrDefault(bridge.Name, []).Where(mac => port.Interfaces.Any(link
            => mac.Port == "LOCAL" ? link.Name == bridge.Name : mac.Port == link.Ofport?.ToString() || mac.Port == link.Name))];

    public IReadOnlyList<LearnedMac> LearnedIn(OvsBridge bridge) => learned.GetValueOrDefault(bridge.Name, []);

    /// <summary>Why a port is taken to carry the traffic of a host; empty when nothing says so.</summary>
    public string HostEvidence(OvsBridge bridge, OvsPort port)
    {
        var reasons = new List<string>();
        if (LearnedOn(bridge, port) is { Count: > 0 } macs)
        {
            reasons.Add(macs.Count == 1 ? T($"{macs[0].Mac} was learned there") : T($"{macs.Count} MAC addresses were learned there"));
        }
        else if (port.Interfaces.Sum(link => link.ReceivedPackets ?? 0) is > 0 and var packets)
        {
            reasons.Add(T($"{packets} packets came in there"));
        }

        if (port.Interfaces.Any(link => link.ExternalIds.ContainsKey("iface-id") || link.ExternalIds.ContainsKey("attached-mac")))
        {
            reasons.Add(T("a virtual machine is attached"));
        }

        if (port.Interfaces.Any(link => link.Type == "internal" && session.LocalAddresses.Contains(link.Name)))
        {
            reasons.Add(T("this machine has an address on it"));
        }

        return string.Join("; ", reasons);
    }

    /// <summary>Whether the admin's own session runs through the port.</summary>
    public bool CarriesSession(OvsBridge bridge, OvsPort port)
        => port.Interfaces.Any(link => session.ServerInterfaces.Contains(link.Name))
            || (session.ClientMac is { } mac && (LearnedOn(bridge, port).Any(learnt => learnt.Mac == mac)
                || port.Interfaces.Any(link => link.ExternalIds.GetValueOrDefault("attached-mac", "").Equals(mac, StringComparison.OrdinalIgnoreCase))));

    private static string Count(OvsBridge bridge)
        => T($"{bridge.PortUuids.Length} ports, {bridge.MirrorUuids.Length} mirrors");

    private string Describe(OvsBridge bridge, OvsPort port)
    {
        var vlan = port switch
        {
            { Tag: { } tag } => $"VLAN {tag}",
            { Trunks.Length: > 0 } => T($"trunk of {string.Join(",", port.Trunks)}"),
            _ => T("trunk of all VLANs"),
        };
        var type = port.Interfaces switch
        {
            [{ Type: "internal" }] => ", internal",
            [{ Type: { Length: > 0 } other }] => $", {other}",
            { Length: > 1 } => ", bond",
            _ => "",
        };
        var host = LearnedOn(bridge, port) is [var mac, ..] ? $", {mac.Mac}" : "";
        return vlan + type + host;
    }

    /// <summary>What plans depend on, in one order.</summary>
    private string Canonical()
    {
        var text = new StringBuilder(snapshot.RootUuid);
        foreach (var bridge in snapshot.Bridges.Values)
        {
            text.Append('\n').Append(bridge.Name).Append(' ').AppendJoin(',', bridge.FloodVlans);
            foreach (var port in snapshot.PortsOf(bridge))
            {
                text.Append("\n port ").Append(port.Name).Append(' ').Append(port.Uuid).Append(' ').Append(port.Tag).Append(' ').AppendJoin(',', port.Trunks);
            }

            foreach (var mirror in snapshot.MirrorsOf(bridge))
            {
                text.Append("\n mirror ").Append(mirror.Uuid).Append(' ').Append(Mirrors.MirrorValue.Of(mirror, snapshot));
            }
        }

        return text.ToString();
    }
}
