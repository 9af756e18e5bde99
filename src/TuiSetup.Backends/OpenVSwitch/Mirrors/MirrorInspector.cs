using TuiSetup.Core;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.OpenVSwitch.Mirrors;

/// <summary>Compares the database with what a unit's steps say.</summary>
internal static class MirrorInspector
{
    public static Inspection Inspect(StepUnit unit, OvsSnapshot snapshot)
    {
        if (snapshot.RootUuid != unit.Target.Identity)
        {
            return new Inspection(StepState.Neither, T("this is not the Open vSwitch that the plan was made for."));
        }

        // A bridge's row follows its mirrors: by itself it only tells of flood_vlans that someone set. A mirror that
        // stays the same is as before and as after at once, so it does not tell the two apart.
        var found = unit.Steps.Select(step => step.Operation == MirrorPlanner.MirrorOperation
            ? InspectMirror(step, snapshot)
            : InspectBridge(step, snapshot)).OfType<Inspection>().ToList();
        if (found.Find(one => one.State == StepState.Neither) is { } neither)
        {
            return neither;
        }

        return found.Select(one => one.State).Distinct().ToList() switch
        {
            [] => new Inspection(StepState.After),
            [var state] => new Inspection(state),
            _ => new Inspection(StepState.Neither, T("some of its objects are as before and some as planned.")),
        };
    }

    private static Inspection? InspectMirror(Step step, OvsSnapshot snapshot)
    {
        var (bridgeName, name) = (step.Arguments["bridge"].AsText!, step.Arguments["name"].AsText!);
        if (!snapshot.Bridges.TryGetValue(bridgeName, out var bridge))
        {
            return new Inspection(StepState.Neither, T($"bridge '{bridgeName}' is gone."));
        }

        var mirror = snapshot.MirrorsOf(bridge).FirstOrDefault(one => one.Name == name);
        var now = mirror is null ? Value.Nothing : MirrorValue.Of(mirror, snapshot);
        if (now == step.After)
        {
            return step.Action == StepAction.Same ? null : new Inspection(StepState.After);
        }

        return now == step.Before
            ? new Inspection(StepState.Before)
            : new Inspection(StepState.Neither, now.IsNothing ? T($"mirror '{name}' is gone.") : T($"mirror '{name}' is now {Difference(step, now)}."));
    }

    private static Inspection? InspectBridge(Step step, OvsSnapshot snapshot)
    {
        var name = step.Arguments["bridge"].AsText!;
        if (!snapshot.Bridges.TryGetValue(name, out var bridge))
        {
            return new Inspection(StepState.Neither, T($"bridge '{name}' is gone."));
        }

        var planned = Revalidation.Real(step.After["flood_vlans"].Items.Select(vlan => vlan.AsNumber!.Value));
        return Revalidation.Real(bridge.FloodVlans).SequenceEqual(planned)
            ? null
            : new Inspection(StepState.Neither, T($"flood_vlans of bridge '{name}' is now [{string.Join(", ", bridge.FloodVlans)}]."));
    }

    private static string Difference(Step step, Value now)
        => string.Join(", ", now.Entries.Where(entry => entry.Value != step.After[entry.Key] && entry.Value != step.Before[entry.Key])
            .DefaultIfEmpty(now.Entries[0]).Select(entry => $"{entry.Key}={(entry.Value.IsNothing ? "[]" : entry.Value)}"));
}
