using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Backends.VSphere.Steps;
using TuiSetup.Core;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.VSphere.Mirrors;

/// <summary>One mirror session of a switch: added, edited or removed, and all others left as they are.</summary>
internal sealed class SessionWork : IStepWork
{
    public const string Kind = "mirror", Was = "was", Will = "will", Cards = "cards";

    public string Operation => Kind;

    public async Task<Inspection> InspectAsync(VCenterSession session, StepUnit unit, CancellationToken cancel)
    {
        var step = unit.Steps[0];
        var config = (await session.Properties.ReadOneAsync(step.Ref(StepArguments.Dvs), cancel, "config").ConfigureAwait(false))?["config"];
        if (config is null)
        {
            return new Inspection(StepState.Neither, T("the switch is gone."));
        }

        var (found, was, will) = (Find(config, step), step.Arguments[Was], step.Arguments[Will]);
        if (Is(found, will))
        {
            return await FindStaleAsync(session, step, cancel).ConfigureAwait(false) is { } stale
                ? new Inspection(StepState.Neither, stale)
                : new Inspection(StepState.After);
        }

        return Is(found, was)
            ? new Inspection(StepState.Before)
            : new Inspection(StepState.Neither, found.IsNothing
                ? T($"mirror session '{step.Text(StepArguments.Name)}' is gone.")
                : T($"mirror session '{step.Text(StepArguments.Name)}' is now {string.Join(", ", Differences(found, will))}."));
    }

    public Task ChangeAsync(VCenterSession session, StepUnit unit, bool undo, IProgress<string> progress, CancellationToken cancel)
    {
        var step = unit.Steps[0];
        var wanted = step.Arguments[undo ? Was : Will];
        return DvsWriter.ChangeAsync(session, step.Ref(StepArguments.Dvs), config => Change(Find(config, step), wanted, step.Arguments[undo ? Will : Was]), progress, cancel);
    }

    private static Action<SoapWriter>? Change(Value found, Value wanted, Value from)
    {
        if (Is(found, wanted))
        {
            return null;
        }

        if (!Is(found, from))
        {
            throw new BackendException(BackendFailure.Drifted, T("The mirror session was changed by someone else. Make the plan again."));
        }

        if (wanted.IsNothing)
        {
            return to => SessionValue.Write(to, found, "remove");
        }

        var fields = wanted.Entries.Where(entry => entry.Key != SessionValue.Key);
        return found.IsNothing
            ? to => SessionValue.Write(to, Value.Map(fields), "add")
            : to => SessionValue.Write(to, Value.Map(fields).With(SessionValue.Key, found[SessionValue.Key]), "edit");
    }

    private static bool Is(Value found, Value wanted) => wanted.IsNothing ? found.IsNothing : !found.IsNothing && SessionValue.IsSo(found, wanted);

    /// <summary>By its key; one that was removed and added again has a new one, and is found by its name.</summary>
    private static Value Find(Element config, Step step)
    {
        var sessions = config.All("vspanSession").Select(SessionValue.From).ToList();
        var key = step.Arguments[Was][SessionValue.Key];
        return (key.IsNothing ? null : sessions.Find(one => one[SessionValue.Key] == key))
            ?? sessions.Find(one => one[SessionValue.Name].AsText == step.Text(StepArguments.Name))
            ?? Value.Nothing;
    }

    /// <summary>A card that has moved since has another port, and the session sees nothing of it any more.</summary>
    private static async Task<string?> FindStaleAsync(VCenterSession session, Step step, CancellationToken cancel)
    {
        var cards = step.Arguments[Cards].Items;
        var machines = cards.Select(card => MoRef.Parse(card[StepArguments.Machine].AsText ?? "")).Distinct().ToList();
        var found = (await session.Properties.ReadAsync(machines, ["config.hardware.device"], cancel).ConfigureAwait(false)).ToDictionary(one => one.Ref.Value);
        foreach (var card in cards)
        {
            var devices = found.GetValueOrDefault(MoRef.Parse(card[StepArguments.Machine].AsText ?? "").Value)?["config.hardware.device"];
            var device = InventoryReader.Cards(devices).FirstOrDefault(one => one.Number("key") == card[StepArguments.NicKey].AsNumber);
            var port = device is null ? "" : NicBacking.From(device.Child("backing")) is NicBacking.Distributed there ? there.PortKey : "";
            if (port != card["portKey"].AsText)
            {
                return T($"{card[StepArguments.Name]} was on port {card["portKey"]} and is {(port.Length == 0 ? T("on none of this kind now") : T($"on port {port} now"))}; the session sees the old port.");
            }
        }

        return null;
    }

    private static IEnumerable<string> Differences(Value found, Value wanted)
        => found.Entries.Where(entry => entry.Key != SessionValue.Key && !SessionValue.IsSame(entry.Value, wanted[entry.Key])).Select(entry => $"{entry.Key}={entry.Value}");
}
