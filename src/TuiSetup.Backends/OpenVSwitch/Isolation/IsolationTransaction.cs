using Newtonsoft.Json.Linq;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using static TuiSetup.Backends.OpenVSwitch.Ovsdb.OvsdbOperations;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>
/// Builds the one transaction that brings ports and bridge to their after, or back to their before. The columns must
/// still be as they were read; keys of others in external_ids are left alone.
/// </summary>
internal sealed class IsolationTransaction(StepUnit unit, OvsSnapshot snapshot, bool undo)
{
    private readonly List<JObject> _expected = [];
    private readonly List<JObject> _changes = [];

    public IReadOnlyList<JObject> Build()
    {
        foreach (var step in unit.Steps)
        {
            var wanted = undo ? step.Before : step.After;
            var bridge = OvsRows.Bridge(step, snapshot);
            if (step.Operation == IsolationPlanner.BridgeOperation)
            {
                Change("Bridge", bridge.Uuid, new JObject { ["fail_mode"] = Texts(bridge.FailMode) }, new JObject { ["fail_mode"] = Texts(wanted["fail_mode"].AsText ?? "") }, bridge.ExternalIds, wanted);
            }
            else
            {
                var port = OvsRows.Port(step, bridge, snapshot);
                Change(
                    "Port",
                    port.Uuid,
                    new JObject { ["tag"] = Tag(port.Tag), ["protected"] = port.IsProtected },
                    new JObject { ["tag"] = Tag(wanted["tag"].AsNumber), ["protected"] = wanted["protected"].AsTruth ?? false },
                    port.ExternalIds,
                    wanted);
            }
        }

        return [.. _expected, .. _changes, .. OvsCommit.Ending(snapshot, unit, undo)];
    }

    private void Change(string table, string uuid, JObject was, JObject becomes, IReadOnlyDictionary<string, string> ids, Value wanted)
    {
        was["external_ids"] = Map(ids);
        _expected.Add(Expect(table, uuid, was));
        becomes["external_ids"] = Map(ids.Where(id => !Declaration.IsOurs(id.Key))
            .Concat(wanted["external_ids"].Entries.Select(id => KeyValuePair.Create(id.Key, id.Value.ToString()!))));
        _changes.Add(Update(table, uuid, becomes));
    }

    private static JArray Tag(long? tag) => Set(tag is { } vlan ? [vlan] : []);

    private static JArray Texts(string text) => Set(text.Length > 0 ? [text] : []);
}

/// <summary>The rows that a step is about. <exception cref="BackendException">One is gone.</exception></summary>
internal static class OvsRows
{
    public static OvsBridge Bridge(Step step, OvsSnapshot snapshot)
        => snapshot.Bridges.GetValueOrDefault(step.Arguments["bridge"].AsText ?? "")
            ?? throw new BackendException(BackendFailure.Drifted, T($"Bridge '{step.Arguments["bridge"]}' is gone."));

    public static OvsPort Port(Step step, OvsBridge bridge, OvsSnapshot snapshot)
        => snapshot.FindPort(bridge, step.Arguments["port"].AsText ?? "")
            ?? throw new BackendException(BackendFailure.Drifted, T($"Port '{step.Arguments["port"]}' of bridge '{bridge.Name}' is gone."));
}
