using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using static TuiSetup.Backends.OpenVSwitch.Ovsdb.OvsdbOperations;

namespace TuiSetup.Backends.OpenVSwitch.Mirrors;

/// <summary>
/// Builds the one transaction that brings the rows of a unit from the snapshot to their after, or back to their
/// before. Every row it relies on must still be as the snapshot has it, or nothing is done.
/// </summary>
internal sealed class MirrorTransaction(StepUnit unit, OvsSnapshot snapshot, bool undo)
{
    private readonly List<JObject> _expected = [];
    private readonly List<JObject> _changes = [];
    private readonly HashSet<string> _expectedPorts = [];

    public IReadOnlyList<JObject> Build()
    {
        foreach (var step in unit.Steps)
        {
            if (step.Operation == MirrorPlanner.MirrorOperation)
            {
                AddMirror(step);
            }
            else
            {
                AddBridge(step);
            }
        }

        return
        [
            .. _expected,
            .. _changes,
            .. OvsCommit.Ending(snapshot, unit, undo),
        ];
    }

    private void AddMirror(Step step)
    {
        var bridge = BridgeOf(step);
        var name = step.Arguments["name"].AsText!;
        var existing = snapshot.MirrorsOf(bridge).FirstOrDefault(mirror => mirror.Name == name);
        var wanted = undo ? step.Before : step.After;
        if (wanted.IsNothing)
        {
            if (existing is not null)
            {
                _expected.Add(Expect("Mirror", existing.Uuid, Row(existing)));
                _changes.Add(Mutate("Bridge", bridge.Uuid, "mirrors", "delete", Uuid(existing.Uuid)));
            }
        }
        else if (existing is null)
        {
            var handle = $"mirror{_changes.Count}";
            _changes.Add(Insert("Mirror", handle, Row(bridge, wanted)));
            _changes.Add(Mutate("Bridge", bridge.Uuid, "mirrors", "insert", NamedUuid(handle)));
        }
        else
        {
            _expected.Add(Expect("Mirror", existing.Uuid, Row(existing)));
            _changes.Add(Update("Mirror", existing.Uuid, Row(bridge, wanted)));
        }
    }

    private void AddBridge(Step step)
    {
        var bridge = BridgeOf(step);
        var wanted = (undo ? step.Before : step.After)["flood_vlans"].Items.Select(vlan => vlan.AsNumber!.Value).ToImmutableArray();
        if (wanted.SequenceEqual(bridge.FloodVlans))
        {
            // It must change all the same, or active flows are not looked at again.
            wanted = Revalidation.Toggle(bridge.FloodVlans);
        }

        _expected.Add(Expect("Bridge", bridge.Uuid, new JObject
        {
            ["name"] = bridge.Name,
            ["flood_vlans"] = Numbers(bridge.FloodVlans),
            ["mirrors"] = Set(bridge.MirrorUuids.Select(Uuid)),
        }));
        _changes.Add(Update("Bridge", bridge.Uuid, new JObject { ["flood_vlans"] = Numbers(wanted) }));
    }

    private OvsBridge BridgeOf(Step step)
        => snapshot.Bridges.GetValueOrDefault(step.Arguments["bridge"].AsText!)
            ?? throw new BackendException(BackendFailure.Drifted, T($"Bridge '{step.Arguments["bridge"]}' is gone."));

    private JObject Row(OvsBridge bridge, Value mirror) => new()
    {
        ["name"] = mirror["name"].AsText,
        ["select_all"] = mirror["select_all"].AsTruth,
        ["select_src_port"] = Set(mirror["select_src_port"].Texts.Select(port => PortUuid(bridge, port))),
        ["select_dst_port"] = Set(mirror["select_dst_port"].Texts.Select(port => PortUuid(bridge, port))),
        ["select_vlan"] = Numbers(mirror["select_vlan"].Items.Select(vlan => vlan.AsNumber!.Value)),
        ["output_port"] = Set(mirror["output_port"].Texts.Select(port => PortUuid(bridge, port))),
        ["output_vlan"] = Numbers(mirror["output_vlan"].Items.Select(vlan => vlan.AsNumber!.Value)),
        ["snaplen"] = Numbers(mirror["snaplen"].Items.Select(length => length.AsNumber!.Value)),
    };

    private static JObject Row(OvsMirror mirror) => new()
    {
        ["name"] = mirror.Name,
        ["select_all"] = mirror.SelectAll,
        ["select_src_port"] = Set(mirror.SelectSrcPort.Select(Uuid)),
        ["select_dst_port"] = Set(mirror.SelectDstPort.Select(Uuid)),
        ["select_vlan"] = Numbers(mirror.SelectVlan),
        ["output_port"] = Set(mirror.OutputPort is { } port ? [Uuid(port)] : []),
        ["output_vlan"] = Numbers(mirror.OutputVlan is { } vlan ? [vlan] : []),
        ["snaplen"] = Numbers(mirror.Snaplen is { } length ? [length] : []),
    };

    private JArray PortUuid(OvsBridge bridge, string name)
    {
        var port = snapshot.FindPort(bridge, name)
            ?? throw new BackendException(BackendFailure.Drifted, T($"Port '{name}' is no longer on bridge '{bridge.Name}'."));
        if (_expectedPorts.Add(port.Uuid))
        {
            _expected.Add(Expect("Port", port.Uuid, new JObject { ["name"] = port.Name }));
        }

        return Uuid(port.Uuid);
    }

    private static JArray Numbers(IEnumerable<long> numbers) => Set(numbers.Select(number => new JValue(number)));
}
